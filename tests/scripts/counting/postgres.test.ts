import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TermCount, TokenRow } from '#scripts/counting/contract.ts'
import { nodeEngine } from '#scripts/counting/node.ts'
import { type Dialect, printed, sql } from '#scripts/counting/sql.ts'
import { type Postgres, postgresPrograms, startPostgres } from '#tests/support/postgres.ts'
import { countsOf, tokenRows } from './token-rows.ts'

const programs = postgresPrograms()
const why = 'skipped: no PostgreSQL server here; apt-get install postgresql'
if (!programs) console.warn(`The Postgres statement was not run (${why}).`)

describe.skipIf(!programs)(`the printed SQL on a PostgreSQL server${programs ? '' : ` (${why})`}`, () => {
  let server: Postgres
  beforeAll(async () => {
    server = await startPostgres(programs!)
    server.run(sql.postgres.table)
  })
  afterAll(() => server?.stop())
  beforeEach(() => server.run('TRUNCATE ticket_tokens'))

  function load(rows: readonly TokenRow[]) {
    const json = JSON.stringify(rows).replaceAll("'", "''")
    server.run(`INSERT INTO ticket_tokens
      SELECT id, segment, week, coalesce(day, week), ARRAY(SELECT jsonb_array_elements_text(tokens))
      FROM jsonb_to_recordset('${json}'::jsonb) AS r(id text, segment text, week date, day date, tokens jsonb)`)
  }

  // By COPY: psql's own output drops what Unicode calls noncharacters. COPY doubles backslashes.
  const counts = () =>
    server
      .run(`COPY (SELECT row_to_json(c) FROM (${sql.postgres.counts}) AS c) TO STDOUT`)
      .map((line): TermCount => JSON.parse(line.replaceAll('\\\\', '\\')))

  test('sorts Turkish by default, so the statement has to say how', () => {
    const sorted = (how: string) =>
      server.run(`SELECT v FROM (VALUES ('d'), ('ç'), ('c')) AS t(v) ORDER BY v ${how}`)
    expect(sorted('')).toEqual(['c', 'ç', 'd'])
    expect(sorted('COLLATE "C"')).toEqual(['c', 'd', 'ç'])
  })

  test('gives the counts that Node gives, in the same order', async () => {
    // One large set of many small ones: their documents and segments are kept apart by a number.
    const sets = fc.sample(tokenRows, { numRuns: 300, seed: 20261116 })
    const rows = sets.flatMap((set, at) =>
      set.map((row) => ({
        ...row,
        id: `${row.id}#${at % 3}`,
        segment: `${row.segment}${Math.floor(at / 3) || ''}`,
      })),
    )
    const unique = [...new Map(rows.map((row) => [JSON.stringify([row.id, row.segment]), row])).values()]
    expect(unique.length).toBeGreaterThan(500)
    load(unique)
    expect(counts()).toEqual(await countsOf(nodeEngine(), unique))
  })

  test('refuses the document that comes twice, as Node does', () => {
    const row = { id: '1', segment: '', week: '2026-11-16', tokens: ['a'] }
    expect(() => load([row, row])).toThrow('ticket_tokens_pkey')
  })
})

test('every statement counts documents, keeps the smallest ids, and sorts in the same way', () => {
  for (const [dialect, { table, counts }] of Object.entries(sql)) {
    expect(counts).toMatch(/DISTINCT/i)
    expect(counts).toMatch(/AS df.*AS first_seen.*AS samples.*GROUP BY term, segment, week.*ORDER BY/s)
    expect(printed(dialect as Dialect)).toContain(table)
  }
})
