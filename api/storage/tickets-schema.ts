// Over 250 lines: all tables of tickets.db, each with the types of its JSON columns.
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { TraitValue } from '#content/model/trait.ts'
import type { GapChange } from '#core/gaps/changes.ts'
import type { WeeklyCounts } from '#core/gaps/did-it-work.ts'
import type {
  GapPart,
  GapSample,
  NearestArticle,
  SegmentLift,
  UncoveredTerm,
  UncoveredWord,
  VoteCount,
} from '#core/gaps/mined.ts'

/** A redacted request. Nothing here was ever stored unredacted; segments are derived from traits when they are needed. */
export const tickets = sqliteTable(
  'tickets',
  {
    /** `<source>:<account>:<externalId>` */
    id: text().primaryKey(),
    /** Name of the export format: `zendesk`. */
    source: text().notNull(),
    /** Which help desk of that kind: the host of its URLs, '' when the export does not say. */
    account: text().notNull(),
    externalId: text('external_id').notNull(),
    url: text(),
    /** ISO 8601 instant, UTC, seconds. */
    createdAt: text('created_at').notNull(),
    /** ISO 8601 instant; of two versions of a ticket the later one stays. */
    updatedAt: text('updated_at').notNull(),
    /** Redacted. '' when there is none. */
    subject: text().notNull(),
    /** The customer's first message, redacted plain text. */
    body: text().notNull(),
    /** BCP 47, lower case; null when neither the export nor the text tells. */
    language: text(),
    tags: text({ mode: 'json' }).$type<string[]>().notNull(),
    channel: text(),
    status: text(),
    priority: text(),
    /** Keyed hash of the requester's e-mail, see customer-key.ts. */
    customer: text(),
    organisation: text(),
    /** What was true of the customer when they wrote. */
    traits: text({ mode: 'json' }).$type<Record<string, TraitValue>>().notNull(),
    /** Satisfaction: 1 good, 0 bad, null not rated. */
    csat: integer(),
    /** 1 an agent's answer links to an article, 0 none does, null when the export has no answers. */
    linkedArticle: integer('linked_article'),
    /** Id of the ticket this one was merged into; such tickets are not counted. */
    mergedInto: text('merged_into'),
    /** SHA-256 of the stored fields, first 16 hex digits: tells an unchanged row without reading it. */
    digest: text().notNull(),
  },
  (table) => [
    index('tickets_created').on(table.createdAt),
    index('tickets_customer').on(table.customer),
    index('tickets_merged').on(table.mergedInto),
  ],
)

/** How far a file has been read. Written in the same batch as the rows, so that both always agree. */
export const imports = sqliteTable(
  'imports',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    source: text().notNull(),
    /** Base name, for people. */
    file: text().notNull(),
    /** SHA-256 over the size and the first and last 64 kB: the same file under another name is the same file. */
    fingerprint: text().notNull(),
    /** Bytes. */
    size: integer().notNull(),
    /** Byte after the last committed record. */
    offset: integer().notNull().default(0),
    /** Line, or record in a JSON array, after the last committed one. */
    row: integer().notNull().default(0),
    read: integer().notNull().default(0),
    inserted: integer().notNull().default(0),
    updated: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    merged: integer().notNull().default(0),
    rejected: integer().notNull().default(0),
    /** Milliseconds since 1970; null while under way. */
    finishedAt: integer('finished_at'),
  },
  (table) => [uniqueIndex('imports_file').on(table.source, table.fingerprint)],
)

/** One mining of all tickets. */
export const runs = sqliteTable('runs', {
  id: integer().primaryKey({ autoIncrement: true }),
  /** The "now" of its trends: the newest ticket's day unless given, `YYYY-MM-DD`. */
  asOf: text('as_of').notNull(),
  tickets: integer().notNull(),
  topics: integer().notNull(),
  gaps: integer().notNull(),
  /** Tickets in gaps. */
  open: integer().notNull(),
  /** Thresholds of a gap: tickets and people within a number of days. */
  settings: text({ mode: 'json' }).$type<{ minTickets: number; minCustomers: number; days: number }>(),
  changes: text({ mode: 'json' }).$type<GapChange[]>().notNull().default([]),
  terms: text({ mode: 'json' }).$type<UncoveredTerm[]>().notNull().default([]),
  words: text({ mode: 'json' }).$type<UncoveredWord[]>().notNull().default([]),
  /** Tickets that ask nothing, by why: thanks, too little, absence, sales. They are in no topic. */
  leftOut: text('left_out', { mode: 'json' }).$type<Record<string, number>>().notNull().default({}),
})

/** A topic that no article answers well enough. Decisions about it are in app.db under the same id. */
export const gaps = sqliteTable(
  'gaps',
  {
    /** Stays the same from run to run while the gap shares half of its tickets with its earlier self. */
    id: text().primaryKey(),
    /** The last run that found it; older than the newest run: no longer a gap. */
    run: integer().notNull(),
    /** 1 = first in that run's list. */
    rank: integer().notNull(),
    kind: text().notNull(),
    /** In a customer's words, redacted. */
    title: text().notNull(),
    keywords: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** Questions: tickets and signals. */
    volume: integer().notNull(),
    /** Volume by kind: `ticket`, `search`, `unclicked`, `nothing-fits`, `flag`, `vote`. Empty in runs of an older version. */
    asked: text({ mode: 'json' }).$type<Record<string, number>>().notNull().default({}),
    /** Distinct customers among them. */
    customers: integer().notNull(),
    /** Questions and people within the days of the run's settings. Null in runs of an older version. */
    recent: text({ mode: 'json' }).$type<{ volume: number; customers: number }>(),
    /** 1 usual … 5: what an unanswered question costs, from the profiles of those who ask. */
    value: real().notNull().default(1),
    /** Recent rate over earlier rate, smoothed: 1 = steady. */
    trend: real().notNull(),
    /** Tickets in each of the last 12 weeks, oldest first. */
    weeks: text({ mode: 'json' }).$type<number[]>().notNull(),
    /** `YYYY-MM-DD` */
    firstSeen: text('first_seen'),
    lastSeen: text('last_seen'),
    /** Tickets by language. */
    languages: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
    /** The topics it was joined from, one a language, the largest first; empty when it is asked in one language. */
    parts: text({ mode: 'json' }).$type<readonly GapPart[]>().notNull().default([]),
    segments: text({ mode: 'json' }).$type<SegmentLift[]>().notNull(),
    /** Tickets by channel. */
    channels: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
    nearest: text({ mode: 'json' }).$type<NearestArticle | null>(),
    /** Of the nearest article's readers; null without votes. */
    votes: text({ mode: 'json' }).$type<VoteCount | null>(),
    /** What the list is ordered by. */
    score: real().notNull(),
    samples: text({ mode: 'json' }).$type<GapSample[]>().notNull(),
  },
  (table) => [index('gaps_run').on(table.run, table.rank)],
)

/** Gaps for which there is an article, found again or not: do contacts about them become fewer? */
export const followUps = sqliteTable('follow_ups', {
  gap: text().primaryKey(),
  run: integer().notNull(),
  article: text().notNull(),
  /** Day of the article's last change or of the decision that linked it, `YYYY-MM-DD`. */
  since: text().notNull(),
  /** Contacts a week in the twelve weeks before that day. */
  before: real().notNull(),
  /** … and since; null while four weeks have not passed. */
  after: real(),
  /** What the verdict rests on: tickets a week around the article's day. Null in rows of an older version. */
  weeks: text({ mode: 'json' }).$type<WeeklyCounts>(),
})

export const gapTickets = sqliteTable(
  'gap_tickets',
  { gap: text().notNull(), ticket: text().notNull() },
  (table) => [
    primaryKey({ columns: [table.gap, table.ticket] }),
    index('gap_tickets_ticket').on(table.ticket),
  ],
)

/**
 * How many customers of each segment asked what an article answers or what a gap holds, as of the newest mining.
 * Exactly one of `article` and `gap` is set. A segment nobody wrote from has no rows.
 */
export const segmentAsks = sqliteTable(
  'segment_asks',
  {
    segment: text().notNull(),
    /** Language of the tickets: `tr`. */
    locale: text().notNull(),
    article: text(),
    gap: text(),
    /** Distinct customers of the segment who asked it in this language … */
    customers: integer().notNull(),
    /** … out of all its customers who wrote in this language. */
    of: integer().notNull(),
    /** The same share among all customers, whatever their segment: 0 … 1. */
    usual: real().notNull(),
    /** Of the segment's tickets about it, `YYYY-MM-DD`; null without dates. */
    firstDay: text('first_day'),
    lastDay: text('last_day'),
  },
  (table) => [index('segment_asks_segment').on(table.segment, table.locale)],
)

export type TicketRow = typeof tickets.$inferSelect
export type ImportRow = typeof imports.$inferSelect
export type GapRow = typeof gaps.$inferSelect
export type FollowUpRow = typeof followUps.$inferSelect
export type RunRow = typeof runs.$inferSelect
export type SegmentAskRow = typeof segmentAsks.$inferSelect
