import { eq } from 'drizzle-orm'
import { change } from './staff-change.ts'
import { staff } from './staff-schema.ts'
import type { Store } from './store.ts'

/** Language and time zone of the staff area for one person; null: the browser's. */
export function changeSettings(
  store: Store,
  { id, language, timezone }: { id: string; language: string | null; timezone: string | null },
): Promise<void> {
  return change(store, () => ({
    value: undefined,
    write: {
      queries: [store.db.update(staff).set({ language, timezone }).where(eq(staff.id, id))],
      entry: { by: id, what: 'settings.changed', object: id },
    },
  }))
}
