import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Times are milliseconds since 1970.

/** What somebody wrote by the contact form, redacted: a ticket for the miner. */
export const messages = sqliteTable(
  'messages',
  {
    /** Keyed hash of the attempt, the address and the text: sent twice, it is stored once. */
    id: text('id').primaryKey(),
    at: integer('at').notNull(),
    /** Redacted before it comes here. */
    text: text('text').notNull(),
    locale: text('locale').notNull(),
    /** The writer's segments then, strongest first. */
    segments: text('segments', { mode: 'json' }).$type<string[]>().notNull(),
    /** Keyed hash of their e-mail address; null when nobody answers, so none is asked for. */
    customer: text('customer'),
    /** Null with GPC or DNT. */
    visitor: text('visitor'),
    /** Articles they read in the half hour before, newest last. */
    read: text('read', { mode: 'json' }).$type<string[]>().notNull(),
    /** When it had been forwarded whole; null while it waits, or when it goes nowhere. */
    delivered: integer('delivered'),
    /** When the whole text was given up because nobody took it in time. */
    expired: integer('expired'),
  },
  (table) => [index('messages_at').on(table.at)],
)

/** Whole messages on their way; a row goes on delivery or when its time is over. */
export const outbox = sqliteTable(
  'outbox',
  {
    message: text('message').primaryKey(),
    /** AES-256-GCM under the installation's secret. */
    sealed: text('sealed').notNull(),
    tries: integer('tries').notNull().default(0),
    /** Not tried before. */
    next: integer('next').notNull(),
    /** Given up then. */
    expires: integer('expires').notNull(),
    /** Why the last try failed, without the receiver's words. */
    fault: text('fault'),
  },
  (table) => [index('outbox_next').on(table.next)],
)

/** A contact form that was shown articles while it was filled in, and what came of it: deflection. */
export const attempts = sqliteTable(
  'contact_attempts',
  {
    /** 128 random bits, made with the page: they say nothing of who wrote. */
    key: text('key').primaryKey(),
    at: integer('at').notNull(),
    locale: text('locale').notNull(),
    segments: text('segments', { mode: 'json' }).$type<string[]>().notNull(),
    /** The first suggestion that was opened, and when. */
    opened: text('opened'),
    openedAt: integer('opened_at'),
    /** "That answered it", and for which article: explicit deflection. */
    answered: text('answered'),
    answeredAt: integer('answered_at'),
    /** When the message was sent all the same. Opened and never sent is implicit deflection. */
    sentAt: integer('sent_at'),
  },
  (table) => [index('contact_attempts_at').on(table.at)],
)
