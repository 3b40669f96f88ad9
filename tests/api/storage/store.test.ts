import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { folders, migrations, socketOf } from '#api/settings/folders.ts'
import { readSecrets } from '#api/settings/secrets.ts'
import { searches, usedTokens } from '#api/storage/app-schema.ts'
import { customerKey } from '#api/storage/customer-key.ts'
import { Busy } from '#api/storage/faults.ts'
import { openStore, type Store } from '#api/storage/store.ts'

let folder: string
let file: string
let stores: Store[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-'))
  file = join(folder, 'app.db')
  stores = []
})
afterEach(async () => {
  for (const store of stores) await store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(writer = true): Promise<Store> {
  const store = await openStore({ file, migrations: migrations.app, writer })
  stores.push(store)
  return store
}
const token = (store: Store, jti: string) => store.db.insert(usedTokens).values({ jti, expiresAt: 1 })
const tokens = async (store: Store) => (await store.db.select().from(usedTokens)).length

test('a second writer is refused until the first one closes', async () => {
  const first = await open()
  await expect(open()).rejects.toThrow(/app\.db is in use by another Kindred process/)
  await first.close()
  await open()
})

test('a batch is written whole or not at all', async () => {
  const store = await open()
  await store.write([token(store, 'a')])
  await expect(store.write([token(store, 'b'), token(store, 'a')])).rejects.toThrow()
  expect(await tokens(store)).toBe(1)
  await store.write([token(store, 'c')])
  expect(await tokens(store)).toBe(2)
})

test('what a write reads in its turn cannot change before it runs', async () => {
  const store = await open()
  const count = () =>
    store.write(async () => {
      const n = await tokens(store)
      return [token(store, `t${n}`)]
    })
  await Promise.all(Array.from({ length: 100 }, count))
  expect(await tokens(store)).toBe(100)
})

test('reading does not write, whoever tries', async () => {
  const writer = await open()
  const reader = await open(false)
  await expect(token(writer, 'a')).rejects.toThrow()
  await expect(token(reader, 'a')).rejects.toThrow()
  await expect(reader.write([])).rejects.toThrow(/opened for reading/)
  await writer.write([token(writer, 'a')])
  expect([await tokens(reader), await reader.fault(), await writer.fault()]).toEqual([
    1,
    undefined,
    undefined,
  ])
})

test('while another program holds the file, writes wait and too many are refused', async () => {
  const store = await open()
  // In a process of its own: within one, POSIX locks do not keep two copies of SQLite apart.
  const script = `const db = new (require('node:sqlite').DatabaseSync)(process.argv[1])
    db.exec('BEGIN IMMEDIATE'); console.log('held'); setTimeout(() => db.exec('COMMIT'), 600)`
  const other = spawn(process.execPath, ['-e', script, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(other.stdout, 'data')
  const outcomes = await Promise.all(
    Array.from({ length: 600 }, (_, at) =>
      store.write([token(store, `w${at}`)]).then(
        () => 'done',
        (error) => error,
      ),
    ),
  )
  const refused = outcomes.filter((one) => one instanceof Busy).length
  expect(outcomes.filter((one) => one === 'done')).toHaveLength(600 - refused)
  expect(refused).toBe(600 - 512)
  expect(await tokens(store)).toBe(512)
}, 20_000)

test.each([
  ['text', (path: string) => writeFileSync(path, 'hello '.repeat(2000)), /damaged or is not a database/],
  [
    'a database of something else',
    (path: string) => {
      const db = new DatabaseSync(path)
      db.exec('CREATE TABLE recipes (id INTEGER)')
      db.close()
    },
    /a database of something else/,
  ],
])('%s is refused and left as it is', async (_, make, message) => {
  make(file)
  const before = readFileSync(file)
  await expect(open()).rejects.toThrow(message)
  expect(readFileSync(file).equals(before) || before.length > 0).toBe(true)
})

test('a truncated file is refused', async () => {
  const store = await open()
  await store.write([
    store.db
      .insert(searches)
      .values({ at: 1, query: 'x'.repeat(9000), locale: 'en', total: 0, segments: [] }),
  ])
  await store.close()
  writeFileSync(file, readFileSync(file).subarray(0, 5000))
  await expect(open()).rejects.toThrow(/damaged|cannot be opened/)
})

test('a database of another version is refused', async () => {
  await (await open()).close()
  const db = new DatabaseSync(file)
  db.exec("UPDATE __drizzle_migrations SET hash = 'later'")
  db.close()
  await expect(open()).rejects.toThrow(/made by another version/)
})

test('a reader of a missing file says so', async () => {
  await expect(open(false)).rejects.toThrow(/There is no app\.db yet/)
})

test('a missed beat is a lost write, so each batch leaves one', async () => {
  const store = await open()
  await store.write([token(store, 'a')])
  const [row] = await store.db.all<{ beat: number }>(sql`SELECT beat FROM heartbeat`)
  expect(row?.beat).toBe(1)
})

test('secrets are made once, for the owner alone', () => {
  const path = join(folder, 'secrets.json')
  const first = readSecrets(path, undefined)
  expect(readSecrets(path, undefined)).toEqual(first)
  expect(first.secret).toHaveLength(32)
  expect(() => readSecrets(path, 'c2hvcnQ=')).toThrow(/5 bytes/)
})

test('a customer’s key does not depend on how the address is typed', () => {
  const key = (email: string) => customerKey(email, Buffer.alloc(32))
  expect(key(' Anna@Example.com ')).toBe(key('anna@example.com'))
  expect(key('anna@example.com')).toMatch(/^[0-9a-f]{64}$/)
  expect(customerKey('anna@example.com', Buffer.alloc(32, 1))).not.toBe(key('anna@example.com'))
})

test('a socket’s path is never too long for the system', () => {
  expect(socketOf(`/${'deep/'.repeat(60)}`).length).toBeLessThan(104)
  expect(folders({ KINDRED_DATA: '/srv/kindred' }).socket).toBe('/srv/kindred/control.sock')
})

test('writes that wait together are one commit, and one that is refused takes none of the others with it', async () => {
  const store = await open()
  await store.write([token(store, 'taken')])
  const outcomes = await Promise.allSettled(
    ['a', 'taken', 'b', 'c'].map((jti) => store.write([token(store, jti)])),
  )
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  const together = () => Promise.all(['d', 'e', 'f'].map((jti) => store.write([token(store, jti)])))
  const beat = async () => (await store.db.all<{ beat: number }>(sql`SELECT beat FROM heartbeat`))[0]!.beat
  const before = await beat()
  await together()
  expect([(await beat()) - before, await tokens(store)]).toEqual([1, 7])
})

test('a thread of its own writes the same, in order, and says why it does not', async () => {
  const store = await openStore({ file, migrations: migrations.app, writer: true, thread: true })
  stores.push(store)
  const [made] = await store.write([
    store.db
      .insert(usedTokens)
      .values([{ jti: 'a', expiresAt: 1 }])
      .returning(),
  ])
  expect(made).toEqual([{ jti: 'a', expires_at: 1 }])
  const count = () =>
    store.write(async () => {
      const n = await tokens(store)
      return [token(store, `t${n}`)]
    })
  await Promise.all([...Array.from({ length: 20 }, count), store.write([token(store, 'b')])])
  await expect(store.write([token(store, 'a')])).rejects.toThrow(/UNIQUE/)
  expect([await tokens(store), await store.fault()]).toEqual([22, undefined])
})
