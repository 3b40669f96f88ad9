import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Facts } from '#core/visitor.ts'

// Times are milliseconds since 1970; the staff's tables are in staff-schema.ts.
export * from './contact-schema.ts'
export * from './gap-schema.ts'
export * from './limits-schema.ts'
export * from './staff-schema.ts'

/** A visitor who chose, was identified or voted; nobody is written down for reading. */
export const visitors = sqliteTable(
  'visitors',
  {
    /** SHA-256 of the cookie, so that a stolen database opens nothing. */
    id: text('id').primaryKey(),
    /** The host product's name for the customer (`sub`), once a token named them. */
    customer: text('customer'),
    /** Whether {@link choice} means anything: null with `chosen` is "the usual order". */
    chosen: integer('chosen', { mode: 'boolean' }).notNull().default(false),
    choice: text('choice'),
    facts: text('facts', { mode: 'json' }).$type<Facts>().notNull(),
    /** Article ids, newest last; kept only without GPC and DNT. */
    read: text('read', { mode: 'json' }).$type<string[]>().notNull(),
    createdAt: integer('created_at').notNull(),
    seenAt: integer('seen_at').notNull(),
  },
  (table) => [index('visitors_customer').on(table.customer), index('visitors_seen').on(table.seenAt)],
)

/** Identity tokens already exchanged: each is good once. */
export const usedTokens = sqliteTable(
  'used_tokens',
  { jti: text('jti').primaryKey(), expiresAt: integer('expires_at').notNull() },
  (table) => [index('used_tokens_expires').on(table.expiresAt)],
)

/** "Was this helpful?", once per visitor and article. */
export const votes = sqliteTable(
  'votes',
  {
    visitor: text('visitor').notNull(),
    article: text('article').notNull(),
    locale: text('locale').notNull(),
    helpful: integer('helpful', { mode: 'boolean' }).notNull(),
    /** The answer was "Partly": not helpful in shares, and no reproach to the article. */
    partly: integer('partly', { mode: 'boolean' }).notNull().default(false),
    /** Redacted before it comes here. */
    comment: text('comment'),
    /** Segments of the visitor then, strongest first. */
    segments: text('segments', { mode: 'json' }).$type<string[]>().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.visitor, table.article] }),
    index('votes_article').on(table.article, table.locale),
  ],
)

/**
 * What ordered the results of a search besides its words: what the reader said, or the link they came by. None of it
 * hides an article, so {@link searches.total} 0 means the whole library, untranslated articles included: by that a search
 * in vain is a sign of a missing article. `scripts/mining/io/signals.ts` must leave out those that a filter caused.
 */
export interface SearchFilters {
  /** "I'm here as …": a segment, or null for the usual order; absent when never said. */
  readonly choice?: string | null
  /** The segment of the link they came by. */
  readonly link?: string
  /** In the control group, which gets the usual order. */
  readonly heldOut?: true
}

/**
 * What was looked for and what came of it, for the gaps; redacted, and nobody's when the browser asks not to be
 * followed. What came of it is reported by the page that showed the results, which alone knows {@link searches.key}.
 */
export const searches = sqliteTable(
  'searches',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** 128 random bits, made for this one search: they say nothing of who searched. Null in older rows. */
    key: text('key'),
    at: integer('at').notNull(),
    query: text('query').notNull(),
    locale: text('locale').notNull(),
    /** Results found; 0 is a signal. */
    total: integer('total').notNull(),
    segments: text('segments', { mode: 'json' }).$type<string[]>().notNull(),
    filters: text('filters', { mode: 'json' }).$type<SearchFilters>().notNull().default({}),
    visitor: text('visitor'),
    /** The page reported that the results are seen and that it reports clicks: no robot, no reader without script. */
    shown: integer('shown', { mode: 'boolean' }).notNull().default(false),
    /** The first result that was opened: its article, its place from 1, and when. */
    opened: text('opened'),
    openedRank: integer('opened_rank'),
    openedAt: integer('opened_at'),
    /** When the reader searched again from the results: then the later search speaks for both. */
    refinedAt: integer('refined_at'),
  },
  (table) => [
    index('searches_at').on(table.at),
    index('searches_visitor').on(table.visitor),
    uniqueIndex('searches_key').on(table.key),
  ],
)
