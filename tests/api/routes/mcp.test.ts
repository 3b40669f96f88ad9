import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeKey } from '#api/storage/api-keys.ts'
import { links } from '#api/storage/app-schema.ts'
import { fillCustomers } from '#api/storage/customers.ts'
import { type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

/** The SDK's own client, asking the app without a network. */
async function connected(key?: string): Promise<Client> {
  const { origin } = api.context.environment
  const transport = new StreamableHTTPClientTransport(new URL(`${origin}/mcp`), {
    fetch: async (url, init) => api.app.request(String(url), init),
    ...(key && { requestInit: { headers: { Authorization: `Bearer ${key}` } } }),
  })
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(transport as Parameters<Client['connect']>[0])
  return client
}
const call = async (client: Client, name: string, args: Record<string, unknown>) => {
  const { structuredContent, isError } = await client.callTool({ name, arguments: args })
  return isError ? 'refused' : (structuredContent as Record<string, unknown>)
}

it('lets an assistant search and read open articles, and no others', async () => {
  const client = await connected()
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).toEqual(['search_articles', 'read_article', 'list_for_segment'])
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true)

  const found = await call(client, 'search_articles', { query: 'my card was stolen', limit: 1 })
  expect(found).toMatchObject({ articles: [{ article: 'cards/lost', title: 'A lost or stolen card' }] })
  expect(await call(client, 'read_article', { article: 'cards/freeze', locale: 'tr' })).toMatchObject({
    ...{ title: 'Kartı dondurma', language: 'tr' },
    text: expect.stringContaining('step by step'),
  })
  expect(await call(client, 'read_article', { article: 'trips/secret' })).toBe('refused')
  expect(await call(client, 'search_articles', { query: 'a page by link only' })).not.toMatchObject({
    articles: expect.arrayContaining([expect.objectContaining({ article: 'trips/secret' })]),
  })
  expect(await call(client, 'list_for_segment', { segment: 'traveller' })).toMatchObject({
    first: [
      { article: 'trips/abroad', because: expect.any(String) },
      { article: 'cards/freeze' },
      { article: 'trips/rates' },
    ],
  })
  expect(await api.searches()).toEqual([])
})

it('does an agent’s work with a key of the desk, and only with one', async () => {
  const { app, secret } = api.context
  const rows = [{ email: 'anna@example.com', external_id: 'm-1', locale: 'en', traits: { trips: 4 } }]
  await fillCustomers(app, { rows, secret, by: 'command' })
  const key = await makeKey(app, { name: 'Assistant', scopes: ['desk'], by: 'command' })
  const client = await connected(key.secret)
  const customer = (await call(client, 'customer_segments', { email: 'anna@example.com' })) as { key: string }
  expect(JSON.stringify(customer)).toContain('traveller')
  const ticket = { text: 'My card was stolen', customer: customer.key }
  const { articles } = (await call(client, 'articles_for_ticket', ticket)) as { articles: object[] }
  expect(articles[0]).toMatchObject({ article: 'cards/lost' })
  await call(client, 'record_link', { article: 'cards/lost', customer: customer.key })
  expect(await app.db.select().from(links)).toMatchObject([{ article: 'cards/lost', by: `key:${key.id}` }])

  const other = await makeKey(app, { name: 'CRM', scopes: ['profiles'], by: 'command' })
  expect(await call(await connected(other.secret), 'customer_segments', { external: 'm-1' })).toBe('refused')
  expect(await call(await connected('kin_wrong'), 'customer_segments', { external: 'm-1' })).toBe('refused')
})

it('takes nothing from a page of another site', async () => {
  const { origin } = api.context.environment
  const json = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  const headers = { Origin: 'https://evil.example', Accept: 'application/json, text/event-stream' }
  expect((await api.ask('/mcp', { method: 'POST', json, headers })).status).toBe(403)
  expect(
    (await api.ask('/mcp', { method: 'POST', json, headers: { ...headers, Origin: origin } })).status,
  ).toBe(200)
})
