import { fitOf } from './doubt.ts'
import type { MarkedTexts } from './growth.ts'
import type { Known, Marked } from './learnt.ts'
import { assign, type Pool, type PoolTexts } from './pool.ts'
import type { Progress } from './topics.ts'

/**
 * Tells searches the topics that tickets made, by their words; −1 where one fits no topic. Those that were told before
 * keep what they were told, unread.
 *
 * @param earlier what was told by the same topics
 */
export function tellSearches(
  texts: PoolTexts & MarkedTexts,
  known: Known,
  { earlier, progress = () => {} }: { earlier?: Marked | undefined; progress?: Progress | undefined } = {},
): Marked {
  const rowOf = new Map(earlier?.ids.map((id, row) => [id, row]))
  const ids = Array.from({ length: texts.count }, (_, at) => texts.idAt(at))
  const marks = Float64Array.from(ids, (_, at) => texts.markAt(at))
  const before = ids.map((id, at) => {
    const row = rowOf.get(id)
    return row !== undefined && earlier!.marks[row] === marks[at] ? row : undefined
  })
  const topics = Int32Array.from(before, (row) => (row === undefined ? -1 : earlier!.topics[row]!))
  const likeness = Float32Array.from(before, (row) => (row === undefined ? 0 : earlier!.likeness[row]!))
  const positions = Int32Array.from(before.flatMap((row, at) => (row === undefined ? [at] : [])))
  const now = assign(texts, positions, known.tells, progress)
  fitOf(texts, { positions, topics: now.topics, known }).forEach((one, at) => {
    topics[positions[at]!] = one < known.fits ? -1 : now.topics[at]!
    likeness[positions[at]!] = now.likeness[at]!
  })
  return { ids, marks, topics, likeness }
}

/** Positions of searches by what they were told. */
export interface Placed {
  /** By topic, nearest first: those that clearly belong as the same share does of the tickets. */
  readonly byTopic: readonly { readonly clear: readonly number[]; readonly near: readonly number[] }[]
  /** Those that fit no topic. */
  readonly alone: readonly number[]
}

export function placed({ topics, likeness }: Marked, { members }: Pick<Pool, 'members'>): Placed {
  const alone: number[] = []
  const own: number[][] = members.map(() => [])
  topics.forEach((topic, position) => {
    ;(own[topic] ?? alone).push(position)
  })
  return {
    byTopic: own.map((positions, topic) => {
      positions.sort((a, b) => likeness[b]! - likeness[a]! || a - b)
      const { clear, near } = members[topic]!
      const share = clear.length / Math.max(1, clear.length + near.length)
      const many = Math.round(share * positions.length)
      return { clear: positions.slice(0, many), near: positions.slice(many) }
    }),
    alone,
  }
}
