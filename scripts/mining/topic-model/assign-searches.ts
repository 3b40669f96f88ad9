import { wilson } from '#core/insights/wilson.ts'
import type { Progress } from '#scripts/mining/clustering/cluster.ts'
import { novelty } from '#scripts/mining/thresholds.ts'
import type { Members } from './describe.ts'
import type { MarkedTexts } from './drift.ts'
import { assign, type Pool, type PoolTexts } from './fit.ts'
import { fitOf } from './novelty.ts'
import type { Known, Marked } from './topic-model.ts'

const { searchTopicFrom } = novelty

/**
 * Assigns searches to the topics that tickets made, by their words; −1 where one fits no topic. Those that were assigned before
 * keep their topic, unread.
 *
 * @param earlier what was assigned by the same topics
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
  fitOf(texts, { positions, topics: now.topics, known }).forEach((fit, at) => {
    topics[positions[at]!] = fit < known.fits.least ? -1 : now.topics[at]!
    likeness[positions[at]!] = fit
  })
  return { ids, marks, topics, likeness }
}

/**
 * Topics that searches make among themselves and tickets do not: most of their searches, by the low end of the interval,
 * fit none of the tickets' topics. One strange search says little; that those like it are strange too says that
 * something new is asked.
 *
 * @param assigned what the tickets' topics say of each search, −1 none
 * @param among the same searches grouped among themselves
 */
export function newTopics(assigned: Int32Array, { members }: Pick<Pool, 'members'>): Set<number> {
  const found = new Set<number>()
  members.forEach(({ clear, near }, topic) => {
    const own = [...clear, ...near]
    const strange = own.filter((at) => assigned[at]! < 0).length
    if (wilson(strange, own.length).low > searchTopicFrom) found.add(topic)
  })
  return found
}

/**
 * Searches by the topic they were assigned to, those that fit it best first.
 *
 * @param topics how many there are
 * @param clearly from this fit on one clearly belongs
 * @param except those that are in topics of their own
 */
export function assignedByTopic(
  assigned: Pick<Marked, 'topics' | 'likeness'>,
  { topics, clearly, except }: { topics: number; clearly: number; except: ReadonlySet<number> },
): Members[] {
  const own = Array.from({ length: topics }, () => ({ clear: [] as number[], near: [] as number[] }))
  const order = Array.from(assigned.topics.keys()).sort(
    (a, b) => assigned.likeness[b]! - assigned.likeness[a]! || a - b,
  )
  for (const position of order) {
    const topic = assigned.topics[position]!
    if (topic < 0 || except.has(position)) continue
    own[topic]![assigned.likeness[position]! >= clearly ? 'clear' : 'near'].push(position)
  }
  return own
}
