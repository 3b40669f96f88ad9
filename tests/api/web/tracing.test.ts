import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createApp } from '#api/app.ts'
import { readEnvironment } from '#api/settings/environment.ts'
import { WrongSetting } from '#api/settings/secrets.ts'
import { createTracing } from '#api/web/tracing.ts'
import { testApi } from '#tests/support/api.ts'

interface Span {
  readonly name: string
  readonly traceId: string
  readonly parentSpanId?: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly { key: string; value: Record<string, unknown> }[]
  readonly status: { code?: number }
}

/** An OTLP/HTTP receiver on loopback: what was sent to it, and where. */
async function receiver() {
  const sent: { url: string; body: string }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    sent.push({ url: request.url ?? '', body })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  return { sent, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

test('each request is a span with its method, route, status and id, and nothing of who asked for what', async () => {
  const { sent, endpoint } = await receiver()
  const tracing = await createTracing({ endpoint, service: 'help' })
  const api = await testApi()
  onTestFinished(() => api.close())
  const app = createApp({ ...api.context, tracing })
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
  const headers = { traceparent, 'x-request-id': 'proxy-1234', cookie: 'x=canary' }
  const before = Date.now()
  await app.request('/api/search?q=canary', { headers })
  await app.request('/en/canary/')
  await tracing.close()

  expect(sent.map(({ url }) => url)).toEqual(['/v1/traces'])
  expect(sent[0]!.body).not.toContain('canary')
  const [{ resource, scopeSpans }] = JSON.parse(sent[0]!.body).resourceSpans
  expect(resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'help' } })
  const [search, page] = scopeSpans[0].spans as [Span, Span]
  expect(search).toMatchObject({
    ...{ name: 'GET /api/search', traceId: 'a'.repeat(32), parentSpanId: 'b'.repeat(16), kind: 2 },
    attributes: [
      { key: 'http.request.method', value: { stringValue: 'GET' } },
      { key: 'http.route', value: { stringValue: '/api/search' } },
      { key: 'http.response.status_code', value: { intValue: 200 } },
      { key: 'kindred.request_id', value: { stringValue: 'proxy-1234' } },
    ],
  })
  expect(Number(search.startTimeUnixNano) / 1e6).toBeGreaterThan(before - 100)
  expect(Number(search.endTimeUnixNano)).toBeGreaterThan(Number(search.startTimeUnixNano))
  expect(page).toMatchObject({ name: 'GET page' })
  expect(page.traceId).not.toBe(search.traceId)
  expect(page.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 404 } })
})

test('a server fault is a span in error, and a receiver that is away stops nobody', async () => {
  const { sent, endpoint } = await receiver()
  const one = { method: 'GET', route: 'page', id: 'proxy-1234', began: Date.now(), ms: 1, traceparent: 'odd' }
  const tracing = await createTracing({ endpoint, service: 'help' })
  for (const status of [404, 500]) tracing.answered({ ...one, status })
  await tracing.close()
  const spans = JSON.parse(sent[0]!.body).resourceSpans[0].scopeSpans[0].spans as Span[]
  expect(spans.map(({ status }) => status.code ?? 0)).toEqual([0, 2])

  const away = await createTracing({ endpoint: 'http://127.0.0.1:1', service: 'help' })
  away.answered({ ...one, status: 200 })
  await expect(away.close()).resolves.toBeUndefined()
})

test('nothing is traced unless it is asked for, by an address', () => {
  expect(readEnvironment({}).traces).toBeUndefined()
  expect(readEnvironment({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }).traces).toEqual({
    ...{ endpoint: 'http://127.0.0.1:4318', service: 'kindred' },
  })
  expect(() => readEnvironment({ OTEL_EXPORTER_OTLP_ENDPOINT: '127.0.0.1:4318' })).toThrow(WrongSetting)
})
