import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readFolder } from '#content/library/read-folder.ts'
import { checkExternal } from '#scripts/external-links.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

it('outside links that do not answer are told with their line; answers are kept, and no more is asked than allowed', async () => {
  const asked: string[] = []
  const server = createServer(({ url, method }, response) => {
    asked.push(`${method} ${url}`)
    response.writeHead(url === '/gone' ? 404 : url === '/no-head' && method === 'HEAD' ? 405 : 200).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const folder = contentFolder({
    'articles/en/a/one.md': article(
      'One',
      `[a](${host}/fine#part)\n\n[b](${host}/gone)\n\n[c](${host}/no-head) [d](${host}/later)`,
    ),
  })
  const { read } = await readFolder(folder)
  const asking = { limit: 3, cache: join(folder, 'data', 'links.json'), patience: 2000 }
  const first = await checkExternal(read, { ...asking, now: Date.parse('2026-01-01') })
  expect(first).toEqual({
    issues: [
      {
        file: 'articles/en/a/one.md',
        line: 7,
        message: `The address "${host}/gone" does not answer: 404.`,
        kind: 'Outside links that do not answer',
        level: 'dead',
      },
    ],
    asked: 3,
    known: 0,
    left: 1,
  })
  expect(asked).toEqual(['HEAD /fine', 'HEAD /gone', 'GET /gone', 'HEAD /no-head', 'GET /no-head'])

  // Two days later only the one that failed and the one that was left are asked.
  const second = await checkExternal(read, { ...asking, now: Date.parse('2026-01-03') })
  expect(second).toMatchObject({ asked: 2, known: 2, left: 0 })
  expect(asked.slice(5)).toEqual(['HEAD /gone', 'GET /gone', 'HEAD /later'])
})
