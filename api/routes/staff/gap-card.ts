import { slug } from 'github-slugger'
import { decisionsOf, namesOf } from '#api/storage/decisions.ts'
import { itemsForGap } from '#api/storage/inbox.ts'
import { readingSince } from '#api/storage/reading-since.ts'
import { people } from '#api/storage/staff-accounts.ts'
import {
  type Asker,
  addressesOf,
  askersOf,
  changesAbout,
  effectOf,
  type Mined,
  minedGaps,
  restated,
} from '#api/storage/staff-gaps.ts'
import type { Store } from '#api/storage/store.ts'
import type { FollowUpRow, GapRow } from '#api/storage/tickets-schema.ts'
import { articleFor, articleIds, localesOf, urlFor } from '#content/library/locate.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import { changeNote } from '#core/gaps/changes.ts'
import { growingFast, shownOf, withheldIn } from '#core/gaps/figures.ts'
import type { SegmentLift } from '#core/gaps/mined.ts'
import { cameBack, holding } from '#core/gaps/state.ts'
import { identify } from '#core/identify.ts'
import type { CoverageRow, GapCard, GapLine, NearestAnswer } from './answers.ts'
import { changeLines } from './gap-changes.ts'
import { historyLine, named } from './gap-history.ts'
import { type GapSources, standing } from './gap-standing.ts'
import { roomsOf } from './route.ts'

/** Rows of the coverage table before "Everyone else". */
const coverageRows = 3

/** Words of a title that make a slug; longer addresses are cut in mails. */
const slugWords = 7

/** One gap with its evidence; undefined when the last mining did not find it. */
export async function gapAnswer(sources: GapSources, id: string): Promise<GapCard | undefined> {
  const { app, tickets, library } = sources
  const { run, gaps, followed }: Mined = await minedGaps(tickets)
  const at = gaps.findIndex((gap) => gap.id === id)
  const gap = gaps[at]
  if (!run || !gap || !tickets) return undefined
  const decisions = await restated(tickets, await decisionsOf(app, id))
  const { state, writer, draft, answer } = standing(sources, { gap, followed, decisions })
  const names = await namesOf(
    app,
    decisions.flatMap((one) => [one.by, ...(one.writer ? [one.writer] : [])]),
  )
  // Closed gaps come after the list and are no part of it.
  const listed = gaps.filter((one) => one.run === run.id)
  const total = sum(listed.map(({ volume }) => volume))
  const upTo = sum(listed.slice(0, at + 1).map(({ volume }) => volume)) / Math.max(1, total)
  const article = answer ? articleFor(library, answer, sources.language) : undefined
  return {
    ...gapLine(library, gap, growingFast(listed)),
    rank: at + 1,
    upTo,
    state,
    writer: named(writer, names),
    asOf: run.asOf,
    of: listed.length,
    share: gap.volume / Math.max(1, total),
    keywords: gap.keywords,
    parts: gap.parts.map(({ language, title, questions }) => ({
      ...{ language, title, questions },
      apart: holding(decisions).some(({ part }) => part?.language === language && part.title === title),
    })),
    channels: gap.channels,
    asked: gap.asked,
    recent: gap.recent,
    value: gap.value,
    votes: gap.votes,
    note: changeNote(id, run.changes),
    changes: await changeLines(sources, await changesAbout(tickets, id), gaps),
    cameBack: cameBack({ decisions, volume: gap.volume }) ?? null,
    worked: await workedOf(app, followed.get(id)),
    firstSeen: gap.firstSeen,
    lastSeen: gap.lastSeen,
    segments: shownOf(gap.segments).shown.map((one) => ({ ...one, label: labelOf(library, one.segment) })),
    withheld: shownOf(gap.segments).withheld.map((segment) => labelOf(library, segment)),
    coverage: coverage(library, gap, await askersOf(tickets, id)),
    samples: await withAddresses(tickets, gap.samples),
    inbox: (await itemsForGap(app, id, Date.parse(`${sources.today}T23:59:59Z`))).map(({ text, locale }) => ({
      text,
      locale,
    })),
    history: decisions.toReversed().map((one) => historyLine(one, names, holding(decisions))),
    last: decisions.at(-1)?.id ?? 0,
    others: listed.filter((one) => one.id !== id).map(({ id: other, title }) => ({ id: other, title })),
    answeredBy: article ? { article: article.id, title: article.title, url: article.url } : null,
    draft: draft ?? null,
    writers: await writersOf(app),
    categories: library.categories.map((category) => ({
      id: category.id,
      label: say(category.label, 'en'),
      articles: articleIds(library)
        .filter((one) => one.startsWith(`${category.id}/`))
        .map((one) => ({ id: one, title: articleFor(library, one, sources.language)?.title ?? one })),
    })),
    locales: [...library.site.locales],
    slug: slugOf(gap.title),
  }
}

/** Samples with their address in the help desk, where the export had one. */
async function withAddresses(store: Store, samples: GapRow['samples']): Promise<GapCard['samples']> {
  const urls = await addressesOf(
    store,
    samples.map(({ ticket }) => ticket),
  )
  return samples.map((sample) => ({ ...sample, url: urls.get(sample.ticket) ?? null }))
}

async function workedOf(app: Store, row: FollowUpRow | undefined): Promise<GapCard['worked']> {
  const effect = effectOf(row)
  if (!row?.weeks || !effect) return null
  const { article, since, weeks } = row
  // JSON has no infinity: an interval without an upper end.
  const high = Number.isFinite(effect.high) ? effect.high : 0
  return { article, since, effect: { ...effect, high }, weeks, ...(await readingSince(app, article, since)) }
}

/** `my-card-was-swallowed` from a title in any language; '' when nothing of it can stand in an address. */
export function slugOf(title: string): string {
  // Letters that do not fall apart into a base and a mark.
  const plain = title.replace(/[łŁ]/g, 'l').replace(/ı/g, 'i').replace(/ß/g, 'ss').replace(/['’]/g, '')
  const ascii = plain
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
  return slug(ascii).split('-').filter(Boolean).slice(0, slugWords).join('-').slice(0, 80)
}

/** What the list and the card say alike. */
export function gapLine(
  library: Library,
  gap: GapRow,
  fast: ReadonlySet<string>,
): Omit<GapLine, 'rank' | 'upTo' | 'state' | 'writer' | 'note' | 'last'> {
  const { id, kind, title, volume, customers, trend, weeks, languages } = gap
  return {
    id,
    kind,
    title,
    volume,
    customers,
    trend,
    growing: fast.has(id),
    weeks,
    languages,
    who: whoAsksMore(library, gap.segments),
    nearest: nearestAnswer(library, gap),
  }
}

/** Segments that clearly ask more, strongest first, where their figures may be shown. */
export function whoAsksMore(library: Library, segments: readonly SegmentLift[]): GapLine['who'] {
  return shownOf(segments)
    .shown.filter((one) => one.low > 1)
    .toSorted((a, b) => b.lift - a.lift)
    .slice(0, 2)
    .map(({ segment, lift }) => ({ segment, lift, label: labelOf(library, segment) }))
}

function nearestAnswer(library: Library, { nearest }: GapRow): NearestAnswer | null {
  if (!nearest) return null
  const { article, locale, why, reasons = [], score, passage, lacks = [] } = nearest
  const now = articleFor(library, article, locale)
  const keywords = new Set(now?.keywords.map((word) => word.toLowerCase()))
  return {
    article,
    locale,
    why,
    reasons,
    score,
    passage,
    // What a writer added since the last mining is lacking no longer.
    lacks: lacks.filter((word) => !keywords.has(word.toLowerCase())),
    title: now?.title ?? nearest.title,
    url: urlFor(article, locale),
  }
}

/** For the segments that ask most and for everyone else: what is there in each language, and how many asked. */
function coverage(library: Library, gap: GapRow, askers: readonly Asker[]): CoverageRow[] {
  const { segments, traits } = library
  const near = gap.nearest ? localesOf(library, gap.nearest.article) : []
  const asked = new Map<string, Map<string, number>>()
  for (const { traits: account, createdAt, language } of askers) {
    const visitor = { facts: { account } }
    const [first] = identify({ segments, traits, visitor, locale: 'en', today: createdAt.slice(0, 10) })
    const row = asked.get(first?.segment ?? '') ?? new Map<string, number>()
    const locale = language ?? library.site.locales[0] ?? 'en'
    row.set(locale, (row.get(locale) ?? 0) + 1)
    asked.set(first?.segment ?? '', row)
  }
  // Tickets past their time are gone; their languages are still counted.
  if (askers.length === 0) asked.set('', new Map(Object.entries(gap.languages)))
  const size = (row: Map<string, number>) => sum([...row.values()])
  const rows = [...asked].filter(([id]) => id !== '').toSorted(([, a], [, b]) => size(b) - size(a))
  const rest = new Map<string, number>()
  for (const [, row] of [
    ...rows.slice(coverageRows),
    ['', asked.get('') ?? new Map<string, number>()] as const,
  ])
    for (const [locale, count] of row) rest.set(locale, (rest.get(locale) ?? 0) + count)
  const { locales } = library.site
  const lines = [
    ...rows.slice(0, coverageRows).map(([id, row]) => ({ label: labelOf(library, id), row })),
    { label: rows.length > 0 ? 'Everyone else' : 'Everyone', row: rest },
  ].map(({ label, row }) => ({ label, counts: locales.map((locale) => row.get(locale) ?? 0) }))
  // Everyone together points at nobody.
  const held = rows.length > 0 ? withheldIn(lines.map(({ counts }) => counts)) : []
  return lines.map(({ label, counts }, y) => ({
    label,
    cells: locales.map((locale, x) => ({
      locale,
      state: near.includes(locale) ? ('partly' as const) : ('missing' as const),
      asked: held[y]?.[x] ? null : (counts[x] ?? 0),
    })),
  }))
}

/** Everybody who may take a gap. */
export async function writersOf(app: Store): Promise<{ id: string; name: string }[]> {
  return (await people(app))
    .filter(({ role }) => roomsOf[role].includes('gaps'))
    .map(({ id, name }) => ({ id, name }))
}

function labelOf(library: Library, id: SegmentLift['segment']): string {
  return say(library.segments.find((segment) => segment.id === id)?.label, 'en') || id
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
