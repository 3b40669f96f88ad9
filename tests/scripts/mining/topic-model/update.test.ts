import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { identify } from '#scripts/mining/gaps/gap-ids.ts'
import { type Mined, mine } from '#scripts/mining/mine.ts'
import { markOf } from '#scripts/mining/text/hash.ts'
import type { MiningModel, Trained } from '#scripts/mining/topic-model/topic-model.ts'
import { dailyPoolOf } from '#scripts/mining/topic-model/update.ts'
import type { MiningArticle } from '#scripts/mining/types.ts'
import { type Labelled, makeBench } from '#tests/bench/gap-bench.ts'
import { increments } from '#tests/bench/increments.ts'

// Each mines real tickets several times; beside other work that takes longer than the usual limit.
vi.setConfig({ testTimeout: 60_000 })

const marlin = join(import.meta.dirname, '..', '..', '..', '..', 'content', 'marlin', 'tickets')
const questions = readFileSync(join(marlin, 'banking77.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Labelled)

/** Every fifth topic, so many questions of each. */
function bankOf(each: number, seed: number) {
  const labels = [...new Set(questions.map(({ label }) => label))].sort().filter((_, at) => at % 5 === 0)
  return makeBench(
    labels.flatMap((label) => questions.filter((one) => one.label === label).slice(0, each)),
    seed,
  )
}

/** What nobody asks a bank. */
const words = ['umbrella', 'rainy', 'broken', 'handle', 'sail', 'wind', 'storm', 'canvas']
const strange = Array.from({ length: 10 }, (_, at) => {
  const text = `the ${words[at % 8]} ${words[(at * 3 + 1) % 8]} of the ${words[(at * 5 + 2) % 8]}`
  return { id: `umbrella-${at}`, text }
})

const { tickets, articles } = bankOf(22, 1)
/** Tickets of the second day: fewer than topics are trained again for. */
const fresh = 12
const firstDay = tickets.slice(0, -fresh)
const first = mine(firstDay, articles, { model: null })

/** All that a mining says, without what it trained. */
const said = ({ model: _, runs: __, ...rest }: Mined): string =>
  JSON.stringify([{ ...rest, groups: [], coverage: [] }, [...rest.groups].sort(), [...rest.coverage].sort()])
const english = ({ model }: { model?: MiningModel }): Trained => model!.get('en')!

describe('a mining by what was trained before', () => {
  it('says the same as the one that trained it, when nothing is new', () => {
    const again = mine(firstDay, articles, { model: first.model })
    expect(again.runs).toMatchObject([{ made: undefined, growth: { since: 0, gone: 0 } }])
    expect(said(again)).toBe(said(first))
    expect(said(first)).toBe(said(mine(firstDay, articles)))
  })

  it('tells new tickets their topic and makes no topics', () => {
    const next = mine(tickets, articles, { model: first.model })
    expect(next.runs).toMatchObject([{ made: undefined, growth: { since: fresh, base: firstDay.length } }])
    expect(english(next).centres).toBe(english(first).centres)
    expect(next.topics).toHaveLength(first.topics.length)
    for (const { id } of tickets) expect(next.groups.has(id)).toBe(true)
    for (const { id } of firstDay) expect(next.groups.get(id)).toBe(first.groups.get(id))
  })

  it('gives the same for the same tickets in any order, in one step or in two', () => {
    const once = mine(tickets, articles, { model: first.model })
    const turned = mine([...tickets].reverse(), articles, { model: first.model })
    const half = mine(tickets.slice(0, -fresh / 2), articles, { model: first.model })
    const twice = mine(tickets, articles, { model: half.model })
    expect(said(turned)).toBe(said(once))
    expect(said(twice)).toBe(said(once))
  })

  it('keeps the ids of all gaps that are left', () => {
    const next = mine(tickets, articles, { model: first.model })
    const ids = identify(first.gaps)
    const now = identify(
      next.gaps,
      first.gaps.map(({ ticketIds }, at) => ({ id: ids[at]!, ticketIds })),
    )
    expect(now.filter((id) => ids.includes(id)).length).toBeGreaterThanOrEqual(
      Math.min(ids.length, now.length) - 1,
    )
  })

  it('sees a new article without making topics: what it answers is no gap any more', () => {
    const gap = first.gaps.find(({ kind }) => kind === 'missing')!
    const asked = gap.ticketIds.slice(0, 5).map((id) => tickets.find((ticket) => ticket.id === id)!)
    const article: MiningArticle = {
      ...{ id: 'new', locale: 'en', title: gap.title },
      passages: asked.map(({ body }) => body!),
    }
    const next = mine(firstDay, [...articles, article], { model: first.model })
    expect(next.runs).toMatchObject([{ made: undefined }])
    expect(english(next).centres).toBe(english(first).centres)
    const answered = gap.ticketIds.filter((id) => next.coverage.get(id) === 'new')
    expect(answered.length).toBeGreaterThan(gap.ticketIds.length / 2)
  })

  it('trains topics again when most articles are others', () => {
    const next = mine(firstDay, articles.slice(0, articles.length * 0.4), { model: first.model })
    expect(next.runs).toMatchObject([{ made: 'articles' }])
  })

  it('forgets a ticket that is gone, its words and its place', () => {
    const [lost] = first.gaps[0]!.ticketIds
    const next = mine(
      firstDay.filter(({ id }) => id !== lost),
      articles,
      { model: first.model },
    )
    expect(next.runs).toMatchObject([{ made: undefined, growth: { gone: 1, since: 0 } }])
    expect(next.groups.has(lost!)).toBe(false)
    expect(next.gaps.flatMap(({ ticketIds }) => ticketIds)).not.toContain(lost)
    const { from, space, dims } = english(next)
    expect(from.ids).not.toContain(lost)
    expect(space).toHaveLength(from.ids.length * dims)
  })

  it('reads a ticket again whose text changed', () => {
    const [one, other] = [first.topics[0]!, first.topics[1]!].map(
      ({ id }) => firstDay.find((ticket) => first.groups.get(ticket.id) === id)!,
    )
    const changed = firstDay.map((ticket) => (ticket === one ? { ...other!, id: one!.id } : ticket))
    const next = mine(changed, articles, { model: first.model })
    expect(next.runs).toMatchObject([{ growth: { since: 1, gone: 1 } }])
    expect(next.groups.get(one!.id)).toBe(next.groups.get(other!.id))
  })

  it('trains topics again when asked, or when many came or left: as if nothing had been trained', () => {
    const whole = said(mine(tickets, articles))
    const asked = mine(tickets, articles, { model: first.model, full: true })
    expect(asked.runs).toMatchObject([{ made: 'asked' }])
    expect(said(asked)).toBe(whole)
    const fewer = mine(tickets.slice(0, tickets.length / 2), articles, { model: asked.model! })
    expect(fewer.runs).toMatchObject([{ made: 'changed' }])
    const more = mine(tickets, articles, { model: fewer.model! })
    expect(more.runs).toMatchObject([{ made: 'changed' }])
    expect(said(more)).toBe(whole)
  })

  it('trains topics again when tickets come that suit none', () => {
    const next = mine([...firstDay, ...strange.map((one) => ({ ...one, language: 'en' }))], articles, {
      model: first.model,
    })
    expect(next.runs).toMatchObject([{ made: 'novel' }])
  })
})

describe('more texts than topics are made from', () => {
  const all = tickets.map(({ id, text }) => ({ id, text }))
  const pool = (list: typeof all, earlier?: Trained) => {
    const sorted = list.toSorted((a, b) => markOf(a.text) - markOf(b.text) || (a.id < b.id ? -1 : 1))
    const at = (row: number) => sorted[row]!
    const texts = { language: 'en', count: list.length, at: (row: number) => at(row).text }
    const marks = { idAt: (row: number) => at(row).id, markAt: (row: number) => markOf(at(row).text) }
    return dailyPoolOf({ ...texts, ...marks }, articles, { earlier, today: '2026-03-01', most: 120 })
  }
  const made = pool(all)

  it('keep their topic too, and are forgotten when they are gone', () => {
    expect(made.trained.from.ids).toHaveLength(120)
    const again = pool(all, made.trained)
    expect(again.made).toBeUndefined()
    const found = ({ assigner: _, ...rest }: typeof made.pool) => rest
    expect(found(again.pool)).toEqual(found(made.pool))
    expect(again.trained).toEqual(made.trained)
    const { ids } = made.trained.from
    const left = all.filter(({ id }) => id !== all.find((one) => !ids.includes(one.id))!.id)
    const placed = pool(left, made.trained).pool.members.flatMap(({ clear, near }) => [...clear, ...near])
    expect(placed.sort((a, b) => a - b)).toEqual(left.map((_, at) => at))
  })
})

describe('a year mined in twelve increments', () => {
  it('finds what full minings find: AP within 0.05 in the mean, and topics are seldom made', () => {
    const year = [...increments(bankOf(16, 1), { months: 12, steps: 1, history: 0.6 })]
    const mean = year.reduce((sum, { daily, full }) => sum + daily.ap - full.ap, 0) / year.length
    expect(Math.abs(mean)).toBeLessThan(0.05)
    const made = year.reduce((sum, month) => sum + month.made.length, 0)
    expect(made).toBeGreaterThan(0)
    expect(made).toBeLessThan(9)
  }, 60_000)
})
