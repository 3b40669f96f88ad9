import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#api/app.ts'
import { createMetrics, listenForMetrics } from '#api/web/metrics.ts'
import { type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

test('Prometheus reads what was answered, by route and not by address, on loopback alone', async () => {
  const metrics = createMetrics({ build: () => 'one', usable: async () => true })
  const app = createApp({ ...api.context, metrics })
  await app.request('/en/')
  await app.request('/en/nothing/at-all/')
  await app.request('/api/search?q=card')
  await app.request('/api/invented')
  const server = await listenForMetrics(metrics, 0)
  const { address, port } = server.address() as AddressInfo
  expect(address).toBe('127.0.0.1')
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
  server.close()
  await once(server, 'close')
  expect(text).toContain('kindred_requests_total{method="GET",route="page",status="200"} 1')
  expect(text).toContain('kindred_requests_total{method="GET",route="page",status="404"} 1')
  expect(text).toContain('kindred_requests_total{method="GET",route="/api/search",status="200"} 1')
  expect(text).toContain('kindred_database_usable 1')
  expect(text).toContain('kindred_build_info{build="one"} 1')
  expect(text).not.toMatch(/nothing|invented/)
})

test('a refusal carries the id its log line has: the proxy’s when it sends a plain one, else its own', async () => {
  const asked = async (id?: string) =>
    (await api.ask('/api/nothing', id === undefined ? {} : { headers: { 'X-Request-Id': id } })).headers.get(
      'x-request-id',
    )
  expect(await asked('proxy-1234')).toBe('proxy-1234')
  expect(await asked('a b\tc d e f g')).toMatch(/^[0-9a-f]{16}$/)
  expect(await asked()).not.toBe(await asked())
})
