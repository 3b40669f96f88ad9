import { eq } from 'drizzle-orm'
import { type Folders, migrations } from '#api/storage/folders.ts'
import { CannotOpen, openStore } from '#api/storage/open.ts'
import { decisions, signals } from '#api/storage/staff-schema.ts'
import type { GapDecision } from './write-report.ts'

/** What people said on the site and at the desk that mining and its report need. */
export interface FromApp {
  readonly decisions: readonly GapDecision[]
  /** Texts for which an agent found nothing that fits, redacted. */
  readonly nothingFits: readonly (typeof signals.$inferSelect)[]
}

/** Reads app.db without ever writing it; before the first start there is none, and nothing was said. */
export async function readApp({ appDb, appUrl }: Pick<Folders, 'appDb' | 'appUrl'>): Promise<FromApp> {
  const nothing: FromApp = { decisions: [], nothingFits: [] }
  try {
    const store = await openStore({ file: appDb, url: appUrl, migrations: migrations.app, writer: false })
    try {
      const fits = eq(signals.kind, 'nothing-fits')
      return {
        decisions: await store.db.select().from(decisions).orderBy(decisions.id),
        nothingFits: await store.db.select().from(signals).where(fits).orderBy(signals.id),
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
