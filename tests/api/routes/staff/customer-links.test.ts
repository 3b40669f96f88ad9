import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { loadSite } from '#api/pages/built-site.ts'
import { customerKey } from '#api/storage/customer-key.ts'
import { customerLinkToken, makeCustomerLink, openedByLink } from '#api/storage/customer-links.ts'
import { fillCustomers } from '#api/storage/customers.ts'
import { eraseCustomer } from '#api/storage/erase-customer.ts'
import { restrictedOf, writeRestrictedIndex } from '#api/storage/site-index.ts'
import { customerLinks, staff } from '#api/storage/staff-schema.ts'
import { cookieOf, type TestApi, testApi } from '#tests/support/api.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const email = 'ada@example.com'
const page = '/en/trips/members/'
const picture = '/_astro/map.png'

/** The tiny company with one article that only travellers may read, and two customers who are none. */
async function house() {
  const tiny = tinyLibrary()
  const members = { ...tiny.articles[0]!, id: 'trips/members', category: 'trips', slug: 'members', url: page }
  const library = { ...tiny, articles: [...tiny.articles, { ...members, restricted: ['traveller'] }] }
  const api = await testApi(library)
  onTestFinished(() => api.close())
  const { app, secret, environment } = api.context
  const apart = restrictedOf(environment.folders.site, 'one')
  const files = {
    [`${page}index.html`]: `<main>Members <img src="${picture}"></main>`,
    [picture]: 'png',
    '/_astro/other.png': 'png',
  }
  const entry = { etag: 'W/"1"', compresses: false, parts: false, readers: ['traveller'] }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(apart, path)), { recursive: true })
    writeFileSync(join(apart, path), text)
  }
  await writeRestrictedIndex(
    apart,
    Object.fromEntries(
      Object.keys(files).map((path) => [
        path,
        path.endsWith('png') ? { ...entry, type: 'image/png' } : { ...entry, type: 'text/html', parts: true },
      ]),
    ),
  )
  const site = await loadSite(environment.folders.site)
  Object.assign(api.context, { site: () => site })
  const rows = [
    { email, external_id: 'm-1', traits: {} },
    { email: 'bo@example.com', external_id: 'm-2', traits: {} },
  ]
  await fillCustomers(app, { rows, secret, by: 'command' })
  await app.write([
    app.db.insert(staff).values({
      id: 'agent-1',
      email: 'a@tiny.example',
      name: 'Ann',
      role: 'agent',
      password: '',
      created: 0,
    }),
  ])
  const link = await makeCustomerLink(app, {
    article: 'trips/members',
    customer: customerKey(email, secret),
    days: 1,
    by: 'agent-1',
  })
  // The API's clock stands at noon of a day long before or after the machine's.
  const noon = api.context.now().getTime()
  const during = { ...link, expires: noon + 3_600_000 }
  await app.write([
    app.db.update(customerLinks).set({ expires: during.expires }).where(eq(customerLinks.id, link.id)),
  ])
  return { api, link: during, followed: `${page}?only=${customerLinkToken(during, secret)}` }
}

async function signedIn(api: TestApi, sub: string): Promise<string | undefined> {
  return cookieOf(
    await api.ask('/api/identity', { method: 'POST', json: { token: await api.token({ sub }) } }),
  )
}

test('a link opens a restricted article to its customer alone, and to everybody else the page is not there', async () => {
  const { api, followed } = await house()
  const missing = await (await api.ask('/en/trips/nothing/')).text()
  const ada = await signedIn(api, 'm-1')
  const opened = await api.ask(followed, { cookie: ada })
  expect(opened.status).toBe(200)
  expect(await opened.text()).toContain('Members')
  expect(opened.headers.get('cache-control')).toBe('private, no-store')
  const linked = await api.ask(`${followed}&for=traveller`, { cookie: ada })
  expect(linked.headers.get('set-cookie')).toContain('__Host-for=')
  expect(linked.headers.get('cache-control')).toBe('private, no-store')
  const others: [string, string | undefined][] = [
    [followed, undefined],
    [followed, await signedIn(api, 'm-2')],
    [page, ada],
    [`${page}?only=`, ada],
    [`${followed.slice(0, -1)}${followed.endsWith('A') ? 'B' : 'A'}`, ada],
    [followed.replace(/\.[\w-]+$/, ''), ada],
  ]
  for (const [path, cookie] of others) {
    const refused = await api.ask(path, { cookie })
    expect(refused.status, path).toBe(404)
    expect(await refused.text()).not.toContain('Members')
  }
  expect(missing).not.toContain('Members')
})

test('the pictures of the page come with it, and no other file of restricted articles', async () => {
  const { api } = await house()
  const ada = await signedIn(api, 'm-1')
  expect((await api.ask(picture, { cookie: ada })).status).toBe(200)
  expect((await api.ask('/_astro/other.png', { cookie: ada })).status).toBe(404)
  expect((await api.ask(picture)).status).toBe(404)
})

test('search and the order say nothing of the article, but the customer may vote on it', async () => {
  const { api } = await house()
  const ada = await signedIn(api, 'm-1')
  expect(await (await api.ask('/api/search?q=members', { cookie: ada })).text()).not.toContain(
    'trips/members',
  )
  expect(await (await api.ask('/api/ordering', { cookie: ada })).text()).not.toContain('trips/members')
  const vote = { article: 'trips/members', locale: 'en', helpful: true }
  expect((await api.ask('/api/votes', { method: 'POST', json: vote, cookie: ada })).status).toBe(201)
  expect((await api.ask('/api/votes', { method: 'POST', json: vote })).status).toBe(404)
})

test.each([
  [
    'is withdrawn',
    ({ app }, id) =>
      app.write([app.db.update(customerLinks).set({ revoked: 1 }).where(eq(customerLinks.id, id))]),
  ],
  [
    'is past its time',
    ({ app }, id) =>
      app.write([app.db.update(customerLinks).set({ expires: 1 }).where(eq(customerLinks.id, id))]),
  ],
  [
    'was changed by hand to lead to another article',
    ({ app }, id) =>
      app.write([
        app.db.update(customerLinks).set({ article: 'cards/lost' }).where(eq(customerLinks.id, id)),
      ]),
  ],
  ['was made by somebody who has gone', ({ app }) => app.write([app.db.delete(staff)])],
  [
    'was made by somebody who may not do it any more',
    ({ app }) => app.write([app.db.update(staff).set({ role: 'manager' })]),
  ],
] as [string, (context: TestApi['context'], id: string) => Promise<unknown>][])(
  'a link opens nothing once it %s',
  async (_, end) => {
    const { api, link, followed } = await house()
    const ada = await signedIn(api, 'm-1')
    await end(api.context, link.id)
    expect((await api.ask(followed, { cookie: ada })).status).toBe(404)
  },
)

test('erasing the customer takes their links along', async () => {
  const { api, link } = await house()
  const { app, secret } = api.context
  const { rows } = await eraseCustomer(app, { key: customerKey(email, secret), by: 'command' })
  expect(rows['customerLinks']).toBe(1)
  const asked = { customer: 'm-1', token: customerLinkToken(link, secret), secret, now: link.created }
  expect(await openedByLink(app, asked)).toEqual(new Set())
})
