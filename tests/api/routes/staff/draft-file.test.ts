import { expect, it, vi } from 'vitest'
import type { DraftTextAnswer, GapAnswer } from '#api/routes/staff/answers.ts'
import { staffHouse } from './staff-house.ts'

vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof import('node:fs/promises')>()),
  writeFile: () => Promise.reject(Object.assign(new Error('EROFS: read-only'), { code: 'EROFS' })),
}))

it('a content folder that cannot be written is said in words, and the draft is given as a text', async () => {
  const { ask, signedIn } = await staffHouse()
  const writer = await signedIn('writer')
  const place = { category: 'parcels', locale: 'en', slug: 'broken' }
  const refused = await ask('POST', '/gaps/g1/decisions', { decision: 'draft', ...place, last: 0 }, writer)
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({
    type: 'urn:kindred:problem:read-only',
    detail: 'The file articles/en/parcels/broken.mdx cannot be written: the content folder is read-only.',
  })
  const gap = (await (await ask('GET', '/gaps/g1', undefined, writer)).json()) as GapAnswer
  expect(gap).toMatchObject({ state: 'open', history: [], last: 0 })
  const text = await ask('POST', '/gaps/g1/draft-text', place, writer)
  expect((await text.json()) as DraftTextAnswer).toMatchObject({
    file: 'articles/en/parcels/broken.mdx',
    text: expect.stringContaining('draft: true'),
  })
})
