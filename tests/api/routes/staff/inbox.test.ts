import { expect, it } from 'vitest'
import type { GapAnswer, InboxAnswerBody, LibraryAnswer } from '#api/routes/staff/answers.ts'
import { searches, votes } from '#api/storage/app-schema.ts'
import { staffHouse } from './staff-house.ts'

it('shows what agents and readers said, by article, and what was answered', async () => {
  const { ask, signedIn, store } = await staffHouse()
  const [agent, writer] = [await signedIn('agent'), await signedIn('writer')]
  const article = 'parcels/where-is-my-parcel'
  const flag = { kind: 'flag', text: 'Step 2 is outdated: the button is called Follow.', article }
  for (const _ of [1, 2]) await ask('POST', '/signals', flag, agent)
  const at = Date.parse('2026-11-20T10:00:00Z')
  const vote = {
    visitor: 'v1',
    article,
    locale: 'en',
    helpful: false,
    comment: 'Where is Track?',
    segments: [],
  }
  const search = { at, query: 'gift card', locale: 'en', total: 0, segments: [] }
  await store.write([
    store.db.insert(votes).values({ ...vote, createdAt: at, updatedAt: at }),
    store.db.insert(searches).values([search, search, { ...search, query: 'parcel', total: 3 }]),
  ])
  const inbox = async (query = '') =>
    (await (await ask('GET', `/inbox${query}`, undefined, writer)).json()) as InboxAnswerBody
  const { items, waiting } = await inbox()
  expect(waiting).toBe(3)
  expect(items).toMatchObject([
    { kind: 'flag', article: { id: article, title: 'Where is my parcel?' }, answer: null },
    { kind: 'vote', text: 'Where is Track?', helpful: false },
    { kind: 'search', text: 'gift card', times: 2, article: null },
  ])
  const library = (await (await ask('GET', '/articles', undefined, writer)).json()) as LibraryAnswer
  expect(library.articles.find((one) => one.article === article)?.waiting).toBe(2)

  const answer = (item: string | undefined, more: object) =>
    ask('POST', '/inbox/answers', { item, ...more }, writer)
  expect((await answer(items[0]?.item, { answer: 'fixed' })).status).toBe(201)
  expect((await answer(items[2]?.item, { answer: 'will-write', gap: 'g2' })).status).toBe(201)
  expect((await answer('signal:99', { answer: 'fixed' })).status).toBe(404)
  expect((await answer(items[1]?.item, { answer: 'will-write', gap: 'none' })).status).toBe(422)
  expect((await inbox()).items.map(({ kind }) => kind)).toEqual(['vote'])
  expect((await inbox('?state=fixed')).items.map(({ kind }) => kind)).toEqual(['flag'])
  const gap = (await (await ask('GET', '/gaps/g2', undefined, writer)).json()) as GapAnswer
  expect(gap.inbox).toEqual([{ text: 'gift card', locale: 'en' }])
  await answer(items[0]?.item, { answer: null })
  expect((await inbox()).waiting).toBe(2)
})
