import type { Texts } from '#scripts/mining/text/near-duplicates.ts'
import { assign, fitOf } from './assign.ts'
import type { Members } from './fit.ts'
import type { Assigner } from './topic-model.ts'

export interface AssignedSearches {
  /** Positions of searches by topic. */
  readonly byTopic: readonly Members[]
  /** Positions of those that fit no topic, rising. */
  readonly alone: readonly number[]
}

/** Assigns searches to the topics that tickets made, by their words, unless they fit none. */
export function assignSearches(texts: Texts, assigner: Assigner): AssignedSearches {
  const positions = Int32Array.from({ length: texts.count }, (_, at) => at)
  const { topics } = assign(texts, positions, assigner)
  const fits = fitOf(texts, { positions, topics }, assigner)
  const { least, clear } = assigner.fits
  const order = [...positions].sort((a, b) => fits[b]! - fits[a]! || a - b)
  const byTopic = Array.from({ length: assigner.count }, () => ({
    clear: [] as number[],
    near: [] as number[],
  }))
  for (const at of order)
    if (fits[at]! >= least) byTopic[topics[at]!]![fits[at]! >= clear ? 'clear' : 'near'].push(at)
  return { byTopic, alone: [...positions].filter((at) => fits[at]! < least) }
}
