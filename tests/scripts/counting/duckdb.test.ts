import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { duckdbEngine } from '#scripts/counting/duckdb.ts'
import { nodeEngine } from '#scripts/counting/node.ts'
import { tokenFiles } from '#scripts/counting/token-file.ts'
import { formats } from '#scripts/counting/written.ts'
import { countsOf, tokenRows } from './token-rows.ts'

const installed = await import('@duckdb/node-api').then(
  () => true,
  () => false,
)
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duckdb-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const bytes = (counts: Awaited<ReturnType<typeof countsOf>>) => counts.map(formats.ndjson.row).join('')

describe.skipIf(!installed)(
  `DuckDB${installed ? '' : ' (skipped: @duckdb/node-api is not installed)'}`,
  () => {
    test('gives the bytes that Node gives, for all rows', async () => {
      await fc.assert(
        fc.asyncProperty(tokenRows, async (rows) => {
          expect(bytes(await countsOf(duckdbEngine(), rows))).toBe(bytes(await countsOf(nodeEngine(), rows)))
        }),
        { numRuns: 25 },
      )
    })

    const good = { id: '1', segment: '', week: '2026-11-16', day: '2026-11-22', tokens: ['kart'] }
    test.each([
      ['a number as id', { ...good, id: 5 }],
      ['an empty id', { ...good, id: '' }],
      ['NUL in an id', { ...good, id: 'a\0' }],
      ['no segment', { ...good, segment: undefined }],
      ['a segment that is null', { ...good, segment: null }],
      ['a Tuesday', { ...good, week: '2026-11-17' }],
      ['a week that is no day', { ...good, week: 'yesterday' }],
      ['a day of the next week', { ...good, day: '2026-11-23' }],
      ['a day with a time', { ...good, day: '2026-11-22T10:00:00Z' }],
      ['a day that is null', { ...good, day: null }],
      ['a text instead of tokens', { ...good, tokens: 'kart' }],
      ['a number among tokens', { ...good, tokens: ['kart', 5] }],
      ['null among tokens', { ...good, tokens: ['kart', null] }],
      ['null alone among tokens', { ...good, tokens: [null] }],
      ['an empty token', { ...good, tokens: [''] }],
      ['NUL in a token', { ...good, tokens: ['a\0b'] }],
      ['half a letter', '{"id":"1","segment":"","week":"2026-11-16","tokens":["\\ud800"]}'],
      ['one field more', { ...good, customer: 'x' }],
      ['half a line', '{"id":"1",'],
      ['a list', [good]],
      ['a text', '"kart"'],
      ['the same document twice', `${JSON.stringify(good)}\n${JSON.stringify({ ...good, tokens: [] })}`],
    ])('refuses %s in the words in which Node refuses it', async (name, row) => {
      const file = join(folder, `${name}.ndjson`)
      const sound = JSON.stringify({ ...good, id: 'sound' })
      writeFileSync(file, `${sound}\n${typeof row === 'string' ? row : JSON.stringify(row)}\n`)
      const said = async (engine: ReturnType<typeof nodeEngine>) => {
        try {
          for await (const _ of engine.count(tokenFiles([file])));
          return 'nothing'
        } catch (error) {
          return (error as Error).message
        }
      }
      const byNode = await said(nodeEngine())
      expect(byNode).toMatch(/:2\n|comes twice/)
      expect(await said(duckdbEngine())).toBe(byNode)
    })

    test('counts no row at all as nothing', async () => {
      const file = join(folder, 'empty.ndjson')
      writeFileSync(file, '')
      for (const engine of [nodeEngine(), duckdbEngine()]) {
        const counts = []
        for await (const batch of engine.count(tokenFiles([file]))) counts.push(...batch)
        expect(counts).toEqual([])
      }
    })
  },
)

test('without its package, DuckDB says in one line how to get it', async () => {
  vi.doMock('@duckdb/node-api', () => {
    throw new Error('Cannot find package')
  })
  vi.resetModules()
  const { duckdbEngine: bare } = await import('#scripts/counting/duckdb.ts')
  const error = await countsOf(bare(), []).catch((reason: Error) => reason)
  expect((error as Error).message).toBe(
    'DuckDB is not installed here. Install it with: npm install @duckdb/node-api, or count with --engine node.',
  )
  vi.doUnmock('@duckdb/node-api')
})
