import type { Reason } from './reasons.ts'

/** How much more often (lift > 1) a segment asks than everyone else. */
export interface SegmentLift {
  readonly segment: string
  /** 1 = as often. */
  readonly lift: number
  /** Ends of Katz's 95 % interval. */
  readonly low: number
  readonly high: number
  /** The segment's tickets in the gap. */
  readonly tickets: number
}

/** The article that comes nearest and why it is not enough. */
export interface NearestArticle {
  readonly article: string
  readonly locale: string
  readonly title: string
  /** 0 nothing in common … 1 the same words. */
  readonly score: number
  readonly passage: string
  /** In English. */
  readonly why: string
  /** The same sentence by sentence, to be translated; absent in minings of an earlier version. */
  readonly reasons?: readonly Reason[]
  /** Words that customers use and it lacks, in a customer's spelling, most used first: its keywords to be. */
  readonly lacks?: readonly string[]
}

export interface GapSample {
  readonly ticket: string
  readonly text: string
  readonly language: string
  /** `search`, `unclicked`, `nothing-fits`, `flag`, `vote`: where it was said when not in a ticket. */
  readonly kind?: string
}

/** Votes of an article's readers. */
export interface VoteCount {
  readonly helpful: number
  readonly unhelpful: number
  /** Ends of Wilson's 95 % interval of the share it helped, 0 … 1. */
  readonly low: number
  readonly high: number
  /** Whether only votes since the article's last change are counted: older ones spoke of another text. */
  readonly sinceChange: boolean
}

/** One of the topics that a question asked in several languages was joined from. */
export interface GapPart {
  readonly language: string
  readonly title: string
  readonly questions: number
  /** By these it is known again when a writer takes it out; absent in gaps of an older version. */
  readonly tickets?: readonly string[]
}

/** A word that is searched for in vain, that is in no article and stands for no single topic. */
export interface UncoveredTerm {
  readonly term: string
  readonly language: string
  readonly searches: number
  readonly customers: number
  /** `YYYY-MM-DD` */
  readonly lastSeen: string | null
}

/** A word that customers write and no article of their language has. */
export interface UncoveredWord<Gap = string> {
  /** In the spelling most of them use. */
  readonly word: string
  readonly language: string
  /** Tickets that have it. */
  readonly tickets: number
  readonly customers: number
  /** Clearest lift first. */
  readonly segments: readonly SegmentLift[]
  /** The gaps that have most of these tickets, most first: by id, or by their place in the list. */
  readonly gaps: readonly Gap[]
}
