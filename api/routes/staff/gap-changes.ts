import { heirsOf, minedGaps, titlesOf } from '#api/storage/staff-gaps.ts'
import type { GapRow } from '#api/storage/tickets-schema.ts'
import { articleFor } from '#content/library/locate.ts'
import { type GapChange, gapsOf } from '#core/gaps/changes.ts'
import type { ChangeLine } from './answers.ts'
import { decidedByGap, historyLine, namesOfWriters } from './gap-history.ts'
import type { GapSources } from './gap-standing.ts'

/** Whether a gap was ever found, and the gaps of today that hold what it was. */
export async function gapSince(
  { tickets }: GapSources,
  id: string,
): Promise<{ known: boolean; now: { id: string; title: string }[] }> {
  if (!tickets) return { known: false, now: [] }
  const { gaps } = await minedGaps(tickets)
  const heirs = new Set(await heirsOf(tickets, id))
  return { known: (await titlesOf(tickets, [id])).has(id), now: gaps.filter((gap) => heirs.has(gap.id)) }
}

/** Changes with titles, and with what was decided about a gap before it went into another: it must not be lost. */
export async function changeLines(
  { app, tickets, library, language }: GapSources,
  changes: readonly (GapChange & { asOf: string })[],
  gaps: readonly GapRow[],
): Promise<ChangeLine[]> {
  if (!tickets || changes.length === 0) return []
  const here = new Set(gaps.map(({ id }) => id))
  const titles = await titlesOf(tickets, changes.flatMap(gapsOf))
  const decided = await decidedByGap(app)
  const names = await namesOfWriters(app, decided)
  const name = (id: string) => ({ id, title: titles.get(id) ?? null, here: here.has(id) })
  return changes.map((change) => ({
    what: change.what,
    asOf: change.asOf,
    gap: name(change.gap),
    others: gapsOf(change)
      .filter((id) => id !== change.gap)
      .map((id) => {
        const last = decided.get(id)?.at(-1)
        return { ...name(id), decided: last ? historyLine(last, names) : null }
      }),
    article:
      change.what === 'gone' && change.article !== null
        ? (articleFor(library, change.article, language)?.title ?? change.article)
        : null,
  }))
}
