import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import { openStore, type Store } from '#api/storage/store.ts'

/** The application's database alone, in a folder of its own, until the test is over. */
export async function appStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-'))
  const store = await openStore({ file: join(folder, 'app.db'), migrations: migrations.app, writer: true })
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return store
}
