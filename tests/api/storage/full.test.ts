import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { votes } from '#api/storage/app-schema.ts'
import { type TestApi, testApi } from '#tests/support/api.ts'

/** The database may not grow by a page more, as if the disk were full; a new connection forgets it. */
const fill = ({ context: { app } }: TestApi) => app.write([app.db.run(sql`PRAGMA max_page_count = 1`)])

test('a full disk is a 503 that says so, loses nothing that was acknowledged, and passes when there is room', async () => {
  const api = await testApi()
  onTestFinished(() => api.close())
  const comment = 'It does not say what to do when the app asks for a code. '.repeat(15)
  const vote = (article: string) =>
    api.ask('/api/votes', { method: 'POST', json: { article, locale: 'en', helpful: false, comment } })

  await fill(api)
  let acknowledged = 0
  let refused: Response | undefined
  for (let at = 0; !refused && at < 200; at++) {
    const answer = await vote('cards/freeze')
    if (answer.status === 201) acknowledged++
    else refused = answer
  }
  expect(refused?.status).toBe(503)
  expect(refused?.headers.get('retry-after')).not.toBeNull()
  expect(await refused?.json()).toMatchObject({ type: 'urn:kindred:problem:cannot-store' })
  expect(await api.context.app.db.select().from(votes)).toHaveLength(acknowledged)

  // There is room again; whoever asks whether we are ready finds out.
  await api.ask('/readyz')
  expect((await vote('cards/lost')).status).toBe(201)
  expect(await api.context.app.db.select().from(votes)).toHaveLength(acknowledged + 1)
})
