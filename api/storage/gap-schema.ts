import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { staff } from './staff-schema.ts'

/** A customer of a gap who was told that it is answered; each is told once. */
export const told = sqliteTable(
  'told',
  {
    gap: text('gap').notNull(),
    /** Customer key. */
    customer: text('customer').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.gap, table.customer] })],
)

/** Filters of the list of gaps that a person keeps under a name. */
export const views = sqliteTable(
  'views',
  {
    staff: text('staff')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** As in the list's address: `state=open&sort=growth`. */
    query: text('query').notNull(),
    created: integer('created').notNull(),
  },
  (table) => [primaryKey({ columns: [table.staff, table.name] })],
)
