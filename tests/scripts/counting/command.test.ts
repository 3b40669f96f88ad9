import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printed } from '#scripts/counting/sql.ts'

const root = join(import.meta.dirname, '..', '..', '..')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'count-test-'))
  mkdirSync(join(folder, 'content', 'articles', 'en', 'cards'), { recursive: true })
  writeFileSync(
    join(folder, 'content', 'articles', 'en', 'cards', 'lost.mdx'),
    '---\ntitle: Lost card\n---\nFreeze it.\n',
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

function count(...args: string[]) {
  const env = { ...process.env, KINDRED_CONTENT: join(folder, 'content'), KINDRED_DATA: join(folder, 'data') }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts', 'count.ts'), ...args],
    {
      env,
      cwd: folder,
      encoding: 'utf8',
    },
  )
  return { status, stdout, stderr }
}

function file(name: string, ...rows: object[]): string {
  writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return name
}

const ticket = (id: string, body: string, more: object = {}) => ({
  id,
  body,
  lang: 'en',
  created_at: '2026-11-22T23:59:59Z',
  ...more,
})

describe('npm run count', { timeout: 60_000 }, () => {
  test('counts tickets by term, segment and week', () => {
    const tickets = file(
      'tickets.ndjson',
      ticket('2', 'Refund refund', { segments: ['business'] }),
      ticket('1', 'A refund', { created_at: '2026-11-23T00:00:00Z' }),
    )
    const { status, stdout } = count(tickets)
    expect(status).toBe(0)
    const refunds = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ term }) => term === 'refund')
    expect(refunds.map(({ segment, week, df, samples }) => [segment, week, df, ...samples])).toEqual([
      ['', '2026-11-16', 1, '2'],
      ['', '2026-11-23', 1, '1'],
      ['business', '2026-11-16', 1, '2'],
    ])
  })

  test('counts the rows it wrote to the same bytes', () => {
    const tickets = file(
      'tickets.ndjson',
      ticket('1', 'Kartım çalışmıyor', { lang: 'tr' }),
      ticket('2', "Don't want a refund", { segments: ['a', 'b'] }),
    )
    expect(count(tickets, '--tokens', '--out', 'tokens.ndjson').status).toBe(0)
    const direct = count(tickets).stdout
    expect(direct).toContain('"term":"want"')
    expect(count('tokens.ndjson', '--out', 'counts.ndjson').stdout).toBe('')
    expect(readFileSync(join(folder, 'counts.ndjson'), 'utf8')).toBe(direct)
  })

  test('takes personal data out of files that were never imported', () => {
    const tickets = file('tickets.ndjson', ticket('1', 'write to ayse.yilmaz@example.com about the fee'))
    const { stdout } = count(tickets, '--tokens')
    expect(stdout).toContain('"fee"')
    expect(stdout).not.toMatch(/ayse|yilmaz|example/)
  })

  test('shows frequent terms that no article has, and who uses them more', () => {
    const words = ['where is the lost card', 'is there a cheque', 'cheque please']
    const tickets = Array.from({ length: 60 }, (_, at) =>
      ticket(`t${at}`, words[at % 3]!, { segments: at % 3 === 2 || at % 6 === 0 ? ['business'] : ['home'] }),
    )
    const { stdout } = count(file('tickets.ndjson', ...tickets), '--uncovered')
    expect(stdout).toMatch(/40\s+chequ\s+2026-11-22/)
    expect(stdout).not.toMatch(/lost|card|where/)
  })

  test('prints the counting for a database', () => {
    expect(count('--print-sql', 'bigquery').stdout).toBe(printed('bigquery'))
  })

  test.each([
    [['--engine', 'sqlite'], 2, 'There is no engine called "sqlite". There are: node, duckdb.'],
    [['--everything'], 2, 'Usage:'],
    [['nothing.ndjson'], 1, 'There is no readable file "nothing.ndjson"'],
    [[], 1, 'There is no tickets.db yet.'],
  ])('%j ends with %i and says what is wrong', (args, status, said) => {
    const ran = count(...args)
    expect(ran.stderr).toContain(said)
    expect(ran.status).toBe(status)
    expect(ran.stderr).not.toContain('    at ')
  })

  test('names file and line of a row it cannot count', () => {
    file('bad.ndjson', ticket('1', 'fine'), { id: '2', body: 'no day' })
    expect(count('bad.ndjson')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('bad.ndjson:2\n  The ticket "2" says ""'),
    })
    file('tokens.ndjson', { id: '1', segment: '', week: '2026-11-16', tokens: [] })
    expect(count('bad.ndjson', 'tokens.ndjson').stderr).toContain('Count them apart.')
  })
})
