import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'))
  mkdirSync(join(folder, 'content', 'articles', 'en', 'cards'), { recursive: true })
  writeFileSync(
    join(folder, 'content', 'articles', 'en', 'cards', 'lost.mdx'),
    '---\ntitle: Lost card\n---\nFreeze it.\n',
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(script: string, ...args: string[]) {
  const env = { ...process.env, KINDRED_CONTENT: join(folder, 'content'), KINDRED_DATA: join(folder, 'data') }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', script), ...args], {
    env,
    encoding: 'utf8',
    cwd: folder,
  })
  return { status, stdout, stderr }
}

const ticket = (id: number, description: string) =>
  JSON.stringify({
    id,
    created_at: '2026-11-01T10:00:00Z',
    description,
    requester: { email: 'ayse@example.com' },
  })

test('says how it went by its exit code, and what to do in words', () => {
  writeFileSync(
    join(folder, 'good.ndjson'),
    `${ticket(1, 'where is my card')}\n${ticket(2, 'call +48 601 202 303')}\n`,
  )
  writeFileSync(join(folder, 'mixed.ndjson'), `${ticket(3, 'where is my card')}\nbroken\n`)
  expect(run('import.ts')).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage') })
  expect(run('import.ts', 'good.ndjson', '--source', 'zendsk').stderr).toContain('Did you mean "zendesk"?')
  const dry = run('import.ts', 'good.ndjson', '--source', 'zendesk', '--dry-run')
  expect(dry).toMatchObject({ status: 0, stdout: expect.stringContaining('call [phone]') })
  expect(existsSync(join(folder, 'data', 'tickets.db'))).toBe(false)
  expect(run('import.ts', 'good.ndjson', '--source', 'zendesk')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('2 read = 2 inserted + 0 updated + 0 unchanged + 0 merged + 0 rejected'),
  })
  expect(run('import.ts', 'mixed.ndjson', '--source', 'zendesk')).toMatchObject({ status: 3 })
  const stored = readFileSync(join(folder, 'data', 'tickets.db')).toString('latin1')
  expect(stored).not.toMatch(/ayse@example|601 202/)
}, 60_000)

test('the report waits for a mining, and a mining for tickets', () => {
  rmSync(join(folder, 'data'), { recursive: true, force: true })
  expect(run('report.ts')).toMatchObject({ status: 1, stderr: expect.stringContaining('npm run import') })
  expect(run('mine.ts')).toMatchObject({ status: 1, stderr: expect.stringContaining('Import some first') })
  expect(run('mine.ts', '--as-of', 'soon')).toMatchObject({ status: 2 })
}, 60_000)
