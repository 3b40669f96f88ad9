import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { securityHeaders } from '#api/web/security.ts'
import { type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const own = 'http://127.0.0.1:4321'

describe('who may write', () => {
  test.each([
    [{ 'Sec-Fetch-Site': 'same-origin' }, true],
    [{ 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' }, true],
    [{ 'Sec-Fetch-Site': 'same-site', Origin: own }, false],
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: own }, false],
    [{ 'Sec-Fetch-Site': 'none', Origin: own }, false],
    [{ Origin: own }, true],
    [{ Origin: 'http://localhost:4321' }, true],
    [{ Origin: 'http://[::1]:4321' }, true],
    [{ Origin: 'http://127.0.0.1:4322' }, false],
    [{ Origin: 'https://127.0.0.1:4321' }, false],
    [{ Origin: 'http://127.0.0.1:4321.evil.example' }, false],
    [{ Origin: 'https://evil.example' }, false],
    [{ Origin: 'null' }, false],
    [{ Origin: '' }, false],
    [{}, false],
  ])('%j → %s', async (headers, allowed) => {
    for (const [method, path] of [
      ['PUT', '/api/choice'],
      ['POST', '/api/choice'],
      ['POST', '/api/votes'],
      ['POST', '/api/identity'],
      ['DELETE', '/api/about-you'],
      ['POST', '/api/staff/session'],
      ['POST', '/en/'],
    ] as const) {
      const body = method === 'DELETE' ? {} : { body: '{}' }
      const answer = await api.app.request(own + path, {
        method,
        ...body,
        headers: { ...(body.body && { 'Content-Type': 'application/json' }), ...headers },
      })
      if (allowed) expect(answer.status, `${method} ${path}`).not.toBe(403)
      else expect(answer.status, `${method} ${path}`).toBe(403)
    }
  })
})

describe('what a body may be', () => {
  const types: [string | undefined, boolean, boolean][] = [
    // type, taken where only JSON is, taken where a form is too
    ['application/json', true, true],
    ['application/json; charset=utf-8', true, true],
    ['application/json; charset=utf-16', false, false],
    ['text/plain', false, false],
    ['application/x-www-form-urlencoded', false, true],
    ['multipart/form-data; boundary=x', false, true],
    ['application/jsonp', false, false],
    ['text/plain; application/json', false, false],
    ['', false, false],
  ]
  test.each(types)('%s', async (type, json, form) => {
    for (const [path, taken] of [
      ['/api/identity', json],
      ['/api/choice', form],
      ['/api/votes', form],
    ] as const) {
      const answer = await api.app.request(own + path, {
        method: 'POST',
        body: Buffer.from('{}'),
        headers: { Origin: own, ...(type !== undefined && { 'Content-Type': type }) },
      })
      expect(answer.status === 415, `${path} ${answer.status}`).toBe(!taken)
    }
  })

  test('a megabyte is too large, whatever it says of itself', async () => {
    const big = JSON.stringify({ token: 'x'.repeat(1024 * 1024) })
    const headers = { Origin: own, 'Content-Type': 'application/json' }
    const stream = new Blob([big]).stream()
    const told = await api.app.request(`${own}/api/identity`, {
      method: 'POST',
      body: big,
      headers: { ...headers, 'Content-Length': String(big.length) },
    })
    const untold = await api.app.request(`${own}/api/identity`, {
      method: 'POST',
      body: stream,
      headers,
      duplex: 'half',
    } as RequestInit)
    expect([told.status, untold.status]).toEqual([413, 413])
  })

  test.each(['{', '{"token":', '\u0000', '{"segment":null,}', 'null x', ''])(
    '%j is no JSON',
    async (body) => {
      const answer = await api.app.request(`${own}/api/choice`, {
        method: 'PUT',
        body,
        headers: { Origin: own, 'Content-Type': 'application/json' },
      })
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ type: 'urn:kindred:problem:malformed-json' })
    },
  )
})

test.each([
  '/en/',
  '/',
  '/en/none/',
  '/api/ordering',
  '/api/none',
  '/healthz',
  '/api/search',
  '/_astro/a.js',
  '/staff/',
  '/api/openapi.json',
])('%s has every security header', async (path) => {
  const answer = await api.ask(path)
  for (const [name, value] of Object.entries(securityHeaders))
    expect(answer.headers.get(name), name).toBe(value)
})

test('a wrong method is 405 and says which are right', async () => {
  const answer = await api.ask('/api/ordering', { method: 'POST', json: {} })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET'])
})

test('a huge cookie is refused kindly', async () => {
  const answer = await api.ask('/en/', { cookie: `a=${'x'.repeat(100_000)}` })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([431, 'application/problem+json'])
})

test.each([
  '/..%2f..%2fetc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/en/..%5c..%5c',
  '/en/%00',
  '/%E0%A4%A',
  '/nl//',
  '/__proto__',
  '/constructor',
])('%s is not found, never an error', async (path) => {
  expect((await api.ask(path)).status).toBe(404)
})
