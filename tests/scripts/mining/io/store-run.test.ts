import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import { openStore, type Store } from '#api/storage/store.ts'
import { followUps, gaps, gapTickets, runs, segmentAsks } from '#api/storage/tickets-schema.ts'
import type { Library } from '#content/model/library.ts'
import { storeRun } from '#scripts/mining/io/store-run.ts'
import type { Mined } from '#scripts/mining/mine.ts'
import type { MinedGap } from '#scripts/mining/types.ts'
import { writeReport } from '#scripts/report/write.ts'

let folder: string
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'run-'))
  store = await openStore({ file: join(folder, 'tickets.db'), migrations: migrations.tickets, writer: true })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

function gap(title: string, ticketIds: string[]): MinedGap {
  return {
    ...{
      title,
      ticketIds,
      kind: 'missing',
      keywords: ['card'],
      volume: ticketIds.length,
      asked: { ticket: ticketIds.length },
      recent: { volume: ticketIds.length, customers: 1 },
      value: 1,
      customers: 1,
      trend: 1,
    },
    ...{
      weeks: new Array<number>(12).fill(1),
      firstSeen: null,
      lastSeen: null,
      languages: { en: ticketIds.length },
    },
    ...{ segments: [], channels: {}, score: 1, samples: [] },
  }
}

const answered = { tickets: 1, coverage: 1, article: 'cards/swallowed' }

function found(...all: MinedGap[]) {
  const result: Mined = {
    topics: [],
    gaps: all,
    groups: new Map(),
    coverage: new Map(),
    found: new Map(),
    terms: [],
    words: [],
  }
  return storeRun(store, { result, asOf: '2026-11-15', tickets: 10 })
}

async function ids(): Promise<Record<string, string>> {
  const rows = await store.db.select({ id: gaps.id, title: gaps.title }).from(gaps)
  return Object.fromEntries(rows.map(({ id, title }) => [title, id]))
}

const site = { name: 'Acme', locales: ['en'], brand: { hue: 222, chroma: 0.078 } }
const nothing = { segments: [], categories: [], traits: [], channels: [], articles: [], drafts: [] }
const library = { site, ...nothing } as unknown as Library

describe('a mining', () => {
  test('keeps the ids of gaps that hold half of their earlier tickets', async () => {
    await found(gap('a', ['1', '2', '3', '4']), gap('b', ['5', '6']))
    const before = await ids()
    await found(gap('B', ['5', '6', '7', '8', '9']), gap('A', ['1', '2', '10']), gap('new', ['3', '4']))
    const after = await ids()
    expect([after['A'], after['B']]).toEqual([before['a'], before['b']])
    expect(new Set(Object.values(after)).size).toBe(3)
  })

  test('gives a gap that comes back its old id', async () => {
    await found(gap('a', ['1', '2']), gap('b', ['3', '4']))
    const before = await ids()
    await found(gap('b', ['3', '4']))
    await found(gap('b', ['3', '4']), gap('a again', ['1', '2', '9']))
    expect((await ids())['a again']).toBe(before['a'])
  })

  test('tells what became of the gaps of the one before, and keeps it with the run', async () => {
    await found(gap('a', ['1', '2', '3']), gap('b', ['4', '5']), gap('c', ['6', '7']))
    const before = await ids()
    const { changes } = await found(gap('a+b', ['1', '2', '3', '4', '5']))
    expect(changes).toEqual([
      { what: 'merged', gap: before['a'], of: [before['b']] },
      { what: 'gone', gap: before['c'], article: null },
    ])
    const [, second] = await store.db.select().from(runs)
    expect(second?.changes).toEqual(changes)
    expect((await found(gap('a+b', ['1', '2', '3', '4', '5']))).changes).toEqual([])
  })

  test('knows a gap again by all tickets of its topic, those that are not shown too', async () => {
    await found(gap('a', ['1', '2', '3', '4']))
    const before = await ids()
    const groups = new Map(['1', '2', '3', '4', '5'].map((id) => [id, 'en-1']))
    const result: Mined = {
      topics: [],
      gaps: [gap('A', ['1', '5'])],
      groups,
      coverage: new Map(),
      found: new Map(),
      terms: [],
      words: [],
    }
    await storeRun(store, { result, asOf: '2026-11-15', tickets: 5 })
    expect((await ids())['A']).toBe(before['a'])
  })

  test('forgets the words of gaps that are no more', async () => {
    const samples = [{ ticket: '1', text: 'my card', language: 'en' }]
    await found({ ...gap('a', ['1', '2']), samples }, gap('b', ['3']))
    await found(gap('b', ['3']))
    const rows = await store.db.select().from(gaps)
    expect(rows.map((row) => row.samples)).toEqual([[], []])
  })

  test('counts contacts before and since the article of a gap it no longer finds', async () => {
    const days = ['2026-05-01', '2026-05-15', '2026-05-29', '2026-07-20']
    const asked = days.map((on, at) => ({ id: `${at + 1}`, createdAt: `${on}T08:00:00Z` }))
    await found(gap('a', ['1', '2', '3']))
    const gapId = (await ids())['a']!
    const topics = { topics: [], gaps: [], terms: [], words: [], found: new Map() }
    const groups = new Map(asked.map(({ id }) => [id, 'en-1']))
    const coverage = new Map(asked.map(({ id }) => [id, 'cards/swallowed']))
    const closings = [{ gap: gapId, article: 'cards/swallowed', since: '2026-06-01' }]
    await storeRun(store, {
      ...{ result: { ...topics, groups, coverage }, asOf: '2026-07-26', tickets: 4, asked, closings },
    })
    const [row] = await store.db.select().from(followUps)
    expect(row).toMatchObject({ gap: gapId, article: 'cards/swallowed', after: 1 / 8 })
    expect(row!.before).toBeCloseTo((3 * 7) / (30 + 16 / 24), 6)
  })

  test('stores which tickets are in which gap, of the newest mining', async () => {
    await found(gap('a', ['1', '2', '3']))
    await found(gap('a', ['2', '3', '4']))
    const rows = await store.db.select().from(gapTickets).orderBy(gapTickets.ticket)
    expect(rows.map(({ ticket }) => ticket)).toEqual(['2', '3', '4'])
  })

  test('writes what each segment asks, in place of what the last one wrote', async () => {
    const result: Mined = {
      topics: [{ ...{ id: 'en-1', language: 'en', title: 'Card', keywords: [] }, ...answered }],
      ...{ gaps: [gap('a', ['2'])], groups: new Map([['1', 'en-1']]), terms: [], words: [] },
      coverage: new Map(),
      found: new Map([
        ['1', 'cards/swallowed'],
        ['2', null],
      ]),
    }
    const asked = ['1', '2'].map((id) => ({ id, customer: id, segments: ['student'], language: 'en' }))
    const run = { result, asOf: '2026-11-15', tickets: 2, asked }
    await storeRun(store, run)
    await storeRun(store, run)
    const rows = await store.db.select().from(segmentAsks)
    const gapId = (await ids())['a']!
    const student = { segment: 'student', locale: 'en', customers: 1, of: 2, usual: 0.5 }
    expect(rows).toEqual([
      { ...student, article: null, gap: gapId, firstDay: null, lastDay: null },
      { ...student, article: 'cards/swallowed', gap: null, firstDay: null, lastDay: null },
    ])
  })

  test('done twice gives the same report, to the byte', async () => {
    const files = ['index.html', 'report.json', 'report.csv']
    const write = async () => {
      await writeReport({
        tickets: store,
        decisions: [],
        library,
        content: folder,
        folder: join(folder, 'report'),
      })
      return files.map((name) => readFileSync(join(folder, 'report', name), 'utf8'))
    }
    await found(gap('a', ['1', '2']), gap('b', ['3']))
    const first = await write()
    await found(gap('a', ['1', '2']), gap('b', ['3']))
    expect(await write()).toEqual(first)
  })

  test('shows only what the newest one found, without what was dismissed', async () => {
    await found(gap('a', ['1', '2']), gap('b', ['3', '4']), gap('gone', ['5', '6']))
    await found(gap('a', ['1', '2']), gap('b', ['3', '4']))
    const decisions = [{ gap: (await ids())['b']!, decision: 'dismiss' as const, at: 1 }]
    const report = await writeReport({
      tickets: store,
      decisions,
      library,
      content: folder,
      folder: join(folder, 'report'),
    })
    expect(report?.gaps.map(({ title }) => title)).toEqual(['a'])
  })
})
