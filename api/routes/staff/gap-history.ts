import { type Decided, decisionsOf, namesOf } from '#api/storage/decisions.ts'
import type { Store } from '#api/storage/store.ts'
import type { GapLine, HistoryLine } from './answers.ts'

/** What was decided about gaps, in words and with names. */

export function historyLine(
  one: Decided,
  names: ReadonlyMap<string, string>,
  held: readonly Decided[] = [one],
): HistoryLine {
  const { id, decision, by, at, reason, writer, article, locale, until, target, part } = one
  const object = writer
    ? nameOf(writer, names)
    : article
      ? decision === 'draft'
        ? `articles/${locale}/${article}.mdx`
        : article
      : (until ?? target ?? part?.title ?? '')
  const undone = decision !== 'undo' && !held.some((other) => other.id === id)
  return {
    id,
    decision,
    undone,
    by: nameOf(by, names),
    at: new Date(at).toISOString(),
    reason: reason ?? '',
    object,
  }
}

export async function decidedByGap(app: Store): Promise<Map<string, Decided[]>> {
  const byGap = new Map<string, Decided[]>()
  for (const one of await decisionsOf(app)) byGap.set(one.gap, [...(byGap.get(one.gap) ?? []), one])
  return byGap
}

export function namesOfWriters(
  app: Store,
  decided: ReadonlyMap<string, Decided[]>,
): Promise<Map<string, string>> {
  return namesOf(
    app,
    [...decided.values()].flat().flatMap(({ by, writer }) => [by, ...(writer ? [writer] : [])]),
  )
}

export function named(id: string | undefined, names: ReadonlyMap<string, string>): GapLine['writer'] {
  return id ? { id, name: nameOf(id, names) } : null
}

function nameOf(id: string, names: ReadonlyMap<string, string>): string {
  return names.get(id) ?? 'a former colleague'
}
