import { common, drift, usualSettings } from '#scripts/mining/thresholds.ts'

const { changedAtMost, novelAtMost } = drift

/** What became of a language's texts and articles since its topics were trained. */
export interface Growth {
  /** Texts that came or changed; those of them that are novel; texts that are gone or said something else. */
  readonly since: number
  readonly novel: number
  readonly gone: number
  /** Share of the articles that came, changed or went, 0 … 1. */
  readonly articles: number
  /** Texts there were when the topics were trained, and the day it was, `YYYY-MM-DD`. */
  readonly base: number
  readonly made: string
}

/** Why topics must be trained again; undefined while they need not. */
export function outgrown({ since, novel, gone, base, articles }: Growth) {
  if (since + gone > changedAtMost * base) return 'changed' as const
  // Topics were made as broad as the articles.
  if (articles > common.most) return 'articles' as const
  return novel >= Math.max(usualSettings.minTickets, novelAtMost * base) ? ('novel' as const) : undefined
}

/** Positions of `now` that `before` has not, each as often as it is there; both rising. */
export function onlyIn(now: Float64Array, before: Float64Array): number[] {
  let at = 0
  return Array.from(now.keys()).filter((position) => {
    while (before[at]! < now[position]!) at++
    if (before[at] !== now[position]) return true
    at++
    return false
  })
}
