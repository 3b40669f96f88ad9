import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import * as schema from '#api/storage/app-schema.ts'
import { customers, searches, visitors, votes } from '#api/storage/app-schema.ts'
import { customerKey } from '#api/storage/customer-key.ts'
import { eraseCustomer, eraseTickets } from '#api/storage/erase-customer.ts'
import { forgetOldAudit, forgetOldTickets } from '#api/storage/retention.ts'
import { brokenAt, change } from '#api/storage/staff-change.ts'
import { audit, links, signals } from '#api/storage/staff-schema.ts'
import { openStore, type Store } from '#api/storage/store.ts'
import { tickets } from '#api/storage/tickets-schema.ts'
import { freshVisitor } from '#api/storage/visitors.ts'

const secret = Buffer.alloc(32, 3)
const key = customerKey('kate@example.com', secret)
const day = 86_400_000

async function store(name: 'app' | 'tickets'): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-erase-'))
  const opened = await openStore({
    ...{ file: join(folder, `${name}.db`), migrations: migrations[name], writer: true },
  })
  onTestFinished(async () => {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return opened
}

test('every table that names a customer or a visitor is one that erasing looks into', () => {
  const naming = Object.values(schema as Record<string, unknown>)
    .filter((one): one is SQLiteTable => is(one, SQLiteTable))
    .map((table) => getTableConfig(table))
    .filter(({ columns }) => columns.some(({ name }) => name === 'customer' || name === 'visitor'))
    .map(({ name }) => name)
  expect(naming.sort()).toEqual([
    'customer_links',
    'links',
    'messages',
    'searches',
    'signals',
    'told',
    'visitors',
    'votes',
  ])
})

test('a customer goes from both databases by address or by number, and nobody else does', async () => {
  const [app, mined] = [await store('app'), await store('tickets')]
  const { db } = app
  const row = (id: string, external: string) => ({ ...freshVisitor(id, 1), customer: external })
  const vote = (visitor: string) => ({
    ...{ visitor, article: 'a/b', locale: 'en', helpful: true, segments: [] },
    ...{ createdAt: 1, updatedAt: 1 },
  })
  const search = { at: 1, query: 'words', locale: 'en', total: 0, segments: [] }
  await app.write([
    db.insert(customers).values([
      { key, external: 'm-1', traits: {}, updated: 1 },
      { key: 'other', external: 'm-2', traits: {}, updated: 1 },
    ]),
    db.insert(visitors).values([row('v1', 'm-1'), row('v2', 'm-2')]),
    db.insert(votes).values([vote('v1'), vote('v2')]),
    db.insert(searches).values([
      { ...search, visitor: 'v1' },
      { ...search, visitor: 'v2' },
    ]),
    db.insert(links).values({ article: 'a/b', locale: 'en', customer: key, by: 's', at: 1 }),
    db.insert(signals).values({ kind: 'flag', text: 'x', customer: key, segments: [], by: 's', at: 1 }),
  ])
  const ticket = (id: string, customer: string) => ({
    ...{ id, source: 'x', account: '', externalId: id, subject: '', body: 'words', tags: [], traits: {} },
    ...{ createdAt: '2026-11-01T00:00:00Z', updatedAt: '2026-11-01T00:00:00Z', customer, digest: id },
  })
  await mined.write([mined.db.insert(tickets).values([ticket('t1', key), ticket('t2', 'other')])])

  const { rows, keys } = await eraseCustomer(app, { external: 'm-1', by: 'command' })
  expect(rows).toMatchObject({ customers: 1, visitors: 1, votes: 1, links: 1, signals: 1 })
  expect(keys).toEqual([key])
  expect(await eraseTickets(mined, keys)).toEqual({ tickets: 1 })
  expect((await db.select().from(visitors)).map(({ id }) => id)).toEqual(['v2'])
  expect((await db.select().from(votes)).map(({ visitor }) => visitor)).toEqual(['v2'])
  expect((await db.select().from(searches)).map(({ visitor }) => visitor)).toEqual([null, 'v2'])
  expect((await mined.db.select().from(tickets)).map(({ id }) => id)).toEqual(['t2'])
  expect(JSON.stringify(await db.select().from(audit))).not.toMatch(/m-1|kate/)
})

test('audit lines of more than a year go and the chain of the rest still holds, until somebody changes it', async () => {
  const app = await store('app')
  for (let n = 0; n < 4; n++)
    await change(app, () => ({
      value: n,
      write: { queries: [], entry: { by: 'command', what: 'site.published', object: String(n) } },
    }))
  const later = Date.now() + 366 * day
  expect(await forgetOldAudit(app, later)).toBe(3)
  expect((await app.db.select().from(audit)).map(({ object }) => object)).toEqual(['3', 'audit'])
  expect(await brokenAt(app)).toBeUndefined()
  expect(await forgetOldAudit(app, later)).toBe(1)
  expect(await brokenAt(app)).toBeUndefined()
  await app.write([app.db.update(audit).set({ what: 'x.forged' }).where(eq(audit.what, 'audit.forgotten'))])
  expect(await brokenAt(app)).toBeDefined()
})

test('tickets past their days go with what gaps quote of them', async () => {
  const mined = await store('tickets')
  const ticket = (id: string, createdAt: string) => ({
    ...{ id, source: 'x', account: '', externalId: id, subject: '', body: 'words', tags: [], traits: {} },
    ...{ createdAt, updatedAt: createdAt, customer: null, digest: id },
  })
  await mined.write([
    mined.db
      .insert(tickets)
      .values([ticket('old', '2026-05-01T00:00:00Z'), ticket('new', '2026-11-01T00:00:00Z')]),
  ])
  expect(await forgetOldTickets(mined, 180, new Date('2026-11-30T00:00:00Z'))).toBe(1)
  expect((await mined.db.select().from(tickets)).map(({ id }) => id)).toEqual(['new'])
})
