import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Busy } from '#api/storage/faults.ts'
import { sessions as rows, staff } from '#api/storage/staff-schema.ts'
import { hashed } from '#api/storage/staff-token.ts'
import type { Store } from '#api/storage/store.ts'
import { createSessions } from '#api/web/session.ts'
import { appStore } from '#tests/support/app-store.ts'

const hour = 3_600_000
const noon = Date.UTC(2026, 10, 23, 12)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon })
})
afterEach(() => {
  vi.useRealTimers()
})

const ann = {
  id: 'ann',
  email: 'ann@example.com',
  name: 'Ann',
  role: 'agent',
  language: 'tr',
  timezone: null,
} as const

/** Ann and Bo, both with the password "p". */
async function house() {
  const store = await appStore()
  const person = { ...ann, password: 'p', created: 0 }
  await store.write([
    store.db.insert(staff).values([person, { ...person, id: 'bo', email: 'bo@example.com', name: 'Bo' }]),
  ])
  const sessions = createSessions(store)
  const open = async (id: string, from?: Parameters<typeof sessions.open>[1]) =>
    (await sessions.open({ id, password: 'p' }, from))!.split(';')[0]!
  return { store, sessions, open }
}

const later = (ms: number) => vi.setSystemTime(noon + ms)

test('whoever signed in is known by their cookie, and only its hash is stored', async () => {
  const { store, sessions } = await house()
  const cookie = await sessions.open({ id: 'ann', password: 'p' })
  expect(cookie).toMatch(/^__Host-staff=[\w-]{43}; HttpOnly; Max-Age=43200; Path=\/; SameSite=Lax; Secure$/)
  expect(await sessions.read(cookie!.split(';')[0])).toEqual(ann)
  const secret = /=([\w-]{43})/.exec(cookie!)![1]!
  expect(await store.db.select().from(rows)).toEqual([
    { id: hashed(secret), staff: 'ann', created: noon, expires: noon + 12 * hour, device: null },
  ])
  for (const nobody of [undefined, null, '', `__Host-staff=${'x'.repeat(43)}`])
    expect(await sessions.read(nobody)).toBeUndefined()
})

test('no session opens on a password that has been changed since it was verified, nor for somebody who is gone', async () => {
  const { store, sessions } = await house()
  expect(await sessions.open({ id: 'ann', password: 'old' })).toBeUndefined()
  expect(await sessions.open({ id: 'nobody', password: 'p' })).toBeUndefined()
  expect(await store.db.select().from(rows)).toEqual([])
})

test('a database that cannot write is told as such, and not as a wrong password', async () => {
  const { store } = await house()
  const stuck: Store = { ...store, write: () => Promise.reject(new Busy('Full.')) }
  await expect(createSessions(stuck).open({ id: 'ann', password: 'p' })).rejects.toThrow('Full.')
})

test('a session that is used in its second half lasts twelve hours more, and the cookie with it', async () => {
  const { sessions, open } = await house()
  const cookie = await open('ann')
  later(6 * hour - 1)
  expect(await sessions.read(cookie)).not.toHaveProperty('cookie')
  later(6 * hour + 1)
  expect((await sessions.read(cookie))?.cookie).toMatch(new RegExp(`^${cookie}; .*Max-Age=43200`))
  later(18 * hour)
  expect(await sessions.read(cookie)).toMatchObject({ id: 'ann' })
})

test('a session that nobody uses for twelve hours ends', async () => {
  const { sessions, open } = await house()
  const cookie = await open('ann')
  later(12 * hour)
  expect(await sessions.read(cookie)).toBeUndefined()
})

test('however busy, a session ends seven days after its sign-in', async () => {
  const { sessions, open } = await house()
  const cookie = await open('ann')
  for (let at = 7; at < 168; at += 7) {
    later(at * hour)
    expect(await sessions.read(cookie), `${at} h`).toMatchObject({ id: 'ann' })
  }
  later(168 * hour - 1)
  expect(await sessions.read(cookie)).toMatchObject({ id: 'ann' })
  expect(await sessions.list('ann', cookie)).toMatchObject([{ created: noon, expires: noon + 168 * hour }])
  later(168 * hour)
  expect(await sessions.read(cookie)).toBeUndefined()
})

test('a full write queue signs nobody out in the second half of a session', async () => {
  const { store, open } = await house()
  const cookie = await open('ann')
  later(7 * hour)
  const stuck: Store = { ...store, write: () => Promise.reject(new Busy('Full.')) }
  expect(await createSessions(stuck).read(cookie)).toMatchObject({ id: 'ann' })
})

test("a session in a help desk's frame has the cookie of a frame, when it opens, is renewed and closes", async () => {
  const { sessions, open } = await house()
  const cookie = await open('ann', { where: 'frame' })
  expect(cookie).toMatch(/^__Host-staff-framed=[\w-]{43}$/)
  later(7 * hour)
  expect((await sessions.read(cookie))?.cookie).toMatch(
    new RegExp(`^${cookie}; HttpOnly; Max-Age=43200; .*Partitioned$`),
  )
  expect(await sessions.close(cookie)).toMatch(/^__Host-staff-framed=; HttpOnly; Max-Age=0; /)
  expect(await sessions.read(cookie)).toBeUndefined()
})

test('signing out ends that session alone and clears its cookie', async () => {
  const { store, sessions, open } = await house()
  const [one, other] = [await open('ann'), await open('ann')]
  expect(await sessions.close(one)).toMatch(/^__Host-staff=; HttpOnly; Max-Age=0; /)
  expect([await sessions.read(one), await sessions.read(other)]).toEqual([undefined, ann])
  expect(await store.db.select().from(rows)).toHaveLength(1)
  expect(await sessions.close(undefined)).toMatch(/^__Host-staff=; HttpOnly; Max-Age=0; /)
})

test('a person sees their own open sessions, newest first, with the one that asks marked', async () => {
  const { store, sessions, open } = await house()
  await open('ann')
  later(6 * hour)
  await open('bo')
  const cookie = await open('ann', { device: 'Firefox, Linux' })
  later(7 * hour)
  await open('ann')
  later(12 * hour)
  const listed = await sessions.list('ann', cookie)
  expect(listed).toMatchObject([
    { created: noon + 7 * hour, expires: noon + 19 * hour, device: null, here: false },
    { created: noon + 6 * hour, expires: noon + 18 * hour, device: 'Firefox, Linux', here: true },
  ])
  const stored = (await store.db.select().from(rows).where(eq(rows.device, 'Firefox, Linux')))[0]!
  expect(listed[1]!.id).toBe(stored.id.slice(0, 32))
  expect((await sessions.list('ann', undefined)).map(({ here }) => here)).toEqual([false, false])
})

test("one session is ended by the id it is listed with, and never somebody else's", async () => {
  const { sessions, open } = await house()
  const [one, other, bos] = [await open('ann'), await open('ann'), await open('bo')]
  const of = async (person: string, cookie: string) =>
    (await sessions.list(person, cookie)).find(({ here }) => here)!.id
  await sessions.end('ann', { id: await of('bo', bos) })
  await sessions.end('ann', { id: await of('ann', one) })
  expect(await sessions.read(one)).toBeUndefined()
  expect(await sessions.read(other)).toEqual(ann)
  expect(await sessions.read(bos)).toMatchObject({ id: 'bo' })
})

test('all but the one that asks are ended, or all where none does', async () => {
  const { sessions, open } = await house()
  const [one, other, bos] = [await open('ann'), await open('ann'), await open('bo')]
  await sessions.end('ann', { allBut: one })
  expect([await sessions.read(one), await sessions.read(other)]).toEqual([ann, undefined])
  await sessions.end('ann', { allBut: undefined })
  expect(await sessions.read(one)).toBeUndefined()
  expect(await sessions.read(bos)).toMatchObject({ id: 'bo' })
})

test('a change of password or role ends every session of the person', async () => {
  const { sessions, open } = await house()
  const [one, other, bos] = [await open('ann'), await open('ann'), await open('bo')]
  await sessions.closeAll('ann')
  expect([await sessions.read(one), await sessions.read(other)]).toEqual([undefined, undefined])
  expect(await sessions.read(bos)).toMatchObject({ id: 'bo' })
})

test('nobody is signed in whose account is gone', async () => {
  const { store, sessions, open } = await house()
  const cookie = await open('ann')
  await store.write([store.db.delete(staff).where(eq(staff.id, 'ann'))])
  expect(await sessions.read(cookie)).toBeUndefined()
})

test('sweeping removes sessions that have ended, or were opened more than seven days ago, and no other', async () => {
  const { store, sessions } = await house()
  const row = { staff: 'ann', created: noon, expires: noon + 12 * hour, device: null }
  await store.write([
    store.db.insert(rows).values([
      { ...row, id: 'open' },
      { ...row, id: 'ends now', expires: noon },
      { ...row, id: 'ended', expires: noon - 1 },
      { ...row, id: 'a week', created: noon - 168 * hour },
      { ...row, id: 'older', created: noon - 168 * hour - 1 },
    ]),
  ])
  await sessions.sweep()
  expect((await store.db.select().from(rows)).map(({ id }) => id).toSorted()).toEqual([
    'a week',
    'ends now',
    'open',
  ])
})
