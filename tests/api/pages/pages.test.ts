import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieOf, type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const html = async (path: string, cookie?: string) => (await api.ask(path, { cookie })).text()
const shelves = (page: string) => [...page.matchAll(/<li id="(start|cards|trips)"/g)].map((one) => one[1])
const traveller = async () =>
  cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: 'traveller' } }))

test('/ goes to the reader’s language', async () => {
  const to = async (accept: string) =>
    (await api.ask('/', { headers: { 'Accept-Language': accept } })).headers.get('location')
  expect(await to('tr-TR,tr;q=0.9,en;q=0.8')).toBe('/tr/')
  expect(await to('de,en;q=0.5')).toBe('/en/')
  expect(await to('en;q=0.1, tr;q=0.2')).toBe('/tr/')
  expect(await to('')).toBe('/en/')
  const linked = await api.ask('/?for=traveller', { headers: { 'Accept-Language': 'tr' } })
  expect(linked.headers.get('location')).toBe('/tr/?for=traveller')
})

test.each([
  ['br', 'br'],
  ['gzip, br;q=0.5', 'br'],
  ['br;q=0', null],
  ['br; q=0.000, gzip', 'gzip'],
  ['gzip', 'gzip'],
  ['gzip;q=0', null],
  ['*', 'br'],
  ['br;q=0, *', 'gzip'],
  ['identity', null],
])('Accept-Encoding %j is answered with %s', async (accepted, encoding) => {
  const plain = await html('/en/')
  const answer = await api.ask('/en/', { headers: { 'Accept-Encoding': accepted } })
  expect(answer.headers.get('content-encoding')).toBe(encoding)
  const body = Buffer.from(await answer.arrayBuffer())
  const unpacked =
    encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body
  expect(unpacked.toString()).toBe(plain)
})

test('an anonymous reader gets the editors’ order and a page anybody may keep', async () => {
  const answer = await api.ask('/en/')
  const page = await answer.text()
  expect(shelves(page)).toEqual(['start', 'cards', 'trips'])
  expect(page).toContain('<html data-ordered lang="en">')
  expect(page).toContain('I’m here as…')
  expect(answer.headers.get('cache-control')).toBe(
    'public, max-age=0, s-maxage=60, stale-while-revalidate=300',
  )
  expect(answer.headers.get('vary')).toContain('Cookie')
  expect(answer.headers.get('set-cookie')).toBeNull()
})

test('the order, its reason and the way back are in the HTML itself', async () => {
  const cookie = await traveller()
  const answer = await api.ask('/en/', { cookie })
  const page = await answer.text()
  expect(shelves(page)).toEqual(['trips', 'cards', 'start'])
  expect(page).toContain('Shown first for Traveller.')
  expect(page).toContain('value="traveller" checked')
  expect(page).toContain(
    '<section id="first"><a href="/en/trips/abroad/">Your card was declined abroad</a> Traveller: first on our writers’ list',
  )
  expect(page).toContain('<li id="trips"><!--part:moved:trips-->Usually 3rd')
  expect(page).toMatch(/<li id="cards"><!--part:moved:cards--><!--/)
  expect(page).toContain('1 shelves moved up for you')
  expect(page).toContain('In this order because calls are free abroad.')
  expect(page).toMatch(/<li id="phone">.*Open.*<li id="chat">/)
  expect(answer.headers.get('cache-control')).toMatch(/^private/)
})

test('the usual order says that it is', async () => {
  const cookie = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: null } }))
  const page = await html('/en/', cookie)
  expect(shelves(page)).toEqual(['start', 'cards', 'trips'])
  expect(page).toContain('You see the usual order.')
})

test('a shelf shows first what is written for the reader', async () => {
  const page = await html('/en/trips/', await traveller())
  expect([...page.matchAll(/<li>(trips\/\w+)/g)].map((one) => one[1])).toEqual([
    'trips/abroad',
    'trips/rates',
    'trips/other',
  ])
})

test('one version of a passage shows, the reader’s own or everybody’s', async () => {
  const shown = (page: string) => page.match(/<section class="for[^>]*(?<! hidden)>(\w+)/)?.[1]
  const cookie = await traveller()
  expect(shown(await html('/en/cards/freeze/'))).toBe('At')
  expect(shown(await html('/en/cards/freeze/', cookie))).toBe('Abroad')
  expect(shown(await html('/en/cards/freeze/?as=everyone', cookie))).toBe('At')
  expect(shown(await html('/en/cards/freeze/?as=traveller'))).toBe('Abroad')
})

test('thanks stand where the form was', async () => {
  expect(await html('/en/cards/freeze/?voted=1')).toContain('<!--part:voted-->Thank you.<!--/part:voted-->')
})

test('search works without script, and what was asked cannot harm', async () => {
  expect(await html('/en/search/')).toContain('value=""><!--part:results-->Ask')
  const page = await html('/en/search/?q=stolen%20card')
  expect(page).toContain('value="stolen card"')
  expect(page).toContain('<a href="/en/cards/lost/">')
  const hostile = await html(`/en/search/?q=${encodeURIComponent('"><script>alert(1)</script>[[items]]$&')}`)
  expect(hostile).not.toContain('<script>alert')
  expect(await html('/en/search/?q=zzzzqqq')).toContain('Nothing for zzzzqqq')
})

test('ETag answers 304, brotli gives the same bytes', async () => {
  const answer = await api.ask('/en/', { headers: { 'Accept-Encoding': 'gzip, br' } })
  expect(answer.headers.get('content-encoding')).toBe('br')
  const page = brotliDecompressSync(Buffer.from(await answer.arrayBuffer())).toString()
  expect(page).toBe(await html('/en/'))
  const again = await api.ask('/en/', { headers: { 'If-None-Match': answer.headers.get('etag') ?? '' } })
  expect([again.status, await again.text()]).toEqual([304, ''])
  const other = await api.ask('/en/', {
    cookie: await traveller(),
    headers: { 'If-None-Match': answer.headers.get('etag') ?? '' },
  })
  expect(other.status).toBe(200)
})

test('1,000 interleaved requests never show one visitor’s order to another', async () => {
  const cookies = [
    undefined,
    await traveller(),
    cookieOf(
      await api.ask('/api/identity', {
        method: 'POST',
        json: { token: await api.token({ traits: { joined: '2026-11-01' } }) },
      }),
    ),
  ]
  const expected = ['start cards trips', 'trips cards start', 'start cards trips']
  const reasons = ['I’m here as…', 'because you travel', 'because you are new']
  await Promise.all(
    Array.from({ length: 1000 }, async (_, at) => {
      const who = at % 3
      const page = await html('/en/', cookies[who])
      expect(shelves(page).join(' ')).toBe(expected[who])
      for (const [of, reason] of reasons.entries())
        if (of !== who) expect(page.split('<template')[0]).not.toContain(reason)
    }),
  )
})

test('a browser may fetch the next article on suspicion, unless its reader saves data', async () => {
  const plain = await api.ask('/en/cards/freeze/')
  expect(plain.headers.get('speculation-rules')).toBe('"/speculation-rules.json"')
  const saving = await api.ask('/en/cards/freeze/', { headers: { 'Save-Data': 'on' } })
  expect(saving.headers.get('speculation-rules')).toBeNull()
})

test('a search that a browser fetches on suspicion is not recorded as asked', async () => {
  const keyOf = async (headers: Record<string, string>) => {
    const answer = await api.ask('/en/search/?q=freeze', { headers })
    return /data-search="([^"]*)"/.exec(await answer.text())?.[1]
  }
  expect(await keyOf({})).not.toBe('')
  for (const name of ['Sec-Purpose', 'Purpose']) expect(await keyOf({ [name]: 'prefetch' })).toBe('')
})

test('who comes from another of our pages has the stylesheet, and is not sent the style of a first screen', async () => {
  const from = async (site: string) => (await api.ask('/en/', { headers: { 'Sec-Fetch-Site': site } })).text()
  const arriving = await from('none')
  expect(arriving).toMatch(/<head>.*<style>.*<\/head>.*<link rel="stylesheet"[^>]*>\s*<\/body>/s)
  const onward = await from('same-origin')
  expect(onward).not.toContain('<style>')
  expect(onward).toMatch(/<link rel="stylesheet"[^>]*>.*<\/head>/s)
  expect(onward.match(/<link rel="stylesheet"/g)).toHaveLength(1)
})

test('missing pages, old addresses, missing slashes', async () => {
  const missing = await api.ask('/en/none/')
  expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining('Not here')])
  const old = await api.ask('/en/cards/old/')
  expect([old.status, old.headers.get('location')]).toEqual([301, '/en/cards/freeze/'])
  const bare = await api.ask('/en/search?q=a')
  expect([bare.status, bare.headers.get('location')]).toEqual([301, '/en/search/?q=a'])
  for (const hashed of ['/_astro/a.js', '/social/a.png'])
    expect((await api.ask(hashed)).headers.get('cache-control')).toContain('immutable')
  expect((await api.ask('/social/a.png')).headers.get('cross-origin-resource-policy')).toBe('cross-origin')
})

test('staff pages are for staff', async () => {
  const answer = await api.ask('/staff/?x=1')
  expect([answer.status, answer.headers.get('location')]).toEqual([
    302,
    '/staff/sign-in/?return=%2Fstaff%2F%3Fx%3D1',
  ])
  expect((await api.ask('/staff/none/')).status).toBe(302)
  expect((await api.ask('/staff/sign-in/')).status).toBe(200)
})

test.each([
  ['/en/index.html', '/en/'],
  ['/en/cards/freeze/index.html', '/en/cards/freeze/'],
  ['/EN/', '/en/'],
  ['/en/Cards/Freeze/', '/en/cards/freeze/'],
  ['/en//cards//freeze/', '/en/cards/freeze/'],
  ['/en//', '/en/'],
  ['/en/cards/freeze/)', '/en/cards/freeze/'],
  ['/en/cards/freeze.', '/en/cards/freeze/'],
  ['/en/cards%2Ffre%65ze', '/en/cards/freeze/'],
  ['/en/Cards/Old', '/en/cards/freeze/'],
])('%s, as people have it, leads to %s', async (had, leads) => {
  const answer = await api.ask(`${had}?for=traveller`)
  expect([answer.status, answer.headers.get('location')]).toEqual([301, `${leads}?for=traveller`])
})

test('an address that leads nowhere is searched for by its words, and not recorded', async () => {
  const answer = await api.ask('/en/help/stolen-card.html')
  expect(answer.status).toBe(404)
  const page = await answer.text()
  expect(page).toContain('<a href="/en/cards/lost/">')
  expect(await html('/en/%E0%A4%A')).toContain('Not here')
  expect((await api.searches()).some(({ query }) => query.includes('help stolen card'))).toBe(false)
})

test('the front door of a segment receives everybody as one of it, whoever they say they are', async () => {
  const cookie = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: 'newcomer' } }))
  for (const who of [undefined, cookie]) {
    const page = await html('/en/for/traveller/', who)
    expect(page).toContain('Shown first for Traveller.')
    expect(page.indexOf('/en/trips/abroad/')).toBeGreaterThan(0)
    expect(shelves(page)).toEqual(['trips', 'cards', 'start'])
  }
  expect(await html('/en/', cookie)).toContain('Shown first for Newcomer.')
})

test('a "No" without script is asked why, once', async () => {
  const vote = (comment: string) =>
    api.ask('/api/votes', {
      method: 'POST',
      form: { article: 'cards/freeze', locale: 'en', helpful: 'no', comment },
    })
  const no = await vote('')
  expect(no.headers.get('location')).toBe('/en/cards/freeze/?voted=no')
  expect(await html('/en/cards/freeze/?voted=no')).toContain('<!--part:voted-->Why not?<!--/part:voted-->')
  expect((await vote('It is old.')).headers.get('location')).toBe('/en/cards/freeze/?voted=1')
})

test('a "Partly" without script is asked what is missing, and what is written stays a "Partly"', async () => {
  const form = { article: 'cards/freeze', locale: 'en', helpful: 'partly', comment: '' }
  const bare = await api.ask('/api/votes', { method: 'POST', form })
  expect(bare.headers.get('location')).toBe('/en/cards/freeze/?voted=partly')
  const cookie = cookieOf(bare)
  expect(await html('/en/cards/freeze/?voted=partly', cookie)).toContain('What else?')
  await api.ask('/api/votes', { method: 'POST', form: { ...form, comment: 'The fee.' }, cookie })
  const { votes } = await (await api.ask('/api/about-you', { cookie })).json()
  expect(votes).toMatchObject([{ helpful: 'partly', comment: 'The fee.' }])
})

test('who has voted is thanked when they come back, in any language, and whoever asks not to be known is asked again', async () => {
  const vote = (headers?: Record<string, string>) =>
    api.ask('/api/votes', {
      method: 'POST',
      json: { article: 'cards/freeze', locale: 'en', helpful: true },
      ...(headers && { headers }),
    })
  const thanked = '<!--part:voted-->Thank you.<!--/part:voted-->'
  const cookie = cookieOf(await vote())
  expect(await html('/en/cards/freeze/', cookie)).toContain(thanked)
  expect(await html('/en/cards/freeze/')).not.toContain(thanked)
  expect((await vote({ 'Sec-GPC': '1' })).headers.get('set-cookie')).toBeNull()
})

test('what is kept of a visitor stands on the page about them without script, and in no cache', async () => {
  const stranger = await api.ask('/en/about-you/')
  expect(await stranger.text()).toContain('<!--part:about--><p>Nothing</p><!--/part:about-->')
  const cookie = await traveller()
  const answer = { article: 'cards/freeze', locale: 'en', helpful: false, comment: '<b>Where?</b>' }
  await api.ask('/api/votes', { method: 'POST', json: answer, cookie })
  const page = await api.ask('/en/about-you/', { cookie })
  expect(page.headers.get('cache-control')).toBe('private, no-store')
  expect(await page.text()).toMatch(
    /<!--part:about--><p>A traveller<\/p><h3>Votes<\/h3><ul><li><a href="\/en\/cards\/freeze\/">[^<]+<\/a>, no, “&#60;b&#62;Where\?&#60;\/b&#62;”<\/li><\/ul><!--/,
  )
  await api.ask('/api/about-you', { method: 'DELETE', cookie })
  expect(await (await api.ask('/en/about-you/')).text()).toContain(
    '<!--part:about--><p>Nothing</p><!--/part:about-->',
  )
})

test('a followed link is told by the name of its readers', async () => {
  const { traits } = await (await api.ask('/api/about-you?locale=en&for=traveller')).json()
  const texts = (traits as { trait: string; text: string }[]).map(({ trait, text }) => [trait, text])
  expect(texts).toContainEqual(['for', 'Traveller'])
})
