import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** How far the tries of one kind from one place, account or visitor reach into the future; see limits.ts. */
export const limits = sqliteTable('limits', {
  /** A keyed hash: neither an address nor a name is stored. */
  key: text('key').primaryKey(),
  /** Milliseconds since 1970; a row in the past says the same as none. */
  until: integer('until').notNull(),
})
