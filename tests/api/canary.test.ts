import { expect, onTestFinished, test } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { cookieOf, type TestApi, testApi } from '#tests/support/api.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

/** In every part of an unlisted article, of a restricted one and of those that are held back; no word of the other texts. */
const canary = 'quetzalcoatl'
const planted = (access: string) =>
  article(
    `The ${canary} offer`,
    `Ask for the ${canary} rate.\n\n## How ${canary} works\n\nThe ${canary} rate is for few.`,
    [
      `description: All of ${canary}`,
      `keywords: [${canary}, rate]`,
      'segments: [traveller]',
      `aliases: [/old-${canary}-${access.replace(/\W+/g, '-')}/]`,
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
    [`articles/en/cards/${canary}-soon.md`]: planted('publish_at: 2999-01-01'),
    [`articles/en/cards/${canary}-over.md`]: planted('expires_at: 2020-01-01'),
    'site.yaml': `most_asked: [cards/${canary}-soon, cards/${canary}-over]\n`,
    [`articles/en/cards/${canary}-members.md`]: planted('restricted: [member]'),
    'segments/member.yaml': 'label: Member\nwho: { plan: gold }\n',
    'segments/traveller.yaml': [
      'label: Traveller',
      'who: { trips: { $gte: 1 } }',
      `suggest: [cards/${canary}-offer, cards/${canary}-members, cards/${canary}-soon, cards/rates]`,
      '',
    ].join('\n'),
    'traits.yaml': '- { id: trips, type: number }\n- { id: plan, type: string }\n',
  })
  const { library, issues } = await readLibrary(content)
  expect(issues).toEqual([])
  expect(library.articles.map(({ id }) => id)).toContain(`cards/${canary}-offer`)
  expect(library.drafts).toHaveLength(3)
  const api = await testApi(library)
  onTestFinished(() => api.close())
  return api
}

test('no public answer names an article that is unlisted, restricted to others or held back, whoever asks', async () => {
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
  const member = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: 'member' } }))
  for (const cookie of [undefined, chosen, known, member])
    for (const path of asked)
      for (const query of [
        '',
        'for=traveller',
        'for=member',
        'q=rate',
        'q=offer&limit=50',
        'q=how+works&typing=1',
      ]) {
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

test('a customer whose signed facts match is told of the restricted article, and a draft of nobody', async () => {
  const api = await plantedApi()
  const token = await api.token({ traits: { trips: 3, plan: 'gold' } })
  const cookie = cookieOf(await api.ask('/api/identity', { method: 'POST', json: { token } }))
  const answer = await (await api.ask(`/api/search?q=${canary}`, { cookie })).json()
  expect(answer.results.map(({ article }: { article: string }) => article)).toEqual([
    `cards/${canary}-members`,
  ])
  expect(await (await api.ask('/api/ordering', { cookie })).text()).toContain(`cards/${canary}-members`)
  // What the browser says beside it takes nothing away and gives nothing.
  const chosen = await api.ask('/api/choice', { method: 'PUT', json: { segment: null }, cookie })
  expect(chosen.status).toBe(200)
  const again = await (await api.ask(`/api/search?q=${canary}`, { cookie })).json()
  expect(again.total).toBe(1)
})
