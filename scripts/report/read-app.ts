import { type Folders, migrations } from '#api/settings/folders.ts'
import { CannotOpen } from '#api/storage/faults.ts'
import { decisions } from '#api/storage/staff-schema.ts'
import { openStore } from '#api/storage/store.ts'
import type { GapDecision } from './write.ts'

/** What people decided about gaps. */
export interface FromApp {
  readonly decisions: readonly GapDecision[]
}

/** Reads app.db without ever writing it; before the first start there is none, and nothing was said. */
export async function readApp({ appDb, appUrl }: Pick<Folders, 'appDb' | 'appUrl'>): Promise<FromApp> {
  const nothing: FromApp = { decisions: [] }
  try {
    const store = await openStore({ file: appDb, url: appUrl, migrations: migrations.app, writer: false })
    try {
      return {
        decisions: await store.db.select().from(decisions).orderBy(decisions.id),
      }
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof CannotOpen || /no such table/.test(String((error as Error).cause ?? error)))
      return nothing
    throw error
  }
}
