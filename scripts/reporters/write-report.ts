import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { count as countOf, desc, eq, isNull, max, min } from 'drizzle-orm'
import type { Store } from '#api/storage/open.ts'
import { followedGaps, weeklyOf } from '#api/storage/staff-gaps.ts'
import { gaps, runs, tickets } from '#api/storage/tickets-schema.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import { type Decision, gapState } from '#core/gap-state.ts'
import { csvReport } from './csv.ts'
import { type GapReport, gapReport } from './gap-report.ts'
import { htmlReport } from './html.ts'
import { jsonReport } from './json.ts'

/** What a person decided, and about which gap. */
export type GapDecision = Decision & { readonly gap: string }

export interface Writing {
  readonly tickets: Store
  readonly decisions: readonly GapDecision[]
  readonly library: Library
  /** Where the files go. */
  readonly folder: string
}

/** `report.json` last: who finds it finds a whole report. */
const files: readonly [string, (report: GapReport) => string][] = [
  ['index.html', htmlReport],
  ['report.csv', csvReport],
  ['report.json', jsonReport],
]

/** Writes the report of the newest run. Nothing was mined yet: undefined. */
export async function writeReport({
  tickets: store,
  decisions,
  library,
  folder,
}: Writing): Promise<GapReport | undefined> {
  const [run] = await store.db.select().from(runs).orderBy(desc(runs.id)).limit(1)
  if (!run) return undefined
  const found = await store.db.select().from(gaps).where(eq(gaps.run, run.id)).orderBy(gaps.rank)
  const counted = isNull(tickets.mergedInto)
  const [all] = await store.db
    .select({ n: countOf(), first: min(tickets.createdAt), last: max(tickets.createdAt) })
    .from(tickets)
    .where(counted)
  const { site, segments } = library
  const [fallback] = site.locales
  const report = gapReport({
    name: site.name,
    brand: site.brand,
    asOf: run.asOf,
    since: all?.first?.slice(0, 10) ?? run.asOf,
    tickets: all?.n ?? 0,
    locales: site.locales,
    segments: Object.fromEntries(segments.map(({ id, label }) => [id, say(label, 'en', fallback)])),
    gaps: found,
    states: statesOf(found, { decisions, library, followed: await followedGaps(store) }),
  })
  mkdirSync(folder, { recursive: true })
  for (const [name, write] of files) {
    // Written beside and moved, so that nobody ever opens half a report.
    const path = join(folder, name)
    writeFileSync(`${path}.new`, write(report))
    renameSync(`${path}.new`, path)
  }
  return report
}

function statesOf(
  found: readonly { id: string; volume: number }[],
  {
    decisions,
    library,
    followed,
  }: Pick<Writing, 'decisions' | 'library'> & { followed: Awaited<ReturnType<typeof followedGaps>> },
) {
  return new Map(
    found.map(({ id, volume }) => {
      const own = decisions.filter(({ gap }) => gap === id)
      const weekly = weeklyOf(followed.get(id))
      return [id, gapState({ gap: id, decisions: own, library, volume, ...weekly })] as const
    }),
  )
}
