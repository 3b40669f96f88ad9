import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { makeBench } from './gap-bench.ts'
import { scoreGaps } from './gap-score.ts'
import { gapSets, questionsOf, root } from './gap-sets.ts'
import type { Off } from './mechanisms.ts'

/** Mining with one threshold changed, or with mechanisms switched off. */
export interface Trial {
  readonly sets: readonly string[]
  readonly draws: number
  /** Tickets of a draw at most. */
  readonly size: number
  /** Topics that keep their article; seven in ten when absent. */
  readonly answered?: number | undefined
  /** Absent: mining as it is. */
  readonly change?: { readonly group: string; readonly key: string; readonly value: number } | undefined
  readonly without?: readonly Off[] | undefined
}

const { sets, draws, size, answered, change, without = [] } = workerData as Trial
// Mining is loaded after the change, in a thread of its own: it reads its thresholds as it is loaded.
if (without.length > 0) switchOff(without)
if (change) {
  const groups = (await import('#scripts/mining/thresholds.ts')) as unknown as Record<
    string,
    Record<string, number>
  >
  if (typeof groups[change.group]?.[change.key] !== 'number')
    throw new Error(`There is no threshold "${change.group}.${change.key}" that is a number.`)
  groups[change.group]![change.key] = change.value
}
const { mine } = await import('#scripts/mining/mine.ts')
const scores = sets.map((name) => {
  const { questions, settings } = questionsOf(gapSets.find((set) => set.name === name)!)
  return Array.from({ length: draws }, (_, draw) => {
    const { tickets, articles, truth } = makeBench(questions, draw + 1, { ...settings, size, answered })
    const { gaps, groups: found } = mine(tickets, articles)
    return scoreGaps(gaps, found, truth)
  })
})
parentPort!.postMessage(scores)

/** Puts other expressions into files of mining as they are loaded. */
function switchOff(mechanisms: readonly Off[]) {
  const byFile = Map.groupBy(
    mechanisms,
    ({ file }) => new URL(`scripts/mining/${file}`, pathToFileURL(`${root}/`)).href,
  )
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      const source = (byFile.get(url) ?? []).reduce((before, { file, text, instead }) => {
        if (before.split(text).length !== 2) throw new Error(`"${text}" stands not once in ${file}.`)
        return before.replace(text, () => instead)
      }, String(loaded.source))
      return byFile.has(url) ? { ...loaded, source } : loaded
    },
  })
}
