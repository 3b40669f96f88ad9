import { expect, onTestFinished, test } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { cookieOf, type TestApi, testApi } from '#tests/support/api.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

/** In every part of an unlisted article and of a draft; no word of the other texts. */
const canary = 'quetzalcoatl'
const planted = (access: string) =>
  article(
    `The ${canary} offer`,
    `Ask for the ${canary} rate.\n\n## How ${canary} works\n\nThe ${canary} rate is for few.`,
    [
      `description: All of ${canary}`,
      `keywords: [${canary}, rate]`,
      'segments: [traveller]',
      `aliases: [/old-${canary}/]`,
      `answers: g${canary}`,
      access,
      '',
    ].join('\n'),
  )

async function plantedApi(): Promise<TestApi> {
  const content = contentFolder({
    'articles/en/cards/rates.md': article('Rates', 'The usual rate of cards.', 'segments: [traveller]\n'),
    [`articles/en/cards/${canary}-offer.md`]: planted('access: unlisted'),
    [`articles/en/cards/${canary}-draft.md`]: planted('draft: true'),
    'segments/traveller.yaml': [
      'label: Traveller',
      'who: { trips: { $gte: 1 } }',
      `suggest: [cards/${canary}-offer, cards/rates]`,
      '',
    ].join('\n'),
    'traits.yaml': '- { id: trips, type: number }\n',
  })
  const { library } = await readLibrary(content)
  expect(library.articles.map(({ id }) => id)).toContain(`cards/${canary}-offer`)
  expect(library.drafts).toHaveLength(1)
  const api = await testApi(library)
  onTestFinished(() => api.close())
  return api
}

test('no public answer names an article that is unlisted or a draft, whoever asks', async () => {
  const api = await plantedApi()
  const paths = api.app.routes
    .filter(({ method, path }) => method === 'GET' && !/\*|:|^\/api\/staff/.test(path))
    .map(({ path }) => path)
  expect(paths).toEqual(
    expect.arrayContaining(['/api/ordering', '/api/view', '/api/search', '/api/about-you']),
  )
  const asked = [
    ...new Set(paths),
    ...['/en/', '/en/cards/', '/en/search/?q=rate', '/en/nothing/here/', '/sitemap.xml', '/redirects.json'],
  ]
  const chosen = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: 'traveller' } }))
  const known = cookieOf(
    await api.ask('/api/identity', {
      method: 'POST',
      json: { token: await api.token({ traits: { trips: 3 } }) },
    }),
  )
  const named: string[] = []
  for (const cookie of [undefined, chosen, known])
    for (const path of asked)
      for (const query of ['', 'for=traveller', 'q=rate', 'q=offer&limit=50', 'q=how+works&typing=1']) {
        const answer = await api.ask(`${path}${path.includes('?') ? '&' : '?'}${query}`, { cookie })
        if ((await answer.text()).toLowerCase().includes(canary)) named.push(`${path} ${query}`)
      }
  expect(named).toEqual([])
})

test('a vote on the unlisted page counts: whoever has its link may read it', async () => {
  const api = await plantedApi()
  const json = { article: `cards/${canary}-offer`, locale: 'en', helpful: true }
  expect((await api.ask('/api/votes', { method: 'POST', json })).status).toBe(201)
})
