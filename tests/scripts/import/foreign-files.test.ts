import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

// Every test starts the command, which takes seconds on a machine with other work.
vi.setConfig({ testTimeout: 60_000 })

const root = join(import.meta.dirname, '..', '..', '..')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foreign-'))
  mkdirSync(join(folder, 'content', 'articles', 'en', 'cards'), { recursive: true })
  writeFileSync(
    join(folder, 'content', 'articles', 'en', 'cards', 'lost.mdx'),
    '---\ntitle: Lost card\n---\nFreeze it.\n',
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function run(text: string, ...args: string[]) {
  const file = join(folder, `tickets-${++files}.csv`)
  writeFileSync(file, text)
  const env = {
    ...process.env,
    KINDRED_CONTENT: join(folder, 'content'),
    KINDRED_DATA: join(folder, `data-${files}`),
  }
  const command = [join(root, 'scripts', 'import.ts'), file, ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    env,
    encoding: 'utf8',
    cwd: folder,
  })
  return { status, stdout, stderr }
}

const header = 'Ticket ID,Created,Subject,Description\n'
const row = (id: string, text: string, day = '2026-11-15 09:30') => `${id},${day},Card,${text}\n`

test.each([
  [
    'a report’s title above the names',
    `Report: Tickets by day\nGenerated on 2026-11-20\n\n${header}${row('1', 'My card is lost')}`,
  ],
  [
    'semicolons below a title',
    `Raport\n\nTicket ID;Created;Subject;Description\n1;2026-11-15 09:30;Card;My card is lost\n`,
  ],
  [
    'quotes escaped by a backslash',
    `${header}1,2026-11-15 09:30,Card,"He said \\"hello\\", then my card was declined"\n`,
  ],
  ['ids with slashes', header + row('ZGL/2026/11/001', 'My card is lost')],
  ['a narrow space before AM', `${header}1,"11/15/2026, 9:30:00\u202fAM",Card,My card is lost\n`],
])('reads %s', (_, text) => {
  const { status, stdout } = run(text, '--source', 'generic')
  expect(stdout).toContain('1 read = 1 inserted')
  expect(status).toBe(0)
})

test('a row of the names can be given', () => {
  const { stdout } = run(
    `a,b,c\nd,e,f\n${header}${row('1', 'My card is lost')}`,
    '--source',
    'generic',
    '--header',
    '3',
  )
  expect(stdout).toContain('1 inserted')
})

test('a file of which nothing can be read is a failure, with the commonest reason and the reader’s own column', () => {
  const { status, stdout, stderr } = run(
    `Ticket ID,First Response Time,Description\n1,soon,My card is lost\n2,later,Fees\n`,
    ...['--source', 'generic', '--map', 'created=First Response Time'],
  )
  expect(stdout).toContain(
    '2 rejected: There is no date that can be read. (column "First Response Time", first in row',
  )
  expect(stderr).toContain('Nothing could be read')
  expect(status).toBe(1)
})

test('a source that does not fit names the one that does', () => {
  const { status, stderr } = run(
    'Vorgangsnummer;Erstellt am;Betreff;Beschreibung\n1;2026-11-15 09:30;Karte;Meine Karte ist weg\n',
    ...['--source', 'zendesk'],
  )
  expect(status).toBe(1)
  expect(stderr).toMatch(/try --source \w+/)
})

test('a table that is no help desk’s is sent to its own columns, which a dry run asks for', () => {
  const odd = 'Foo,Bar\n1,where is my card\n2,where is my refund\n'
  expect(run(odd).stderr).toContain('try --source generic --dry-run')
  const asked = run(odd, '--source', 'generic', '--dry-run')
  expect(asked).toMatchObject({ status: 2, stdout: expect.stringContaining('--map body="…"') })
  expect(run(odd, '--source', 'generic', '--no-ids').stderr).not.toContain('try --source')
})

test('tickets without a day get the one that is said', () => {
  const text = 'Ticket ID,Description\n1,My card is lost\n'
  const asked = run(text, '--source', 'generic')
  expect(asked.status).toBe(2)
  expect(asked.stderr).toContain('--date 2026-11-01 or --no-dates')
  expect(run(text, '--source', 'generic', '--date', '2026-11-01').stdout).toContain('1 inserted')
  expect(run(text, '--source', 'generic', '--no-dates').stdout).toContain('1 inserted')
})

test('languages that redaction does not know are counted aloud, and can be refused', () => {
  const text = header + row('1', 'My card is lost') + row('2', 'カードをなくしました。どうすればいいですか')
  const told = run(text, '--source', 'generic')
  expect(told.stderr).toContain('are not recognised: Japanese 1.')
  const refused = run(text, '--source', 'generic', '--only-known-languages')
  expect(refused.stdout).toContain('Names and telephone numbers are not recognised in its language (ja).')
  expect(refused.status).toBe(3)
})

test('a dry run sums up by reason', () => {
  const rows = Array.from({ length: 30 }, (_, at) => row(String(at), 'Where is it', 'soon')).join('')
  const { stdout } = run(header + rows, '--source', 'generic', '--dry-run')
  expect(stdout.match(/There is no date/g)).toHaveLength(1)
  expect(stdout).toContain('30 rejected: There is no date that can be read. (column "Created", first in row')
})
