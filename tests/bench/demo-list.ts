/**
 * `node tests/bench/demo-list.ts [tickets.db]`: the list of gaps of a mined demo, `data/tickets.db` when none is named,
 * held against the labels of its tickets. Only tests and benchmarks read labels.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrations } from '#api/settings/folders.ts'
import { minedGaps } from '#api/storage/staff-gaps.ts'
import { openStore } from '#api/storage/store.ts'
import { gapTickets } from '#api/storage/tickets-schema.ts'
import { readLibrary } from '#content/library/index.ts'

const tickets = join(import.meta.dirname, '..', '..', 'content', 'marlin', 'tickets')

/** What a line of the list is judged by. */
export interface ListedGap {
  readonly kind: string
  readonly languages: Readonly<Record<string, number>>
  readonly ticketIds: readonly string[]
  readonly nearest?: { readonly article: string; readonly locale: string } | null | undefined
}

export interface ListFigures {
  readonly lines: number
  /** Lines whose topic and main language stand further up already, as a share. */
  readonly repeats: number
  /** Of the first 25: topics that no article answers in the line's main language. */
  readonly firstTrue: number
  /** Of the first 25: topics that stand further up already, in whatever language. */
  readonly firstRepeats: number
  /**
   * Of the lines that are mostly one topic, at least half of their tickets, with an article in some language: the share
   * whose nearest article is one of those.
   */
  readonly nearestRight: number
  /** Of such lines in Turkish and Polish without an article in that language: the share told as such. */
  readonly toldForeign: number
}

const listed = 25

/**
 * @param gaps in the order of the list
 * @param locales of each article, by id
 */
export function listFigures(
  gaps: readonly ListedGap[],
  locales: ReadonlyMap<string, ReadonlySet<string>>,
): ListFigures {
  const labels = labelsOfTickets()
  const answers = answersOfLabels()
  const lines = gaps.map((gap) => {
    const own = gap.ticketIds.map((id) => labels.get(id.split(':').at(-1)!) ?? '')
    const label = mostFrequent(own)
    const clear = own.filter((one) => one === label).length * 2 >= own.length
    const language = Object.entries(gap.languages).sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
    const right = answers.get(label) ?? []
    const inLanguage = right.filter((id) => locales.get(id)?.has(language))
    return { gap, label, clear, language, right, inLanguage }
  })
  const seen = (key: (line: (typeof lines)[number]) => string, of: typeof lines) =>
    of.length - new Set(of.map(key)).size
  const first = lines.slice(0, listed)
  const answered = lines.filter(({ right, clear }) => clear && right.length > 0)
  const foreign = lines.filter(
    ({ language, right, inLanguage, clear }) =>
      clear && language !== 'en' && right.length > 0 && inLanguage.length === 0,
  )
  const near = ({ gap, right }: (typeof lines)[number]) => right.includes(gap.nearest?.article ?? '')
  return {
    lines: lines.length,
    repeats: seen(({ language, label }) => `${language} ${label}`, lines) / Math.max(1, lines.length),
    firstTrue: first.filter(({ inLanguage }) => inLanguage.length === 0).length,
    firstRepeats: seen(({ label }) => label, first),
    nearestRight: share(answered, near),
    toldForeign: share(foreign, ({ gap }) => gap.kind === 'not in their language'),
  }
}

/** 1 of none. */
function share<T>(all: readonly T[], is: (one: T) => boolean): number {
  return all.length === 0 ? 1 : all.filter(is).length / all.length
}

/** The figures of the newest mining in a tickets.db of the demo, against Marlin's library. */
export async function figuresOf(ticketsDb: string): Promise<ListFigures> {
  const { library } = await readLibrary(join(tickets, '..'))
  const locales = new Map<string, Set<string>>()
  for (const { id, locale } of library.articles) locales.set(id, (locales.get(id) ?? new Set()).add(locale))
  const store = await openStore({ file: ticketsDb, migrations: migrations.tickets, writer: false })
  try {
    const { run, gaps } = await minedGaps(store)
    const pairs = Map.groupBy(await store.db.select().from(gapTickets), ({ gap }) => gap)
    const listed = gaps
      .filter((gap) => gap.run === run?.id)
      .map((gap) => ({ ...gap, ticketIds: (pairs.get(gap.id) ?? []).map(({ ticket }) => ticket) }))
    return listFigures(listed, locales)
  } finally {
    await store.close()
  }
}

function mostFrequent(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''
}

function labelsOfTickets(): Map<string, string> {
  const rows = readFileSync(join(tickets, 'labels.jsonl'), 'utf8').trim().split('\n')
  return new Map(
    rows.map((line) => {
      const { ticket, label } = JSON.parse(line) as { ticket: number; label: string }
      return [String(ticket), label] as const
    }),
  )
}

/** Label → the articles that answer it; labels without one have no entry. */
function answersOfLabels(): Map<string, readonly string[]> {
  const file = readFileSync(join(import.meta.dirname, 'search-answers.json'), 'utf8')
  return new Map(Object.entries(JSON.parse(file) as Record<string, string[]>))
}

if (import.meta.main) console.log(await figuresOf(process.argv[2] ?? join('data', 'tickets.db')))
