import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeKey } from '#api/storage/api-keys.ts'
import { customers } from '#api/storage/app-schema.ts'
import { customerKey } from '#api/storage/customer-key.ts'
import { type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
let key: string
beforeAll(async () => {
  api = await testApi()
  const made = await makeKey(api.context.app, { name: 'CRM', scopes: ['profiles'], by: 'command' })
  key = made.secret
})
afterAll(() => api.close())

const send = (json: unknown, secret = key) =>
  api.ask('/api/profiles', { method: 'POST', json, headers: { Authorization: `Bearer ${secret}` } })
const all = () => api.context.app.db.select().from(customers)

it('takes Segment’s identify, keeps declared traits, and merges what comes later', async () => {
  const first = await send({
    ...{ type: 'identify', userId: 42, messageId: 'm-1', timestamp: '2026-11-20T10:00:00Z' },
    traits: { trips: 4, plan: 'free', first_name: 'Anna' },
  })
  expect(await first.json()).toEqual({ written: 1, ignored: ['first_name'] })
  expect(await all()).toMatchObject([{ external: '42', traits: { trips: 4, plan: 'free' } }])

  // The address comes later: the same customer, now under its key; null forgets.
  await send({ userId: '42', traits: { email: 'Anna@Example.com', plan: null }, context: { locale: 'tr' } })
  expect(await all()).toMatchObject([
    {
      key: customerKey('anna@example.com', api.context.secret),
      ...{ external: '42', locale: 'tr', traits: { trips: 4 } },
    },
  ])
  await send({ userId: '42', traits: { plan: 'business' } })
  expect(await all()).toMatchObject([{ traits: { trips: 4, plan: 'business' } }])
})

it('writes all of a batch or none of it, and says what is wrong where', async () => {
  const before = await all()
  const answer = await send({
    batch: [
      { userId: '1', traits: { trips: 1 } },
      { userId: '2', traits: { trips: 'many' } },
    ],
  })
  expect(answer.status).toBe(422)
  expect((await answer.json()).issues).toMatchObject([{ path: 'batch.1.traits.trips' }])
  expect((await send({ traits: { trips: 1 } })).status).toBe(422)
  expect(await all()).toEqual(before)
})

it('is closed without a key of its scope', async () => {
  const other = await makeKey(api.context.app, { name: 'Desk', scopes: ['desk'], by: 'command' })
  expect((await send({ userId: '1' }, other.secret)).status).toBe(403)
  expect((await send({ userId: '1' }, 'kin_no')).status).toBe(401)
  expect((await api.ask('/api/profiles', { method: 'POST', json: { userId: '1' } })).status).toBe(401)
})
