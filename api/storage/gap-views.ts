import { and, asc, eq } from 'drizzle-orm'
import { views } from './gap-schema.ts'
import type { Store } from './store.ts'

export interface GapView {
  readonly name: string
  /** As in the list's address. */
  readonly query: string
}

/** Views of one person: more are a list of their own to search. */
export const mostViews = 30

/** Filters of the list of gaps that this person keeps, oldest first. */
export function viewsOf({ db }: Store, staff: string): Promise<GapView[]> {
  return db
    .select({ name: views.name, query: views.query })
    .from(views)
    .where(eq(views.staff, staff))
    .orderBy(asc(views.created))
    .limit(mostViews)
}

/** Keeps filters under a name; the same name again replaces them. */
export async function keepView({ db, write }: Store, staff: string, view: GapView): Promise<void> {
  await write([
    db
      .insert(views)
      .values({ staff, ...view, created: Date.now() })
      .onConflictDoUpdate({ target: [views.staff, views.name], set: { query: view.query } }),
  ])
}

export async function dropView({ db, write }: Store, staff: string, name: string): Promise<void> {
  await write([db.delete(views).where(and(eq(views.staff, staff), eq(views.name, name)))])
}
