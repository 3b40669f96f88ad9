// Over 250 lines: every type that the stages of mining hand to each other, in the order of the pipeline.
import type { Finder } from '#content/library/find.ts'
import type { GapKind } from '#core/gaps/kind.ts'
import type { GapPart, GapSample, NearestArticle, SegmentLift, VoteCount } from '#core/gaps/mined.ts'
import type { SearchVotes } from './gaps/search-votes.ts'

export type { GapKind }

/**
 * What people leave behind besides tickets: a search that found nothing, one that found something and nothing was
 * opened, an agent for whom nothing fitted or who says that an article is wrong, a "No" under an article.
 */
export type SignalKind = 'search' | 'unclicked' | 'nothing-fits' | 'flag' | 'vote'
export type AskedKind = 'ticket' | SignalKind

/** A request as the miner reads it; its text is already redacted. */
export interface MiningTicket {
  readonly id: string
  /** Subject and body. */
  readonly text: string
  readonly subject?: string | undefined
  /** The customer's first message; {@link text} when absent. */
  readonly body?: string | undefined
  /** BCP 47; detected from the text when absent. */
  readonly language?: string | undefined
  readonly segments?: readonly string[] | undefined
  readonly channel?: string | undefined
  /** ISO 8601. */
  readonly createdAt?: string | undefined
  /** Who asked, as an opaque key; tickets without one count as one person each. */
  readonly customer?: string | undefined
  /** Articles read in the half hour before it was written, where the contact form said so. */
  readonly readBefore?: readonly string[] | undefined
  /** What it is when it is no ticket. */
  readonly signal?: SignalKind | undefined
}

export interface MiningArticle {
  readonly id: string
  readonly locale: string
  readonly title: string
  /** Plain text of its parts; the title is read besides. */
  readonly passages: readonly string[]
  /** Whom it is written for; absent or empty: everyone. */
  readonly segments?: readonly string[] | undefined
  /** Day of its last change, `YYYY-MM-DD`. */
  readonly updated?: string | undefined
}

/** "Was this helpful?", with the words after a "No"; or an agent who says that an article is wrong. */
export interface ArticleRemark {
  readonly id: string
  readonly kind: 'vote' | 'flag'
  /** Id of the article, the same in every locale. */
  readonly article: string
  /** Language of the page it stood under: the article itself may have been shown in another. */
  readonly locale: string
  readonly helpful: boolean
  /** The answer was "Partly": its words count, its vote says neither. */
  readonly partly?: boolean
  /** Redacted; '' when nothing was said. */
  readonly text: string
  readonly segments: readonly string[]
  /** ISO 8601 */
  readonly createdAt: string
  readonly customer?: string | undefined
}

/** An agent shared an article with a customer. */
export interface SharedArticle {
  readonly article: string
  /** Key of the customer, as on tickets. */
  readonly customer: string
  /** ISO 8601 */
  readonly at: string
}

/** What is known besides questions; every list may be empty. */
export interface Evidence {
  readonly remarks: readonly ArticleRemark[]
  readonly shared: readonly SharedArticle[]
  /** Searches of a single word: they cannot make a topic, but they can speak for one. */
  readonly words: readonly MiningTicket[]
}

/** How much must be asked before it is a gap. */
export interface MiningSettings {
  /** Tickets within {@link days}; two searches in vain count as one ticket, four without a click. */
  readonly minTickets: number
  /** Distinct people among them. */
  readonly minCustomers: number
  readonly days: number
}

/** A topic that customers ask about and no article answers well enough. */
export interface MinedGap {
  /** A customer's own words. */
  readonly title: string
  readonly kind: GapKind
  readonly keywords: string[]
  /** Tickets and signals, tickets first, most typical first. */
  readonly ticketIds: string[]
  /** Questions: tickets and signals alike. */
  readonly volume: number
  /** The same by kind: "12 tickets, 4 searches, 2 flags". */
  readonly asked: Partial<Record<AskedKind, number>>
  /** Within the last {@link MiningSettings.days}. */
  readonly recent: { readonly volume: number; readonly customers: number }
  /** 1 usual … 5: what an unanswered question costs, mean over its people, from the profiles of their segments. */
  readonly value: number
  /** Of the nearest article's readers; absent without votes. */
  readonly votes?: VoteCount
  /** Distinct people. */
  readonly customers: number
  /** Recent rate over earlier rate, smoothed: 1 = steady. */
  readonly trend: number
  /** Tickets in each of the last 12 weeks, oldest first; the last ends on the day of `asOf`. */
  readonly weeks: number[]
  /** `YYYY-MM-DD`; null when no ticket has a date. */
  readonly firstSeen: string | null
  readonly lastSeen: string | null
  readonly languages: Record<string, number>
  /** The topics it was joined from when it is asked in several languages, the largest first. */
  readonly parts?: readonly GapPart[]
  /** Clearest lift first. */
  readonly segments: SegmentLift[]
  readonly channels: Record<string, number>
  readonly nearest?: NearestArticle
  /** What the list is ordered by: √(people × value) × how uncovered × how much of one mind. */
  readonly score: number
  readonly samples: GapSample[]
}

/** A group of tickets that ask the same, answered or not. */
export interface MinedTopic {
  readonly id: string
  readonly language: string
}

/** What turns topics into gaps. */
export interface GapOptions {
  /** Absent: every group of three tickets is listed. */
  readonly settings?: Partial<MiningSettings> | undefined
  readonly evidence?: Evidence | undefined
  /** Ticket ids of each gap of the last run: what was a gap stays one with half of what it takes to become one. */
  readonly earlier?: readonly (readonly string[])[] | undefined
  /** Segment → what an unanswered question of it costs, 1 … 5; absent: 1. */
  readonly values?: ReadonlyMap<string, number> | undefined
  /** Day that counts as now, `YYYY-MM-DD`; the newest ticket's when absent. */
  readonly asOf?: string | undefined
  /** Gaps that a person linked to an article, or wrote one for: what holds half of one's tickets is answered by it. */
  readonly linked?: readonly { readonly ticketIds: readonly string[]; readonly article: string }[] | undefined
  /** Ticket ids of each topic that a writer took out of a gap: what holds half of them is joined to nothing. */
  readonly apart?: readonly (readonly string[])[] | undefined
  /** The product's own search, which must confirm what answers a topic; absent: what draws its tickets answers it. */
  readonly finder?: Finder | undefined
}

/** A topic with what is known of its answer, before it is a gap or not. */
export interface Candidate {
  readonly language: string
  readonly title: string
  /** Sentences that could be its title, the best first, for when another gap has the first. */
  readonly titles: readonly string[]
  readonly keywords: readonly string[]
  /** Positions of the tickets that clearly belong to it, most typical first: what a gap is shown by. */
  readonly positions: readonly number[]
  /**
   * Positions of tickets that are near it and do not clearly belong: by them, too, a gap is known again, and how often
   * an answer is asked for is counted.
   */
  readonly near?: readonly number[] | undefined
  /** 0 … 1, how much its tickets point the same way. Twofold in the ranking: a mixed group wastes a writer's day. */
  readonly agreement: number
  /** From this score on its language's topics are answered. */
  readonly threshold: number
  /** 0 … 1, how well the nearest article answers it. */
  readonly score: number
  readonly answered: boolean
  readonly article: MiningArticle | undefined
  readonly passage: string | undefined
  /** Whether there is any article in its language. */
  readonly translated: boolean
  /** False: what drew its tickets was refuted by search, so that {@link score} says nothing. */
  readonly drawn?: boolean | undefined
  /** What search gives to those who ask it; absent where mining was given no search. */
  readonly search?: SearchVotes | undefined
}
