import type { MiningSettings } from './types.ts'

/*
 * Every number that decides what mining finds: its range, why it is what it is, and where it was measured (RESULTS and
 * EXPERIMENTS in tests/bench; "not measured apart": only as a part of the whole). Sizes that save time or memory, or say
 * how much is shown, stand beside the code that they serve.
 */

/** How much must be asked; in site.yaml and as flags. Not measured apart: what a writer plans by. */
export const usualSettings: MiningSettings = {
  /** From 1. Fewer tickets are an anecdote; nor do fewer votes, or lines that recur, say anything. */
  minTickets: 5,
  /** From 1. Fewer people may be one person's trouble. */
  minCustomers: 3,
  /** From 1. Two months. */
  days: 60,
}

/** Bounds that many rules share. Not measured apart. */
export const common = {
  /** From 2. Fewer do not show what they have in common. Not measured apart. */
  few: 3,
  /** From 1. Three times as often is much more often. Not measured apart. */
  muchMore: 3,
  /** 0 … 1. Most of them. Not measured apart. */
  most: 0.5,
} as const

/** Cleaning (`text/clean.ts`). RESULTS, bench:ablate: without recurring lines left out AP falls by 0.045 ± 0.016. */
export const cleaning = {
  /** 0 … 1. A first or last line is boilerplate when it recurs in this share of its language's texts. */
  recurringShare: 0.002,
  /** Lines looked at from either end: a greeting, a thank-you, a name, a device's signature. */
  edge: 3,
} as const

/** TF-IDF (`text/tf-idf.ts`). RESULTS, bench:ablate: without runs of letters AP falls by 0.055 ± 0.017. */
export const terms = {
  /** 0 … 1. Of pairs of words, which carry order; words and letters weigh 1. Not shown to help: bench:ablate. */
  pairWeight: 0.25,
  /** Characters of the shortest run of letters within a word, which carries endings and typing mistakes. */
  shortest: 3,
  /** Characters of the longest run. */
  longest: 5,
} as const

/** Term strength (`text/term-strength.ts`). EXPERIMENTS, Mining: without it AP falls by 0.178 ± 0.084. */
export const termStrength = {
  /** From 1. Neighbours of a text that are asked whether they share its terms; as many pairs a term gets at its chance rate. */
  neighbours: 5,
  /** 0 … 1. Weights follow strength less than fully, twice over: the second time from better neighbours. */
  exponent: 0.5,
  /** From 0. The second time by what the first found. Not shown to help: RESULTS, bench:ablate. */
  rounds: 2,
} as const

/** MinHash (`text/near-duplicates.ts`). */
export const nearDuplicates = {
  /**
   * Jaccard similarity, 0 … 1, from which two texts are copies: forms, alarms, the same question sent again. RESULTS,
   * Large sets: F1 0.39 at 0.7, 0.46 at 0.9, 0.39 with exact copies only.
   */
  alike: 0.9,
} as const

/** What topics are trained on (`corpus.ts`). */
export const training = {
  /** From 1. A library of fewer articles has only begun, and says little of what is asked. Not measured apart. */
  fewestArticles: 20,
} as const

/** Grouping (`clustering/cluster.ts`). EXPERIMENTS, Mining: granularity by the articles, +0.165 ± 0.012 AP. */
export const clustering = {
  /** Above 0. Neighbours a text is joined to, about a third of the topics' size: this, times texts to a power. */
  factor: 1 / 16,
  /** 0 … 1. Topics grow with the number of texts, and less than it does. 800 texts: 3 neighbours. */
  power: 0.6,
  /** From 0. Then twice, four and eight times as many, since topics may be few and large: 3, 6, 12, 24. */
  doublings: 3,
  /** From 0. Times that a text is moved half of the way to the mean of its neighbours. The second is not shown to help: bench:ablate. */
  smoothings: 2,
  /** Above 0. Of modularity, from coarse to fine. */
  resolutions: [0.5, 1, 2, 4, 8, 16],
} as const

/** Coverage (`clustering/coverage.ts`). RESULTS, bench:ablate. */
export const coverage = {
  /**
   * From 0. Added to a topic's size, in topics of middle size: a tiny topic that one passage falls into is not yet
   * answered.
   */
  benefitOfDoubt: 0.25,
} as const

/** Core members (`clustering/centroids.ts`). */
export const coreMembers = {
  /** 0 … 1. Of the similarity of a topic's most typical text, the share from which a text clearly belongs. EXPERIMENTS, Mining. */
  clearlyFrom: 0.8,
} as const

/** Novelty (`topic-model/assign.ts`). */
export const novelty = {
  /** 0 … 1. A text is novel when it fits its topic less than all but this share of the trained texts. RESULTS, campaign:doubt. */
  strangeShare: 0.05,
} as const

/** Drift (`topic-model/drift.ts`): when topics are trained again. RESULTS, campaign:incremental. */
export const drift = {
  /** 0 … 1. When this share of the texts came or went: what rises would be missed. Training costs a minute. */
  changedAtMost: 0.05,
  /** 0 … 1. … or this share came and is novel. Of ordinary new texts 5 to 10 in a hundred are: more than twice as many. */
  novelAtMost: 0.01,
} as const

/** Search confirms (`gaps/confirm.ts`, `gaps/classify.ts`). RESULTS, The demo's list by its labels. */
export const confirmation = {
  /** 0 … 1. What answers a topic is shown to this share of those who ask: of the demo's topics below it 25 of 25 were not answered. */
  shownTo: 0.4,
  /** 0 … 1. What search ranks first with this mean score answers, whatever it draws. */
  sureFrom: 0.6,
} as const

/** One line a question (`gaps/one-question.ts`). EXPERIMENTS, Joining topics across languages: duplicates −0.088 ± 0.016. */
export const oneQuestion = {
  /** Likeness, 0 … 1, from which topics of two languages are one. */
  sameFrom: 0.3,
} as const

/** Words (`gaps/customer-words.ts`, `clustering/label.ts`). Not measured apart. */
export const shown = {
  /** 0 … 1. A word belongs to a topic when it stands in this share of its texts. */
  wordIn: 0.1,
  /** From 1. A pair of words says more than its parts: "exchange rate". */
  pairWorth: 1.5,
} as const

/** Kinds and rank (`gaps/classify.ts`, `gaps/demand.ts`, `gaps/find-gaps.ts`). Not measured apart. */
export const ranking = {
  /** From 1. An answered topic is a gap for a segment when even the low end of its lift is above this. */
  clearlyMore: 1.5,
  /** 0 … 1. How open an answered topic is, below most that have no article: a repair is a smaller work than an article. */
  repair: 0.2,
  /** 0 … 1. A search in vain, in tickets: who searched took less trouble. */
  search: 0.5,
  /** 0 … 1. In large sets groups under this share of what is written are noise. */
  fewestShare: 0.0005,
  /** 0 … 1. What nobody asked lately is half as urgent; it may come back, as summer does. */
  quiet: 0.5,
} as const

/** Before and after an article (`gaps/failing-article.ts`, `gaps/follow-up.ts`, `gaps/trend.ts`). Not measured apart. */
export const beforeAfter = {
  /** Weeks, from 1, that a change is given to work: weekends cancel out. */
  settling: 4,
  /** Weeks, from 1, that are compared. */
  compared: 12,
  /** 0 … 1. An article works when at most this share of its contacts is left. */
  worksBelow: 0.7,
} as const

/** Ids of gaps and what people leave behind (`gaps/gap-changes.ts`, `gaps/untranslated.ts`, `io/`). Not measured apart. */
export const same = {
  /** 0 … 1. This share of a gap in another one is a part of it; less is tickets on the border between two. */
  partFrom: 0.25,
  /** Days, from 0, within which an article was shared because of a ticket. */
  answersWithin: 7,
  /** Minutes, from 0, after which a reader who opened no result will not. */
  decided: 30,
  /** Minutes, from 0: whoever searches again so soon still looks for the same. */
  atOnce: 1,
  /** Days, from 0, within which a forwarded message comes back with the desk's export … */
  comesBack: 3,
  /** 0 … 1. … with this share of its words. */
  sameWords: 0.8,
} as const

/** The usual settings with what is given of others. */
export function settingsOf(given: { readonly [key in keyof MiningSettings]?: number | undefined } = {}) {
  const known = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...usualSettings, ...Object.fromEntries(known) } satisfies MiningSettings
}

/** What it takes to stay a gap: half. Otherwise gaps would come and go with every ticket, and decisions with them. */
export function toStay({ minTickets, minCustomers, days }: MiningSettings): MiningSettings {
  return { minTickets: minTickets / 2, minCustomers: minCustomers / 2, days }
}

/**
 * Without settings every group of a few is listed, whenever it was asked. So the miner itself is measured, and a set
 * without customers or dates is not judged by them.
 */
export const anyGroup: MiningSettings = {
  minTickets: common.few,
  minCustomers: 1,
  days: Number.POSITIVE_INFINITY,
}
