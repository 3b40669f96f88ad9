import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { enoughTickets, readingOf } from '#scripts/mining/corpus.ts'
import { type Mined, mine } from '#scripts/mining/mine.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'
import { type Labelled, makeBench } from '#tests/bench/gap-bench.ts'
import { searchesOf } from '#tests/bench/searches.ts'

// Each mines real tickets several times; beside other work that takes longer than the usual limit.
vi.setConfig({ testTimeout: 60_000 })

const marlin = join(import.meta.dirname, '..', '..', '..', '..', 'content', 'marlin', 'tickets')
const questions = readFileSync(join(marlin, 'banking77.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Labelled)
const labels = [...new Set(questions.map(({ label }) => label))].sort().filter((_, at) => at % 8 === 0)
const bench = makeBench(
  labels.flatMap((label) => questions.filter((one) => one.label === label).slice(0, 20)),
  1,
)
const { tickets, articles, truth } = bench
const alone = mine(tickets, articles)

/** Twice as many as tickets, of either kind. */
const many = (['unclicked', 'search'] as const).map((signal) =>
  searchesOf(bench, { count: 2 * tickets.length, signal, seed: signal.length }),
)

/** What nobody asks a bank. */
const words = ['umbrella', 'rainy', 'handle', 'sail', 'wind', 'storm', 'canvas']
const strange = (count: number): MiningTicket[] =>
  Array.from({ length: count }, (_, at) => {
    const text = `${words[at % 7]} ${words[(at * 3 + 1) % 7]} ${words[(at * 5 + 2) % 7]}`
    return {
      ...{ id: `search:strange-${at}`, text, body: text, language: 'en', signal: 'search' },
      ...{ customer: `visitor:strange-${at}`, createdAt: '2026-02-01T10:00:00Z' },
    }
  })

const fresh = strange(60)
const unclicked = mine([...tickets, ...many[0]!.searches], articles, { model: null })
const vain = mine([...tickets, ...many[1]!.searches, ...fresh], articles, { model: null })

/** All that is said of tickets: their groups, and what answers them. */
function ofTickets({ groups, coverage, topics }: Mined) {
  return {
    groups: tickets.map(({ id }) => groups.get(id)),
    answers: tickets.map(({ id }) => coverage.get(id)),
    topics: topics.filter(({ id }) => !id.includes('searched')),
  }
}

describe('searches where there are tickets enough', () => {
  it.each([unclicked, vain])('leave topics as tickets make them, however many there are', (all) => {
    expect(ofTickets(all)).toEqual(ofTickets(alone))
    const titles = all.gaps.map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(alone.gaps.map(({ title }) => title)))
  })

  it('leave the cleaning of tickets as it is', () => {
    const { searches } = many[0]!
    const texts = (asked: readonly MiningTicket[]) => {
      const { ordered, cleanAt } = readingOf(asked, articles)
      return ordered.flatMap(({ signal }, at) => (signal ? [] : [cleanAt(at)]))
    }
    const [more, fewer] = [[...searches, ...searches, ...searches], []].map((some) => [...tickets, ...some])
    expect(texts(more!)).toEqual(texts(fewer!))
  })

  it('count in the topic that their words say', () => {
    const { searches, labels: wanted } = many[0]!
    const { groups, gaps } = unclicked
    const asked = Map.groupBy(tickets, ({ id }) => groups.get(id))
    const about = new Map(
      [...asked].map(([topic, own]) => {
        const counts = Map.groupBy(own, ({ id }) => truth.labels.get(id)!)
        return [topic, [...counts].reduce((a, b) => (b[1].length > a[1].length ? b : a))[0]]
      }),
    )
    const assigned = searches.filter(({ id }) => groups.has(id))
    const right = assigned.filter(({ id }) => about.get(groups.get(id)) === wanted.get(id))
    expect(assigned.length).toBeGreaterThan(0.7 * searches.length)
    expect(right.length).toBeGreaterThan(0.6 * assigned.length)
    const before = new Map(alone.gaps.map(({ title, asked: { ticket } }) => [title, ticket]))
    const same = gaps.filter(({ title }) => before.has(title))
    expect(same.length).toBeGreaterThan(0)
    for (const gap of same) {
      expect(gap.asked.ticket).toBe(before.get(gap.title))
      expect(gap.samples[0]!.kind).toBeUndefined()
    }
    const searched = same.filter(({ asked }) => (asked.unclicked ?? 0) > 0)
    expect(searched.length).toBeGreaterThan(0.7 * same.length)
  })

  it('in the very words of a ticket that shows a gap count for that gap', () => {
    for (const { samples, ticketIds } of alone.gaps.slice(0, 3)) {
      const [shown] = samples
      const search = { id: 'search:1', text: shown!.text, language: 'en', signal: 'unclicked' } as const
      const { gaps } = mine([...tickets, search], articles)
      const gap = gaps.find((one) => one.ticketIds.includes(shown!.ticket))!
      expect(gap.ticketIds).toEqual([...ticketIds, search.id])
      expect(gap.asked.unclicked).toBe(1)
    }
  })

  it('that fit no topic are put into none', () => {
    const few = strange(3)
    const { groups, gaps, runs } = mine([...tickets, ...few], articles, { model: null })
    for (const { id } of few) expect(groups.has(id)).toBe(false)
    expect(gaps).toEqual(alone.gaps)
    expect(runs).toMatchObject([{ tickets: tickets.length, searches: { assigned: 0, own: false, alone: 3 } }])
  })

  it('that ask what no ticket asks make topics of their own, among any number of others', () => {
    const own = fresh.flatMap(({ id }) => vain.groups.get(id) ?? [])
    expect(own.length).toBeGreaterThan(50)
    for (const topic of own) expect(topic).toMatch(/^en-searched-/)
    const gap = vain.gaps.find(({ ticketIds }) => ticketIds.includes(fresh[0]!.id))!
    expect(gap).toMatchObject({ kind: 'missing', asked: { search: gap.volume } })
    expect(gap.ticketIds.filter((id) => fresh.some((one) => one.id === id))).toHaveLength(gap.volume)
    const { assigned, own: apart, alone: left } = vain.runs![0]!.searches
    expect(assigned + left).toBe(many[1]!.searches.length + fresh.length)
    expect(apart).toBe(true)
  })

  it('train no topics from day to day, and are assigned as if all came at once', () => {
    const { model } = mine(tickets, articles, { model: null })
    const asked = [...tickets, ...many[1]!.searches, ...fresh]
    const next = mine(asked, articles, { model })
    expect(next.runs).toMatchObject([{ made: undefined, growth: { since: 0, novel: 0 } }])
    expect(said(next)).toBe(said(vain))
    const again = mine(asked, articles, { model: next.model })
    expect(said(again)).toBe(said(next))
    // After ninety days they are forgotten.
    const later = mine(tickets, articles, { model: again.model })
    expect(later.runs).toMatchObject([{ made: undefined, growth: { gone: 0 } }])
    expect(said(later)).toBe(said(alone))
    expect([...later.model!.keys()]).toEqual(['en'])
  })

  it('are assigned again when their words or the topics changed', () => {
    const [one, other] = [many[0]!.searches[0]!, strange(1)[0]!]
    const { model } = mine([...tickets, one], articles, { model: null })
    const changed = mine([...tickets, { ...other, id: one.id }], articles, { model })
    expect(changed.groups.has(one.id)).toBe(false)
    const half = tickets.filter((_, at) => at % 2 === 0)
    const again = mine([...half, one], articles, { model })
    expect(again.runs).toMatchObject([{ made: 'changed' }])
    expect(said(again)).toBe(said(mine([...half, one], articles)))
  })
})

const said = ({ model: _, runs: __, ...rest }: Mined): string =>
  JSON.stringify([{ ...rest, groups: [], coverage: [] }, [...rest.groups].sort(), [...rest.coverage].sort()])

describe('searches where tickets are too few', () => {
  const few = tickets.slice(0, 30)
  const { searches } = searchesOf(bench, { count: 300, signal: 'search' })

  it('make topics together with them', () => {
    const without = mine(few, articles)
    const all = mine([...few, ...searches], articles, { model: null })
    for (const { id } of searches) expect(all.groups.has(id)).toBe(true)
    expect(all.runs).toMatchObject([{ tickets: 330, searches: { assigned: 0, own: false, alone: 0 } }])
    expect(all.gaps.length).toBeGreaterThan(without.gaps.length)
  })

  it('make all topics when there is no ticket', () => {
    expect(mine(searches, articles).gaps.length).toBeGreaterThan(0)
  })

  it('make room when there are five tickets for each article, in whatever languages it is written', () => {
    const library = Array.from({ length: 30 }, (_, at) => ({ id: `a${at}` }))
    expect(enoughTickets([...library, ...library])).toBe(150)
    expect(enoughTickets(library.slice(0, 3))).toBe(100)
    const parted = (count: number) => {
      const asked = Array.from({ length: count }, (_, at) => ({
        id: `t${at}`,
        text: 'lost card',
        language: 'en',
      }))
      const { pools, searches: apart } = readingOf([...asked, ...strange(2)], library)
      return [pools.get('en')?.length, apart.get('en')?.length]
    }
    expect(parted(149)).toEqual([151, undefined])
    expect(parted(150)).toEqual([150, 2])
  })

  it('are counted language by language', () => {
    const turkish = strange(4).map((one) => ({ ...one, id: `tr-${one.id}`, language: 'tr' }))
    const { pools, searches: apart } = readingOf([...tickets, ...turkish, ...strange(2)], articles)
    expect([pools.get('tr')?.length, pools.get('en')?.length]).toEqual([4, tickets.length])
    expect([...apart.keys()]).toEqual(['en'])
  })
})
