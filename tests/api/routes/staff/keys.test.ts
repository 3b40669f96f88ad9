import { expect, it } from 'vitest'
import { listKeys } from '#api/storage/api-keys.ts'
import { staffHouse } from './staff-house.ts'

const text = 'Where is my parcel? I want to send the parcel back'

it('a key does what its scope opens, without a session and without an origin, until it is revoked', async () => {
  const { app, ask, signedIn, store } = await staffHouse()
  const admin = await signedIn('admin')
  const made = await ask('POST', '/keys', { name: 'Zendesk app', scopes: ['desk'] }, admin)
  expect(made.status).toBe(201)
  const { id, secret } = (await made.json()) as { id: string; secret: string }
  const byKey = (method: string, path: string, body?: unknown, key = secret) =>
    app.request(`http://127.0.0.1:4321/api/staff${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: {
        Authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
    })

  const found = await byKey('POST', '/articles', { text })
  expect(found.status).toBe(200)
  expect(((await found.json()) as { articles: unknown[] }).articles.length).toBeGreaterThan(0)
  expect((await byKey('GET', '/articles')).status).toBe(403)
  expect((await byKey('GET', '/people')).status).toBe(403)
  expect((await byKey('GET', '/me')).status).toBe(403)
  expect((await byKey('POST', '/articles', { text }, 'kin_wrong')).status).toBe(401)

  await store.settle()
  const [kept] = await listKeys(store)
  expect(kept).toMatchObject({ id, name: 'Zendesk app', used: Date.UTC(2026, 10, 22) })
  expect(JSON.stringify(await store.db.all('SELECT * FROM api_keys'))).not.toContain(secret)

  const listed = (await (await ask('GET', '/keys', undefined, admin)).json()) as { keys: object[] }
  expect(listed.keys).toMatchObject([{ id, scopes: ['desk'], revoked: null }])
  expect((await ask('DELETE', `/keys/${id}`, undefined, admin)).status).toBe(204)
  expect((await ask('DELETE', `/keys/${id}`, undefined, admin)).status).toBe(404)
  expect((await byKey('POST', '/articles', { text })).status).toBe(401)
})

it('a key beside a session counts alone: the session opens nothing for it', async () => {
  const { app, ask, signedIn } = await staffHouse()
  const admin = await signedIn('admin')
  const made = await ask('POST', '/keys', { name: 'Profiles', scopes: ['profiles'] }, admin)
  const { secret } = (await made.json()) as { secret: string }
  const answer = await app.request('http://127.0.0.1:4321/api/staff/people', {
    headers: { Authorization: `Bearer ${secret}`, Cookie: admin },
  })
  expect(answer.status).toBe(403)
})
