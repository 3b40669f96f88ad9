import { z } from 'zod'
import { type Decided, decisionsOf, namesOf } from '#api/storage/decisions.ts'
import { minedGaps, restated } from '#api/storage/staff-gaps.ts'
import type { GapRow } from '#api/storage/tickets-schema.ts'
import { readFilters } from '#api/web/input.ts'
import { fold } from '#content/language/fold.ts'
import { localeSchema, say } from '#content/model/locale.ts'
import { csvOf } from '#core/csv.ts'
import { changeNote } from '#core/gaps/changes.ts'
import { growingFast, shownOf } from '#core/gaps/figures.ts'
import { gapKinds, kindName } from '#core/gaps/kind.ts'
import { withMerged } from '#core/gaps/merged.ts'
import { partOf, rankedList } from '#core/gaps/ranked.ts'
import { gapStates, holding } from '#core/gaps/state.ts'
import type { GapAnswer, GapLine, GapsAnswer } from './answers.ts'
import { gapLine, whoAsksMore, writersOf } from './gap-card.ts'
import { changeLines } from './gap-changes.ts'
import { named } from './gap-history.ts'
import { type GapSources, type Standing, standing } from './gap-standing.ts'

const filtersSchema = z.strictObject({
  /** Words that the title, the keywords or a sample must have. */
  q: z.string().trim().max(200).optional(),
  kind: z.enum(gapKinds).optional(),
  segment: z.string().max(100).optional(),
  language: localeSchema.optional(),
  /** Staff id, or `nobody`. */
  writer: z.string().max(100).optional(),
  /** `todo` (default): neither answered nor put away; `done`: answered, or the product's. */
  state: z.enum(['todo', 'done', 'all', ...gapStates]).optional(),
  /** `pressing` (default): as mining ranked them. */
  sort: z.enum(['pressing', 'asked', 'growing', 'newest', 'decided']).optional(),
})
export type GapFilters = z.output<typeof filtersSchema>

/** Filters from an address. A select left at "all" sends an empty value; what is about the page itself is not ours. */
export function filtersIn(query: Record<string, string>): GapFilters {
  const { page: _, ...filters } = query
  return readFilters(filtersSchema, filters)
}

interface Listed extends Standing {
  readonly gap: GapRow
  readonly decisions: readonly Decided[]
}

/** The list in the order asked for, with shares of what is listed. */
export async function gapsAnswer(sources: GapSources, filters: GapFilters): Promise<GapsAnswer> {
  const { app, library } = sources
  const { run, gaps, all } = await everyGap(sources)
  const writers = await writersOf(app)
  const names = await namesOf(
    app,
    all.flatMap(({ writer }) => (writer ? [writer] : [])),
  )
  const fast = growingFast(gaps.filter((gap) => gap.run === run?.id))
  const listed = ordered(all, filters).filter((one) => fits(one, filters))
  const { gaps: places, open: questions } = rankedList(listed.map(({ gap }) => gap))
  const lines = listed.map(({ gap, state, writer, decisions }, at): GapLine => {
    const { rank, upTo } = places[at]!
    return {
      ...{ ...gapLine(library, gap, fast), rank, upTo },
      state,
      writer: named(writer, names),
      note: changeNote(gap.id, run?.changes ?? []),
      last: decisions.at(-1)?.id ?? 0,
    }
  })
  return {
    asOf: run?.asOf ?? null,
    tickets: run?.tickets ?? 0,
    questions,
    gaps: lines,
    changes: await changeLines(
      sources,
      (run?.changes ?? []).map((change) => ({ ...change, asOf: run?.asOf ?? '' })),
      gaps,
    ),
    segments: library.segments.map(({ id, label }) => ({ id, label: say(label, 'en') })),
    languages: [...library.site.locales],
    writers,
    words: (run?.words ?? []).map(({ word, language, tickets, segments, gaps: holders }) => ({
      ...{ word, language, tickets, who: whoAsksMore(library, segments) },
      gaps: holders
        .flatMap((id) => all.find(({ gap }) => gap.id === id)?.gap ?? [])
        .map(({ id, title }) => ({ id, title })),
    })),
  }
}

/**
 * The gaps before and after one in the list as filtered, and its place in the whole list of what is open. A gap that a
 * decision took off the list keeps its place, so that the way on from it is still known.
 */
export async function neighbours(
  sources: GapSources,
  id: string,
  filters: GapFilters,
): Promise<
  Pick<GapAnswer, 'previous' | 'next'> & Partial<Pick<GapAnswer, 'rank' | 'upTo' | 'of' | 'share'>>
> {
  const { all } = await everyGap(sources)
  const order = ordered(all, filters)
  const at = order.findIndex(({ gap }) => gap.id === id)
  if (at === -1) return { previous: null, next: null }
  const listed = (one: Listed) => fits(one, filters)
  const name = (one: Listed | undefined) =>
    one ? { id: one.gap.id, title: one.gap.title, here: true } : null
  const { gaps, open } = rankedList(all.filter(({ state }) => partOf(state) === 'open').map(({ gap }) => gap))
  const place = gaps.find((gap) => gap.id === id)
  return {
    previous: name(order.slice(0, at).findLast(listed)),
    next: name(order.slice(at + 1).find(listed)),
    ...(place
      ? { rank: place.rank, upTo: place.upTo, of: gaps.length, share: place.volume / Math.max(1, open) }
      : {}),
  }
}

/** The list for a spreadsheet, one gap a row. */
export function csvOfGaps({ gaps, languages }: GapsAnswer): string {
  const head = ['rank', 'id', 'kind', 'state', 'title', 'questions', 'customers', 'adds up to', 'trend']
  head.push(...languages, 'who asks more', 'nearest article', 'why it is not enough', 'writer')
  return csvOf([
    head,
    ...gaps.map((gap) => [
      ...[gap.rank, gap.id, kindName(gap.kind), gap.state, gap.title, gap.volume, gap.customers],
      ...[gap.upTo.toFixed(4), gap.trend.toFixed(2)],
      ...languages.map((locale) => gap.languages[locale] ?? 0),
      gap.who.map(({ label, lift }) => `${label} ${lift.toFixed(1)}x`).join('; '),
      ...[gap.nearest?.article ?? '', gap.nearest?.why ?? '', gap.writer?.name ?? ''],
    ]),
  ])
}

/** All gaps of the last mining and those that an article closed, as mining ranked them, with where they stand. */
async function everyGap(sources: GapSources) {
  const { run, gaps, followed } = await minedGaps(sources.tickets)
  const said = await restated(sources.tickets, await decisionsOf(sources.app))
  const decided = Map.groupBy(said, ({ gap }) => gap)
  const stands = new Map(
    gaps.map((gap) => {
      const decisions = decided.get(gap.id) ?? []
      return [gap.id, { decisions, ...standing(sources, { gap, followed, decisions }) }] as const
    }),
  )
  const into = new Map(
    [...stands].flatMap(([id, { state, decisions }]) => {
      const target = holding(decisions).findLast(({ decision }) => decision === 'merge')?.target
      return state === 'merged' && target ? [[id, target] as const] : []
    }),
  )
  const all = withMerged(gaps, into).flatMap((gap): Listed[] => {
    const stand = stands.get(gap.id)
    return stand ? [{ gap, ...stand }] : []
  })
  return { run, gaps, all }
}

/** Sorted by what the reader chose; equals stay as mining ranked them. */
function ordered(all: readonly Listed[], { sort = 'pressing' }: GapFilters): Listed[] {
  const by: Record<typeof sort, (one: Listed) => number> = {
    pressing: () => 0,
    asked: ({ gap }) => gap.volume,
    growing: ({ gap }) => gap.trend,
    newest: ({ gap }) => (gap.firstSeen ? Date.parse(gap.firstSeen) : 0),
    decided: ({ decisions }) => decisions.at(-1)?.at ?? 0,
  }
  const value = by[sort]
  return all.toSorted((a, b) => value(b) - value(a))
}

function fits({ gap, state, writer }: Listed, filters: GapFilters): boolean {
  const { q, kind, segment, language, state: wanted = 'todo' } = filters
  if (kind && gap.kind !== kind) return false
  if (segment && !shownOf(gap.segments).shown.some((one) => one.segment === segment && one.low > 1))
    return false
  if (language && !gap.languages[language]) return false
  if (filters.writer && filters.writer !== (writer ?? 'nobody')) return false
  if (q && !has(gap, q)) return false
  if (wanted === 'all') return true
  if (wanted === 'todo') return partOf(state) === 'open'
  return wanted === 'done' ? partOf(state) === 'done' : state === wanted
}

/** Every word begins a word of what was asked, whatever its case and accents. */
function has({ title, keywords, samples }: GapRow, q: string): boolean {
  const said = ` ${fold([title, ...keywords, ...samples.map(({ text }) => text)].join(' '))}`
  return fold(q)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .every((word) => new RegExp(`[^\\p{L}\\p{N}]${word}`, 'u').test(said))
}
