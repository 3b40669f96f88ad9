import { parentPort, workerData } from 'node:worker_threads'
import * as thresholds from '#scripts/mining/thresholds.ts'
import { makeBench } from './gap-bench.ts'
import { scoreGaps } from './gap-score.ts'
import { gapSets, questionsOf } from './gap-sets.ts'

/** Mining with one threshold changed. */
export interface Trial {
  readonly sets: readonly string[]
  readonly draws: number
  /** Tickets of a draw at most. */
  readonly size: number
  /** Nothing when absent. */
  readonly change: { readonly group: string; readonly key: string; readonly value: number } | undefined
}

const { sets, draws, size, change } = workerData as Trial
const groups = thresholds as unknown as Record<string, Record<string, number>>
if (change) {
  if (typeof groups[change.group]?.[change.key] !== 'number')
    throw new Error(`There is no threshold "${change.group}.${change.key}" that is a number.`)
  groups[change.group]![change.key] = change.value
}
// Mining reads its thresholds as it is loaded, so it is loaded after the change, in a thread of its own.
const { mine } = await import('#scripts/mining/mine.ts')
const scores = sets.map((name) => {
  const { questions, settings } = questionsOf(gapSets.find((set) => set.name === name)!)
  return Array.from({ length: draws }, (_, draw) => {
    const { tickets, articles, truth } = makeBench(questions, draw + 1, { ...settings, size })
    const { gaps, groups: found } = mine(tickets, articles)
    return scoreGaps(gaps, found, truth)
  })
})
parentPort!.postMessage(scores)
