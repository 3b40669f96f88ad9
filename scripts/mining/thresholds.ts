import type { MiningSettings } from './types.ts'

/*
 * The thresholds of mining, method by method: cleaning, terms, grouping, coverage, novelty, drift. Sizes that only save
 * time or memory stand beside the code that they serve; the rules of the list stand in `gaps/`.
 */

/** Fewer tickets are an anecdote, of fewer people perhaps one person's trouble; two months are what a writer plans by. */
export const usualSettings: MiningSettings = { minTickets: 5, minCustomers: 3, days: 60 }

/** The usual settings with what is given of others. */
export function settingsOf(given: { readonly [key in keyof MiningSettings]?: number | undefined } = {}) {
  const { minTickets, minCustomers, days } = given
  return {
    minTickets: minTickets ?? usualSettings.minTickets,
    minCustomers: minCustomers ?? usualSettings.minCustomers,
    days: days ?? usualSettings.days,
  } satisfies MiningSettings
}

/** What it takes to stay a gap: half. Otherwise gaps would come and go with every ticket, and decisions with them. */
export function toStay({ minTickets, minCustomers, days }: MiningSettings): MiningSettings {
  return { minTickets: minTickets / 2, minCustomers: minCustomers / 2, days }
}

/**
 * Without settings every group of three is listed, whenever it was asked: fewer do not show what they have in common.
 * So the miner itself is measured, and a set without customers or dates is not judged by them.
 */
export const anyGroup: MiningSettings = { minTickets: 3, minCustomers: 1, days: Number.POSITIVE_INFINITY }

/** Cleaning (`text/clean.ts`). */
export const cleaning = {
  /** 0 … 1. A first or last line is boilerplate when it recurs in this share of all texts of its language … */
  recurringShare: 0.002,
  /** … and in at least this many: in a small set a question may be asked twice word for word. */
  recurringAtLeast: 5,
  /**
   * Words. Of longer texts this many are mined, from the beginning and from the end: there people say what they want.
   * Between stand the story, a log, what was pasted, and thousands of those would take minutes and gigabytes.
   */
  mined: { first: 80, last: 40 },
  /** Lines looked at from either end: a greeting, a thank-you, a name, a device's signature. */
  edge: 3,
  /** Tickets in which lines that recur are counted; more add nothing. */
  countedAtMost: 50_000,
} as const

/** TF-IDF (`text/tf-idf.ts`). */
export const terms = {
  /**
   * 0 … 1. What a block of terms weighs beside the words: letters carry endings, typing mistakes and parts of long
   * words; pairs carry order.
   */
  blockWeights: { word: 1, pair: 0.25, letters: 1 },
  /** Lengths of letter runs within a word. */
  shortest: 3,
  longest: 5,
  /** Texts. A term in one text only cannot join it to another. */
  inAtLeast: 2,
  /** 0 … 1. A term in more than half of all texts separates none; rarer function words stay: how, why, not carry the intent. */
  inAtMost: 0.5,
} as const

/** Term strength (`text/term-strength.ts`). EXPERIMENTS, Mining: without it AP falls by 0.178 ± 0.084. */
export const termStrength = {
  /** Neighbours of a text that are asked whether they share its terms. */
  neighbours: 5,
  /** Texts whose neighbours are looked for, evenly spaced; more add nothing. */
  askedAtMost: 3000,
  /** Pairs that each term is given at its chance rate, so that one lucky pair makes no term strong. */
  chancePairs: 5,
  /** The strength of weights follows the strength of terms less than fully, twice over: the second time from better neighbours. */
  exponent: 0.5,
  rounds: 2,
} as const

/** MinHash (`text/near-duplicates.ts`). RESULTS, Mining a million tickets. */
export const nearDuplicates = {
  /** Characters of a run; a mistyped letter spoils three runs, a missing word its own. */
  run: 3,
  /**
   * Jaccard similarity, 0 … 1, from which two texts are copies: forms, alarms, the same question sent again. Topics live
   * from questions that are nearly alike: at 0.7 too many are lost, and with exact copies only taken out, topics fall
   * apart into the ways one question is put (of 100,000 tickets: F1 0.39, 0.46 at 0.9, 0.39; means over six sets).
   */
  alike: 0.9,
  /** Texts looked at for each place, at most: more copies than this of everything leave places empty. */
  lookedAtPerPlace: 4,
  /** Smallest hashes in bands (Broder 1997): of copies at 0.9, 99.8 % agree in at least one band of three. */
  bands: 5,
  perBand: 3,
} as const

/** What topics are trained on (`corpus.ts`, `topic-model/fit.ts`, `topic-model/update.ts`). */
export const training = {
  /** Texts of a language that topics are trained on; the others are assigned by their words. The cost grows with the square. */
  trainedOn: 10_000,
  /**
   * Tickets make topics alone when there are five for each article, as many as make a gap: an article stands for
   * something that is asked, so tickets that are fewer cannot show what is. A library of fewer articles than these has
   * only begun, and says little of what is asked.
   */
  ticketsAnArticle: usualSettings.minTickets,
  fewestArticles: 20,
  /** Longer messages, in characters, tell a story: they are not looked at for asking nothing. */
  shortMessage: 600,
  /** Directions kept of the term space; beyond about 200 short texts gain nothing. */
  dimensions: 200,
} as const

/** Grouping (`clustering/cluster.ts`). EXPERIMENTS, Mining: granularity by the articles, +0.165 ± 0.012 AP. */
export const clustering = {
  /**
   * Neighbours a text is joined to: about a third of the topics' size, which is not known but grows with the number of
   * texts, and less than it does; then twice, four and eight times as many, since topics may be few and large.
   * 800 texts: 3, 7, 14, 28.
   */
  neighbours: { factor: 1 / 16, power: 0.6, fewest: 3, most: 60, doublings: 3 },
  /** Times that a text is moved half of the way to the mean of its neighbours. */
  smoothings: 2,
  /** Of modularity, from coarse to fine. */
  resolutions: [0.5, 1, 2, 4, 8, 16],
} as const

/** Coverage (`clustering/coverage.ts`). */
export const coverage = {
  /** Added to a topic's size, in topics of middle size: a tiny topic that one passage falls into is not yet answered. */
  benefitOfDoubt: 0.25,
  /** Lift at which a score is one half: as by chance. */
  halfAnswered: 1,
  /** Cosine decides only between articles of equal lift, most of all between those that have none. */
  likenessWorth: 0.001,
} as const

/** Core members (`clustering/centroids.ts`). */
export const coreMembers = {
  /** 0 … 1. Of the similarity of a topic's most typical text, the share from which a text clearly is one of the topic. */
  clearlyFrom: 0.8,
} as const

/** Novelty (`topic-model/assign.ts`). */
export const novelty = {
  /** 0 … 1. A text is novel when it fits its topic less than all but this share of the texts that topics were trained on. */
  strangeShare: 0.05,
  /** Of them, this many are compared with the others, evenly spaced. */
  asked: 500,
} as const

/** Drift (`topic-model/drift.ts`): when topics are trained again. */
export const drift = {
  /**
   * 0 … 1. When this share of the texts there were came or went: what rises would be missed. Assigning loses
   * nothing (RESULTS, Mining from day to day), and training costs a minute, so as seldom as a daily run allows.
   */
  changedAtMost: 0.05,
  /**
   * 0 … 1. … or when this share of them is novel: something new is being asked. Of ordinary new texts 5 to 8 in a hundred
   * are, so this is more than twice what is usual when the other bound is near. Fewer than make a gap are no topic.
   */
  novelAtMost: 0.01,
  /** 0 … 1. … or when more than this share of the articles are others: topics were made as broad as the articles. */
  othersAtMost: 0.5,
} as const
