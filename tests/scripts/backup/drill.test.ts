import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { folders, migrations } from '#api/settings/folders.ts'
import { readSecrets } from '#api/settings/secrets.ts'
import { votes } from '#api/storage/app-schema.ts'
import { openStore, type Store } from '#api/storage/store.ts'
import { restoreBackup } from '#scripts/backup/restore-backup.ts'
import { takeBackup } from '#scripts/backup/take-backup.ts'

/** An installation with both databases, and an empty folder beside it. */
async function house(): Promise<{ where: ReturnType<typeof folders>; app: Store; aside: string }> {
  const root = mkdtempSync(join(tmpdir(), 'kindred-drill-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const where = folders({ KINDRED_DATA: join(root, 'data') })
  readSecrets(where.secrets, undefined)
  const app = await openStore({ file: where.appDb, migrations: migrations.app, writer: true })
  const tickets = await openStore({ file: where.ticketsDb, migrations: migrations.tickets, writer: true })
  await tickets.close()
  return { where, app, aside: join(root, 'backups') }
}

const vote = (app: Store, visitor: string) =>
  app.write([
    app.db.insert(votes).values({
      ...{ visitor, article: 'a/b', locale: 'en', helpful: true, segments: [] },
      ...{ createdAt: 1, updatedAt: 1 },
    }),
  ])

const visitors = async (app: Store) =>
  (await app.db.select().from(votes)).map(({ visitor }) => visitor).sort()
const now = new Date('2026-11-30T10:00:00Z')

test('restore drill: what was written before the backup is there, what came after is not, on an empty folder', async () => {
  const { where, app, aside } = await house()
  for (let n = 0; n < 50; n++) await vote(app, `before-${n}`)
  // The server goes on writing meanwhile.
  const writing = Promise.all(Array.from({ length: 50 }, (_, n) => vote(app, `during-${n}`)))
  const { folder, manifest } = await takeBackup(where, aside, now)
  await writing
  await vote(app, 'after')
  await app.close()
  expect(readdirSync(folder).sort()).toEqual(['app.db', 'manifest.json', 'secrets.json', 'tickets.db'])
  const counted = manifest.files['app.db']?.rows?.['votes'] ?? 0
  expect(counted).toBeGreaterThanOrEqual(50)

  const elsewhere = folders({ KINDRED_DATA: `${aside}-restored` })
  await restoreBackup(folder, elsewhere, { replace: false, now })
  const restored = await openStore({ file: elsewhere.appDb, migrations: migrations.app, writer: true })
  const there = await visitors(restored)
  await restored.close()
  expect(there).toHaveLength(counted)
  expect(there.filter((one) => one.startsWith('before-'))).toHaveLength(50)
  expect(there).not.toContain('after')
  expect(readFileSync(elsewhere.secrets, 'utf8')).toBe(readFileSync(where.secrets, 'utf8'))
})

test('a restore takes nobody’s place: not a running server’s, not what is there, unless that is kept beside', async () => {
  const { where, app, aside } = await house()
  const { folder } = await takeBackup(where, aside, now)
  await vote(app, 'later')
  const over = (replace: boolean) => restoreBackup(folder, where, { replace, now })
  await expect(over(true)).rejects.toThrow(/app\.db is in use by another Kindred process/)
  await app.close()
  await expect(over(false)).rejects.toThrow(/has app\.db.* already\. With --replace/)
  await over(true)
  const [kept] = readdirSync(where.data).filter((name) => name.startsWith('before-'))
  const old = await openStore({
    ...{ file: join(where.data, kept!, 'app.db'), migrations: migrations.app, writer: false },
  })
  expect(await visitors(old)).toEqual(['later'])
  await old.close()
})

test('a backup that is damaged, half or missing a file is refused before anything is touched', async () => {
  const { where, app, aside } = await house()
  await vote(app, 'one')
  await app.close()
  const empty = folders({ KINDRED_DATA: `${aside}-restored` })
  const { folder } = await takeBackup(where, aside, now)
  const restore = () => restoreBackup(folder, empty, { replace: true, now })
  const bytes = readFileSync(join(folder, 'app.db'))
  bytes[5000] = (bytes[5000] ?? 0) ^ 0xff
  writeFileSync(join(folder, 'app.db'), bytes)
  await expect(restore()).rejects.toThrow(/checksum differs|damaged/)
  truncateSync(join(folder, 'secrets.json'), 3)
  rmSync(join(folder, 'app.db'))
  await expect(restore()).rejects.toThrow(/has no app\.db/)
  rmSync(join(folder, 'manifest.json'))
  await expect(restore()).rejects.toThrow(/is not a whole backup/)
  await expect(takeBackup(where, aside, now)).rejects.toThrow(/is there already/)
})
