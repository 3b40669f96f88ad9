import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi(undefined, { KINDRED_ORIGIN: 'http://127.0.0.1:4321/help' })
})
afterAll(() => api.close())

const at = (path: string, init?: RequestInit) => api.app.request(`http://127.0.0.1:4321${path}`, init)
const location = async (path: string) => (await at(path)).headers.get('location')

test('below a base the bare host leads there, supervisors are answered, and everything else is refused', async () => {
  expect(await location('/')).toBe('/help/')
  expect(await location('/help?for=x')).toBe('/help/?for=x')
  expect((await at('/healthz')).status).toBe(200)
  for (const path of ['/en/', '/api/search?q=x', '/helpers/', '/staff/', '/metrics']) {
    const answer = await at(path)
    expect(answer.status, path).toBe(404)
    expect(answer.headers.get('content-security-policy'), path).toContain("default-src 'none'")
  }
})

test('pages, redirects and headers name addresses below it', async () => {
  expect(await location('/help/')).toBe('/help/en/')
  expect(await location('/help/en')).toBe('/help/en/')
  expect(await location('/help/staff/')).toBe('/help/staff/sign-in/?return=%2Fstaff%2F')
  const page = await at('/help/en/')
  expect(page.status).toBe(200)
  expect(page.headers.get('speculation-rules')).toBe('"/help/speculation-rules.json"')
  expect(await page.text()).toContain('href="/help/_astro/kindred.x.css"')
  expect((await at('/help/_astro/a.js')).status).toBe(200)
})

test('the description of the API says where it is', async () => {
  const described = await (await at('/help/api/openapi.json')).json()
  expect(described.servers).toEqual([{ url: '/help' }])
  expect(Object.keys(described.paths)).toContain('/api/search')
})

test('answers of the API do, too, and what it is told may', async () => {
  const found = await (await at('/help/api/search?q=freeze+my+card')).json()
  expect(found.results[0].url).toMatch(/^\/help\/en\//)
  const results = await (await at('/help/en/search/?q=freeze+my+card')).text()
  expect(results).toMatch(/href="\/help\/en\/cards\//)
  for (const back of ['/en/cards/', '/help/en/cards/']) {
    const body = new URLSearchParams({ segment: 'traveller', return: back })
    const headers = { Origin: 'http://127.0.0.1:4321', 'Content-Type': 'application/x-www-form-urlencoded' }
    const chosen = await at('/help/api/choice', { method: 'POST', body: body.toString(), headers })
    expect(chosen.status).toBe(303)
    expect(chosen.headers.get('location')).toBe('/help/en/cards/')
    expect(chosen.headers.get('set-cookie')).toMatch(/^__Host-visitor=.+; Path=\/;/)
  }
})
