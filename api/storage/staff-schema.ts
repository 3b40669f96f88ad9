import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Traits } from '#content/model/trait.ts'

/** All instants are milliseconds since 1970, UTC. All ids and tokens at rest are SHA-256, lower-case hex. */

export const roles = ['agent', 'writer', 'manager', 'admin'] as const
export type Role = (typeof roles)[number]

export const staff = sqliteTable('staff', {
  id: text('id').primaryKey(),
  /** Lower case, trimmed. */
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  role: text('role', { enum: roles }).notNull(),
  /** Argon2id in PHC form. */
  password: text('password').notNull(),
  created: integer('created').notNull(),
  /** Language of the staff area for this person; null: the browser's. */
  language: text('language'),
  /** IANA zone in which this person reads times; null: the browser's. */
  timezone: text('timezone'),
  /** Secret of the one-time codes (RFC 6238), sealed with the server's own; null: the password alone. */
  totp: text('totp'),
  /** Time step of the last code that was taken, so that none is taken twice. */
  totpStep: integer('totp_step'),
  /** SHA-256 of the recovery codes that are left. */
  recovery: text('recovery', { mode: 'json' }).$type<string[]>(),
  /** `issuer subject` at the OpenID provider, once somebody has signed in by it. */
  external: text('external').unique(),
})

export const sessions = sqliteTable(
  'sessions',
  {
    /** SHA-256 of the secret in the cookie: a stolen database opens nothing. */
    id: text('id').primaryKey(),
    staff: text('staff')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    expires: integer('expires').notNull(),
    /** When the person signed in; nothing lives longer than seven days after it. */
    created: integer('created').notNull(),
    /** "Firefox, Linux": for the person who looks which of their sessions this is. */
    device: text('device'),
  },
  (table) => [index('sessions_staff').on(table.staff)],
)

export const invitations = sqliteTable('invitations', {
  /** SHA-256 of the token in the link. */
  id: text('id').primaryKey(),
  email: text('email').notNull(),
  /** Fixed when the invitation is made; the person who joins cannot choose it. */
  role: text('role', { enum: roles }).notNull(),
  /** Staff id, or `command` for one printed by `npm run staff`. */
  by: text('by').notNull(),
  created: integer('created').notNull(),
  expires: integer('expires').notNull(),
  used: integer('used'),
})

export const resets = sqliteTable('resets', {
  /** SHA-256 of the token in the link. */
  id: text('id').primaryKey(),
  staff: text('staff')
    .notNull()
    .references(() => staff.id, { onDelete: 'cascade' }),
  /** Staff id, or `command` for one printed by `npm run staff`. */
  by: text('by').notNull().default('command'),
  created: integer('created').notNull(),
  expires: integer('expires').notNull(),
  used: integer('used'),
})

export const customers = sqliteTable(
  'customers',
  {
    /** Keyed hash of the e-mail address (customer-key.ts); the address itself is not stored. */
    key: text('key').primaryKey(),
    external: text('external'),
    locale: text('locale'),
    traits: text('traits', { mode: 'json' }).$type<Traits>().notNull(),
    /** Whether they agreed to be written to, as the file of customers says; without a word they did not. */
    contactOk: integer('contact_ok', { mode: 'boolean' }).notNull().default(false),
    updated: integer('updated').notNull(),
  },
  (table) => [index('customers_external').on(table.external)],
)

export const gapDecisions = [
  'assign',
  'unassign',
  'link',
  'dismiss',
  'draft',
  'withdraw',
  'snooze',
  'merge',
  'product',
  'separate',
  'reopen',
  'undo',
] as const
export type GapDecision = (typeof gapDecisions)[number]

/** What people decided about gaps, in order; the state of a gap is derived from these rows and the library. */
export const decisions = sqliteTable(
  'decisions',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    gap: text('gap').notNull(),
    /** Id of the gap's decision before this one, 0 for its first. */
    after: integer('after').notNull().default(0),
    decision: text('decision', { enum: gapDecisions }).notNull(),
    /** Staff id of who decided. */
    by: text('by').notNull(),
    at: integer('at').notNull(),
    reason: text('reason'),
    /** Of `assign`: staff id of the writer. */
    writer: text('writer'),
    /** Of `link` and `draft`: article id. */
    article: text('article'),
    /** Of `draft`: its locale. */
    locale: text('locale'),
    /** Of `dismiss`: the gap's questions then; it comes back when they have doubled. */
    volume: integer('volume'),
    /** Of `snooze`: the day it comes back, `YYYY-MM-DD`. */
    until: text('until'),
    /** Of `merge`: the gap that holds this one's questions. */
    target: text('target'),
    /** Of `separate`: the topic that was taken out of the gap, known to the next minings by its tickets. */
    part: text('part', { mode: 'json' }).$type<{
      language: string
      title: string
      tickets: readonly string[]
    }>(),
    /** Of `draft`: SHA-256 of the file as written, so that only an untouched one is removed again. */
    digest: text('digest'),
  },
  // Two decisions after the same one would be two writers who did not see each other.
  (table) => [uniqueIndex('decisions_after').on(table.gap, table.after)],
)

/** An agent shared an article. */
export const links = sqliteTable('links', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  article: text('article').notNull(),
  locale: text('locale').notNull(),
  /** Customer key, when one was looked up. */
  customer: text('customer'),
  /** The customer's segments at that moment. */
  segments: text('segments', { mode: 'json' }).$type<string[]>().notNull().default([]),
  by: text('by').notNull(),
  at: integer('at').notNull(),
  /** What the link carries instead of a name (link-reference.ts); null: shared before links carried one. */
  reference: text('reference').unique(),
  /** When somebody first opened it, and when somebody last came back to it. */
  opened: integer('opened'),
  returned: integer('returned'),
})

/** A link that opens one article to one customer alone, whatever segment they match. */
export const customerLinks = sqliteTable(
  'customer_links',
  {
    /** 128 random bits, base64url; the link carries them with a signature. */
    id: text('id').primaryKey(),
    article: text('article').notNull(),
    /** Customer key. */
    customer: text('customer').notNull(),
    /** Staff id. */
    by: text('by').notNull(),
    created: integer('created').notNull(),
    expires: integer('expires').notNull(),
    revoked: integer('revoked'),
  },
  (table) => [index('customer_links_customer').on(table.customer)],
)

export const signalKinds = ['nothing-fits', 'flag'] as const
export type SignalKind = (typeof signalKinds)[number]

/** An agent says that something is missing or wrong; the miner reads these beside the tickets. */
export const signals = sqliteTable('signals', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  kind: text('kind', { enum: signalKinds }).notNull(),
  /** Redacted before it is written. */
  text: text('text').notNull(),
  article: text('article'),
  customer: text('customer'),
  /** The customer's segments at that moment. */
  segments: text('segments', { mode: 'json' }).$type<string[]>().notNull(),
  locale: text('locale'),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

export const inboxAnswers = ['fixed', 'will-write', 'not-us'] as const
export type InboxAnswer = (typeof inboxAnswers)[number]

/** What writers answered to what agents and readers said; the newest row about an item holds. */
export const inbox = sqliteTable(
  'inbox',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** `signal:7`, `vote:<visitor>:<article>`, `search:<locale>:<query>` */
    item: text('item').notNull(),
    /** Null: opened again. */
    answer: text('answer', { enum: inboxAnswers }),
    /** Of `will-write`: the gap it becomes part of. */
    gap: text('gap'),
    by: text('by').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('inbox_item').on(table.item)],
)

/** A secret by which another system asks the staff API, within its scopes. */
export const apiKeys = sqliteTable('api_keys', {
  /** SHA-256 of the secret: shown once, when it is made. */
  id: text('id').primaryKey(),
  /** What it is for, in the admin's words. */
  name: text('name').notNull(),
  scopes: text('scopes', { mode: 'json' }).$type<string[]>().notNull(),
  by: text('by').notNull(),
  created: integer('created').notNull(),
  /** Day of the last use, so that a key nobody uses is seen; milliseconds. */
  used: integer('used'),
  revoked: integer('revoked'),
})

/** Who did what to what, append-only; each row holds the hash of the row before it. */
export const audit = sqliteTable(
  'audit',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    at: integer('at').notNull(),
    /** Staff id, or `command`, or `nobody` for somebody who is not signed in. */
    by: text('by').notNull(),
    what: text('what').notNull(),
    object: text('object').notNull(),
    detail: text('detail', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    previous: text('previous').notNull(),
    /** SHA-256 over `previous` and this row's own fields. */
    hash: text('hash').notNull(),
  },
  // Two rows after the same row would be two histories.
  (table) => [uniqueIndex('audit_previous').on(table.previous)],
)
