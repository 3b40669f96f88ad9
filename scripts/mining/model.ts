/** A request as the miner reads it; its text is already redacted. */
export interface MiningTicket {
  readonly id: string
  /** Subject and body. */
  readonly text: string
  readonly subject?: string | undefined
  /** The customer's first message; {@link text} when absent. */
  readonly body?: string | undefined
  /** BCP 47; told from the text when absent. */
  readonly language?: string | undefined
  readonly segments?: readonly string[] | undefined
  readonly channel?: string | undefined
  /** ISO 8601. */
  readonly createdAt?: string | undefined
  /** Who asked, as an opaque key; tickets without one count as one person each. */
  readonly customer?: string | undefined
  /** 1 good, 0 bad. */
  readonly csat?: number | undefined
}

export interface MiningArticle {
  readonly id: string
  readonly locale: string
  readonly title: string
  /** Plain text of its parts; the title is read besides. */
  readonly passages: readonly string[]
  /** Whom it is written for; absent or empty: everyone. */
  readonly segments?: readonly string[] | undefined
}

export type GapKind = 'missing' | 'not for them' | 'not in their language' | 'not helping' | 'fix the product'

export interface SegmentLift {
  readonly segment: string
  /** How much more often this segment asks than everyone else; 1 = as often. */
  readonly lift: number
  /** Ends of the 95 % interval. */
  readonly low: number
  readonly high: number
  /** The segment's tickets in the gap. */
  readonly tickets: number
}

export interface NearestArticle {
  readonly article: string
  readonly locale: string
  readonly title: string
  /** 0 nothing in common … 1 the same words. */
  readonly score: number
  readonly passage: string
  /** Why it is not enough, as a sentence. */
  readonly why: string
}

export interface GapSample {
  readonly ticket: string
  readonly text: string
  readonly language: string
}

/** A topic that customers ask about and no article answers well enough. */
export interface MinedGap {
  /** A customer's own words. */
  readonly title: string
  readonly kind: GapKind
  readonly keywords: string[]
  /** Most typical first. */
  readonly ticketIds: string[]
  readonly volume: number
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
  /** Clearest lift first. */
  readonly segments: SegmentLift[]
  readonly channels: Record<string, number>
  readonly nearest?: NearestArticle
  /** What the list is ordered by: people × how uncovered × how much of one mind. */
  readonly score: number
  readonly samples: GapSample[]
}

/** A group of tickets that ask the same, answered or not. */
export interface MinedTopic {
  readonly id: string
  readonly language: string
  readonly title: string
  readonly keywords: string[]
  readonly tickets: number
  /** 0 … 1: how well the nearest article answers it. */
  readonly coverage: number
  /** The article that answers it, null when none does. */
  readonly article: string | null
}

export interface MiningOptions {
  /** Day that counts as now, `YYYY-MM-DD`; the newest ticket's when absent. */
  readonly asOf?: string | undefined
  readonly onProgress?: ((stage: string, done: number, total: number) => void) | undefined
}

export interface Mined {
  readonly topics: MinedTopic[]
  /** First in the list first. */
  readonly gaps: MinedGap[]
  /** Ticket id → topic id. */
  readonly groups: Map<string, string>
  /** Ticket id → article that answers it, null when none does. */
  readonly coverage: Map<string, string | null>
}
