import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { staffTable } from '#api/routes/staff/index.ts'
import { type Asked, cookieOf, type TestApi, testApi } from '#tests/support/api.ts'

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: object }> }>
}
interface Description {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: object
}

let api: TestApi
let description: Description
let traveller: string | undefined
beforeAll(async () => {
  api = await testApi()
  description = (await (await api.ask('/api/openapi.json')).json()) as Description
  traveller = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: 'traveller' } }))
})
afterAll(() => api.close())

test('describes every public route', () => {
  expect(description.openapi).toBe('3.1.0')
  const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )
  expect(routes.filter((route) => !route.includes(' /api/staff/')).sort()).toEqual([
    'delete /api/about-you',
    'delete /api/choice',
    'delete /api/identity',
    'get /api/about-you',
    'get /api/contact/challenge',
    'get /api/ordering',
    'get /api/search',
    'get /api/view',
    'get /api/widget',
    'post /api/about-you',
    'post /api/choice',
    'post /api/contact',
    'post /api/contact/steps',
    'post /api/identity',
    'post /api/profiles',
    'post /api/search/steps',
    'post /api/sign-in',
    'post /api/sign-in/end',
    'post /api/sign-in/session',
    'post /api/votes',
    'put /api/choice',
  ])
})

test('describes every staff route with what it does, for whom, and what it takes', () => {
  for (const { method, path, says, body, room } of staffTable()) {
    const at = `/api/staff${path.replace(/:(\w+)/g, '{$1}')}`
    const operation = description.paths[at]?.[method.toLowerCase()] as Operation & {
      summary: string
      description: string
      requestBody?: { content: { 'application/json': { schema: object } } }
    }
    expect(operation, `${method} ${at}`).toMatchObject({ summary: says })
    expect(operation.description).toMatch(/^For /)
    expect(Object.keys(operation.responses)).toContain(room === 'door' ? '404' : '403')
    if (body) expect(operation.requestBody?.content['application/json'].schema, at).not.toEqual({})
  }
})

test('gives operations ids of their own', () => {
  const ids = Object.values(description.paths).flatMap((methods) =>
    Object.values(methods).flatMap((one) => (one as { operationId?: string }).operationId ?? []),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

const vote = { article: 'cards/freeze', locale: 'en', helpful: true }
const asked: [string, Asked][] = [
  ['/api/ordering?locale=en', {}],
  ['/api/ordering?locale=xx', {}],
  ['/api/view?locale=en', {}],
  ['/api/widget?locale=en&path=/cards', {}],
  ['/api/search?q=card&locale=en', {}],
  ['/api/search?q=', {}],
  ['/api/search?q=card&locale=xx', {}],
  ['/api/search/steps', { method: 'POST', json: { step: 'shown', search: 'x'.repeat(22) } }],
  ['/api/search/steps', { method: 'POST', json: { step: 'liked' } }],
  ['/api/search/steps', { method: 'POST', headers: { 'Content-Type': 'text/plain' } }],
  ['/api/about-you', {}],
  ['/api/choice', { method: 'PUT', json: { segment: 'traveller' } }],
  ['/api/choice', { method: 'PUT', json: { segment: 'nobody' } }],
  ['/api/choice', { method: 'PUT', json: 5 }],
  ['/api/choice', { method: 'PUT', headers: { 'Content-Type': 'text/plain' } }],
  ['/api/choice', { method: 'PUT', json: { segment: null }, headers: { Origin: 'https://evil.example' } }],
  ['/api/choice', { method: 'PUT', headers: { 'Content-Type': 'application/json' } }],
  ['/api/choice', { method: 'POST', form: { segment: '' } }],
  ['/api/choice', { method: 'DELETE' }],
  ['/api/identity', { method: 'POST', json: { token: 'x' } }],
  ['/api/identity', { method: 'DELETE' }],
  ['/api/votes', { method: 'POST', json: vote }],
  ['/api/votes', { method: 'POST', json: { ...vote, article: 'none' } }],
  ['/api/votes', { method: 'POST', json: { ...vote, helpful: 1 } }],
  ['/api/votes', { method: 'POST', form: { ...vote, helpful: 'yes' } }],
]

describe('live answers are as described', () => {
  test.each(asked)('%s %j', async (path, init) => {
    for (const cookie of [undefined, traveller]) {
      const answer = await api.ask(path, { ...init, cookie })
      const operation = description.paths[path.split('?')[0]!]?.[(init.method ?? 'GET').toLowerCase()]
      const described = operation?.responses[String(answer.status)]
      expect(described, `${answer.status} is described`).toBeDefined()
      if (!described?.content) continue
      const type = answer.headers.get('content-type') ?? ''
      const schema = described.content[type]?.schema
      expect(schema, `${type} is described`).toBeDefined()
      const whole = { ...schema, components: description.components } as Parameters<
        typeof z.fromJSONSchema
      >[0]
      expect(z.fromJSONSchema(whole).safeParse(await answer.json()).error).toBeUndefined()
    }
  })
})
