import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '#api/app.ts'
import { articleVectors, readVectors, writeVectors } from '#api/encoders/article-vectors.ts'
import { embeddingsEndpoint } from '#api/encoders/endpoint.ts'
import { questionLikeness } from '#api/encoders/question-likeness.ts'
import { embeddingsSettings } from '#api/encoders/settings.ts'
import { type TestApi, testApi } from '#tests/support/api.ts'
import {
  answer,
  type EmbeddingsServer,
  type Misbehave,
  startEmbeddingsServer,
} from '#tests/support/embeddings-server.ts'

/** What a model of four meanings knows, each by several words. */
const known = [/freez|chilly/i, /lost|stolen|swiped/i, /exchange/i, /zzyzx/]
const meaning: Misbehave = ({ input }, response) =>
  answer(
    response,
    input.map((text) => [0.1, ...known.map((words) => Number(words.test(text)))]),
  )

let server: EmbeddingsServer
let folder: string
let api: TestApi
let app: Hono
let told: string[]
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())
beforeEach(async () => {
  server = await startEmbeddingsServer()
  server.misbehave = meaning
  folder = mkdtempSync(join(tmpdir(), 'meaning-test-'))
  const env = { KINDRED_EMBEDDINGS_URL: server.url, KINDRED_EMBEDDINGS_MODEL: 'test' }
  const encoder = embeddingsEndpoint(embeddingsSettings(env)!, { folder, announce() {} })
  writeVectors(folder, await articleVectors(api.context.everything(), encoder))
  const vectors = readVectors(folder)
  told = []
  const likeness = questionLikeness(env, (reason) => told.push(reason))!
  app = createApp({ ...api.context, likeness: (question, locale) => likeness(question, locale, vectors) })
  server.asked.length = 0
})
afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const origin = 'http://127.0.0.1:4321'
const found = async (question: string, more = ''): Promise<string[]> => {
  const asked = await app.request(`${origin}/api/search?q=${encodeURIComponent(question)}&locale=en${more}`)
  expect(asked.status).toBe(200)
  const { results } = (await asked.json()) as { results: { article: string }[] }
  return results.map(({ article }) => article)
}
const byWords = async (question: string): Promise<string[]> => {
  const asked = await api.ask(`/api/search?q=${encodeURIComponent(question)}&locale=en`)
  return ((await asked.json()) as { results: { article: string }[] }).results.map(({ article }) => article)
}

describe('search by meaning', () => {
  test('finds an article that shares no word with the question, on the page and by the API', async () => {
    const question = 'chilly zweckform'
    expect(await byWords(question)).toEqual([])
    expect(await found(question)).toEqual(['cards/freeze'])
    const page = await app.request(`${origin}/en/search/?q=chilly+zweckform`)
    expect(await page.text()).toContain('/en/cards/freeze/')
  })

  test('keeps what words find, in its place beside it', async () => {
    const both = await found('somebody swiped it, exchange the card')
    expect(both.slice(0, 2).sort()).toEqual(['cards/lost', 'trips/rates'])
    expect(both).toEqual(expect.arrayContaining(await byWords('exchange')))
  })

  test('finds nothing by a question that means nothing to the model', async () => {
    expect(await found('zzyzx')).toEqual([])
  })

  test('never finds by it what search may not find', async () => {
    expect((await found('a page by link only')).includes('trips/secret')).toBe(false)
  })

  test('sends a question once, redacted, and none that is still being typed', async () => {
    await found('chilly zweckform of jane.doe@example.com')
    await found('chilly zweckform of jane.doe@example.com')
    await found('chilly zw', '&typing=1')
    expect(server.asked).toHaveLength(1)
    expect(server.asked[0]!.raw).not.toContain('jane.doe')
  })
})

describe('an encoder that cannot be used', () => {
  test.each<[string, Misbehave, RegExp]>([
    [
      'does not answer',
      () => true,
      /did not answer within 150 ms\. Until it answers again, search goes by words alone/,
    ],
    ['breaks', (_, response) => Boolean(response.writeHead(500).end()), /answered 500/],
    ['is gone', (_, response) => Boolean(response.destroy()), /could not be reached/],
    ['talks nonsense', (_, response) => Boolean(response.end('<html>')), /no list of embeddings/],
    ['has another model', (_, response) => answer(response, [[1, 2]]), /2 numbers, and articles have 5/],
  ])('and %s leaves the reader what words find, and is told of once', async (_, misbehave, reason) => {
    server.misbehave = misbehave
    const begun = performance.now()
    for (const question of ['a lost card', 'freeze the card', 'exchange rates'])
      expect(await found(question)).toEqual(await byWords(question))
    expect(performance.now() - begun).toBeLessThan(1000)
    expect(told).toEqual([expect.stringMatching(reason)])
    expect((await app.request(`${origin}/readyz`)).status).toBe((await api.ask('/readyz')).status)
  })

  test('is none where nobody asked for one: nothing is loaded', async () => {
    expect(questionLikeness({}, () => {})).toBeUndefined()
    expect(api.context.likeness).toBeUndefined()
  })
})
