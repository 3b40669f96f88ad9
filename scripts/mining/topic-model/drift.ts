import { drift, usualSettings } from '#scripts/mining/thresholds.ts'
import type { Marked, Trained } from './topic-model.ts'

const { changedAtMost, novelAtMost, othersAtMost } = drift

/** Texts of one language as a daily run meets them: by rising mark, then id, each once. */
export interface MarkedTexts {
  readonly count: number
  readonly idAt: (position: number) => string
  /** {@link markOf} of the text as it came. */
  readonly markAt: (position: number) => number
}

/** Which texts are still what they were, which are new or say something else, and how many are gone. */
export interface Standing {
  /** Rows of {@link Trained.from} that still hold, and where these texts are now. */
  readonly rows: Int32Array
  readonly positions: Int32Array
  /** The same of {@link Trained.assigned}. */
  readonly assignedRows: Int32Array
  readonly assignedPositions: Int32Array
  readonly fresh: Int32Array
  /** Since topics were made. */
  readonly gone: number
}

/** Compares what was trained with the texts there are now. */
export function standingOf({ from, assigned, ...trained }: Trained, texts: MarkedTexts): Standing {
  const rows: number[] = []
  const positions: number[] = []
  const assignedRows: number[] = []
  const assignedPositions: number[] = []
  const fresh: number[] = []
  let f = 0
  let t = 0
  for (let position = 0; position < texts.count; position++) {
    const id = texts.idAt(position)
    const mark = texts.markAt(position)
    while (isBefore(from, f, mark, id)) f++
    while (isBefore(assigned, t, mark, id)) t++
    if (from.ids[f] === id && from.marks[f] === mark) {
      rows.push(f++)
      positions.push(position)
    } else if (assigned.ids[t] === id && assigned.marks[t] === mark) {
      assignedRows.push(t++)
      assignedPositions.push(position)
    } else fresh.push(position)
  }
  return {
    rows: Int32Array.from(rows),
    positions: Int32Array.from(positions),
    assignedRows: Int32Array.from(assignedRows),
    assignedPositions: Int32Array.from(assignedPositions),
    fresh: Int32Array.from(fresh),
    gone: trained.gone + from.ids.length - rows.length + assigned.ids.length - assignedRows.length,
  }
}

function isBefore(
  { ids, marks }: Pick<Marked, 'ids' | 'marks'>,
  row: number,
  mark: number,
  id: string,
): boolean {
  return row < ids.length && (marks[row]! < mark || (marks[row] === mark && ids[row]! < id))
}

/** How a language's topics came about this time. */
export interface Growth {
  /** Texts assigned their topic in this run. */
  readonly fresh: number
  /** Since the topics were made: texts that came or changed, that suit no topic well, that are gone. */
  readonly since: number
  readonly novel: number
  readonly gone: number
  /** Share of the articles that came, changed or went, 0 … 1. */
  readonly articles: number
  /** Texts there were when the topics were made, and the day it was, `YYYY-MM-DD`. */
  readonly base: number
  readonly made: string
}

/** Share of articles that are in one of these lists only; marks, rising. */
export function otherArticles(before: Float64Array, now: Float64Array): number {
  const were = new Set(before)
  const same = now.filter((mark) => were.has(mark)).length
  const all = before.length + now.length - same
  return all > 0 ? (all - same) / all : 0
}

/** Why topics must be trained again; undefined while they need not. */
export function outgrown(growth: Growth): 'changed' | 'novel' | 'articles' | undefined {
  const { since, novel, gone, base, articles } = growth
  if (since + gone > changedAtMost * base) return 'changed'
  if (articles > othersAtMost) return 'articles'
  return novel >= Math.max(usualSettings.minTickets, novelAtMost * base) ? 'novel' : undefined
}
