import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Facts } from '#core/visitor.ts'

// Times are milliseconds since 1970; the staff's tables are in staff-schema.ts.
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

/** What was looked for, for the gaps; redacted, and nobody's when the browser asks not to be followed. */
export const searches = sqliteTable(
  'searches',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    at: integer('at').notNull(),
    query: text('query').notNull(),
    locale: text('locale').notNull(),
    /** Results found; 0 is a signal. */
    total: integer('total').notNull(),
    segments: text('segments', { mode: 'json' }).$type<string[]>().notNull(),
    visitor: text('visitor'),
  },
  (table) => [index('searches_at').on(table.at)],
)
