import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvironment } from '#api/settings/environment.ts'
import { WrongSetting } from '#api/settings/secrets.ts'
import { type TestApi, testApi } from '#tests/support/api.ts'

/** Pages on a static host, the API elsewhere. */
const pages = 'https://help.acme.example'
const server = 'https://api.acme.example'

let api: TestApi
beforeAll(async () => {
  api = await testApi(undefined, {
    KINDRED_ORIGIN: pages,
    KINDRED_API_ORIGIN: server,
    KINDRED_SECRET: '07'.repeat(32),
  })
})
afterAll(() => api.close())

/** Asks the API's own address from a page of `origin`. */
async function ask(
  path: string,
  init: RequestInit & { headers?: Record<string, string> } = {},
  origin = pages,
) {
  return api.app.request(server + path, { ...init, headers: { Origin: origin, ...init.headers } })
}

const json = { 'Content-Type': 'application/json' }
const choose = { method: 'PUT', body: '{"segment":"traveller"}', headers: json }
const cookiesOf = (answer: Response) => answer.headers.getSetCookie()

test('pages of exactly that origin may read answers, with cookies, and nobody else', async () => {
  const answer = await ask('/api/view')
  expect(answer.headers.get('access-control-allow-origin')).toBe(pages)
  expect(answer.headers.get('access-control-allow-credentials')).toBe('true')
  expect(answer.headers.get('vary')).toContain('Origin')
  for (const origin of [
    'https://evil.example',
    `${pages}.evil.example`,
    'http://help.acme.example',
    'null',
    '',
  ]) {
    const refused = await ask('/api/view', {}, origin)
    expect(refused.headers.get('access-control-allow-origin'), origin).toBeNull()
  }
})

test('a browser that asks before it writes is answered, for the public part alone', async () => {
  const headers = { 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'content-type' }
  const preflight = await ask('/api/choice', { method: 'OPTIONS', headers })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-origin')).toBe(pages)
  for (const [path, origin] of [
    ['/api/choice', 'https://evil.example'],
    ['/api/staff/gaps', pages],
  ] as const)
    expect(
      (await ask(path, { method: 'OPTIONS', headers }, origin)).headers.get('access-control-allow-origin'),
      path,
    ).toBeNull()
})

test('pages of that origin write, whatever site the browser thinks they are; others, and to the staff part, do not', async () => {
  for (const site of ['cross-site', 'same-site'])
    expect(
      (await ask('/api/choice', { ...choose, headers: { ...json, 'Sec-Fetch-Site': site } })).status,
    ).toBe(200)
  for (const origin of ['https://evil.example', 'null'])
    expect((await ask('/api/choice', choose, origin)).status, origin).toBe(403)
  const signIn = { method: 'POST', body: '{}', headers: json }
  expect((await ask('/api/staff/sign-in', signIn)).status).toBe(403)
  expect((await ask('/api/staff/sign-in', signIn, server)).status).not.toBe(403)
})

test("a reader of those pages is known by a cookie kept apart for their site, a reader of the server's own pages by its own", async () => {
  const [apart = '', dropped] = cookiesOf(await ask('/api/choice', choose))
  expect(apart).toMatch(/^__Host-visitor-apart=[\w-]{43}; .*Secure; HttpOnly; SameSite=None; Partitioned$/)
  expect(dropped).toMatch(/^__Host-visitor=; .*Max-Age=0/)
  const view = await ask('/api/view', { headers: { Cookie: apart.split(';')[0]! } })
  expect(await view.json()).toMatchObject({ choice: 'traveller' })
  expect(cookiesOf(await ask('/api/choice', choose, server))).toEqual([
    expect.stringMatching(/^__Host-visitor=[\w-]{43}; .*SameSite=Lax$/),
  ])
})

test('signing out from those pages leaves nobody known by either cookie', async () => {
  const token = await api.token({ sub: 'customer-9' })
  const body = JSON.stringify({ token })
  const [own = ''] = cookiesOf(await ask('/api/identity', { method: 'POST', body, headers: json }, server))
  const gone = cookiesOf(
    await ask('/api/identity', { method: 'DELETE', headers: { Cookie: own.split(';')[0]! } }),
  )
  expect(gone).toContainEqual(expect.stringMatching(/^__Host-visitor=; .*Max-Age=0/))
})

test('a form leads back to the pages: a browser by a redirect, a module that sent it by what it may read', async () => {
  const form = { method: 'POST', body: 'segment=traveller&return=%2Fen%2F' }
  const type = 'application/x-www-form-urlencoded'
  const plain = await ask('/api/choice', { ...form, headers: { 'Content-Type': type } })
  expect([plain.status, plain.headers.get('location')]).toEqual([303, `${pages}/en/`])
  const read = await ask('/api/choice', {
    ...form,
    headers: { 'Content-Type': type, Accept: 'application/json' },
  })
  expect([read.status, await read.json()]).toEqual([200, { location: `${pages}/en/` }])
  expect(cookiesOf(read)[0]).toMatch(/^__Host-visitor-apart=/)
  const evil = { ...form, body: 'segment=traveller&return=https%3A%2F%2Fevil.example%2F' }
  const refused = await ask('/api/choice', { ...evil, headers: { 'Content-Type': type } })
  expect(refused.headers.get('location')).toBe(`${pages}/`)
})

test('with one origin for both no other site may read, and nothing is kept apart', async () => {
  const alone = await testApi()
  const headers = { Origin: 'http://127.0.0.1:4321', ...json }
  const answer = await alone.app.request('http://127.0.0.1:4321/api/choice', { ...choose, headers })
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  expect(cookiesOf(answer)).toEqual([expect.stringMatching(/^__Host-visitor=/)])
  await alone.close()
})

test('an address with a path, without encryption or without the pages’ own is refused at start', () => {
  const secret = { KINDRED_SECRET: '07'.repeat(32) }
  for (const origin of ['https://api.acme.example/v1', 'http://api.acme.example', 'api.acme.example'])
    expect(() => readEnvironment({ ...secret, KINDRED_ORIGIN: pages, KINDRED_API_ORIGIN: origin })).toThrow(
      WrongSetting,
    )
  expect(() => readEnvironment({ ...secret, KINDRED_API_ORIGIN: server })).toThrow(/without KINDRED_ORIGIN/)
})
