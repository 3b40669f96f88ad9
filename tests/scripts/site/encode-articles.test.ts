import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readVectors } from '#api/encoders/article-vectors.ts'
import { encodeArticles } from '#scripts/site/encode-articles.ts'
import { type EmbeddingsServer, startEmbeddingsServer } from '#tests/support/embeddings-server.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

let server: EmbeddingsServer
let folder: string
const said: string[] = []
const publish = () => encodeArticles(tinyLibrary(), join(folder, 'published'), (line) => said.push(line))
beforeEach(async () => {
  server = await startEmbeddingsServer()
  folder = mkdtempSync(join(tmpdir(), 'encode-test-'))
  said.length = 0
  vi.stubEnv('KINDRED_DATA', folder)
  vi.stubEnv('KINDRED_EMBEDDINGS_URL', server.url)
  vi.stubEnv('KINDRED_EMBEDDINGS_MODEL', 'test')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.stop()
  rmSync(folder, { recursive: true })
})

test('publishing encodes what search may find, says what leaves, and each text once', async () => {
  await publish()
  const vectors = readVectors(join(folder, 'published'))!
  expect(vectors.encoder).toContain('test at 127.0.0.1')
  expect([...vectors.begins.keys()]).toContain('tr/cards/freeze')
  expect([...vectors.begins.keys()]).not.toContain('en/trips/secret')
  expect(said).toEqual([
    expect.stringMatching(/^Embeddings: 14 passages of articles are sent to 127\.0\.0\.1/),
  ])
  const sent = server.asked.length
  await publish()
  expect(server.asked).toHaveLength(sent)
})

test('publishing goes on without its encoder, and says so', async () => {
  server.misbehave = (_, response) => Boolean(response.writeHead(401).end())
  await publish()
  expect(readVectors(join(folder, 'published'))).toBeUndefined()
  expect(said.at(-1)).toMatch(/does not accept the key[\s\S]*Search goes by words alone until the next build/)
})

test('publishing encodes nothing where nobody asked for it', async () => {
  vi.stubEnv('KINDRED_EMBEDDINGS_URL', '')
  vi.stubEnv('KINDRED_EMBEDDINGS_MODEL', '')
  await publish()
  expect(readVectors(join(folder, 'published'))).toBeUndefined()
  expect(said).toEqual([])
})
