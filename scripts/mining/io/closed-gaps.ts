import type { Store } from '#api/storage/store.ts'
import { gaps } from '#api/storage/tickets-schema.ts'
import type { Library } from '#content/model/library.ts'
import { closedBy, type Decision, holding } from '#core/gaps/state.ts'
import type { Closing } from '#scripts/mining/gaps/follow-up.ts'

/** Gaps for which there is a published article: those that articles name, and those that people linked. */
export function closings(
  library: Library,
  decisions: readonly (Decision & { readonly gap: string })[],
): Closing[] {
  const byGap = Map.groupBy(decisions, ({ gap }) => gap)
  const named = library.articles.flatMap(({ answers }) => answers ?? [])
  return [...new Set([...named, ...byGap.keys()])].sort().flatMap((gap) => {
    const closed = closedBy({ gap, decisions: byGap.get(gap) ?? [], library })
    return closed ? [{ gap, ...closed }] : []
  })
}

/** Ticket ids of each topic that a writer took out of a gap, and nobody took that back. */
export function takenApart(
  decisions: readonly (Decision & { readonly gap: string })[],
): (readonly string[])[] {
  const byGap = Map.groupBy(decisions, ({ gap }) => gap)
  return [...byGap.values()].flatMap((own) =>
    holding(own).flatMap(({ part }) => (part ? [part.tickets] : [])),
  )
}

/** Names gaps by what customers called them, of this run and of all before. */
export async function gapTitles(store: Store): Promise<(gap: string) => string | undefined> {
  const titles = new Map(
    (await store.db.select({ id: gaps.id, title: gaps.title }).from(gaps)).map((row) => [row.id, row.title]),
  )
  return (gap) => titles.get(gap)
}
