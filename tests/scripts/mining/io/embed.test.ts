import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { spaceForMining } from '#scripts/mining/io/embed.ts'
import { mine } from '#scripts/mining/mine.ts'
import { type GivenSpace, rowsIn } from '#scripts/mining/text/embedding-space.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'
import { type EmbeddingsServer, startEmbeddingsServer } from '#tests/support/embeddings-server.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')
let server: EmbeddingsServer
let folder: string
beforeEach(async () => {
  server = await startEmbeddingsServer()
  folder = mkdtempSync(join(tmpdir(), 'for-mining-test-'))
})
afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const env = () => ({ KINDRED_EMBEDDINGS_URL: server.url, KINDRED_EMBEDDINGS_MODEL: 'test' })
const tickets: MiningTicket[] = [
  'my card was lost',
  'my card was lost',
  'write to ayse@example.com, the rate is wrong',
].map((body, at) => ({
  ...{ id: `zendesk:acme:secret-${at}`, text: body, body, language: 'en' },
  ...{ segments: ['vip-segment'], customer: 'customer-key', channel: 'secret-channel' },
  createdAt: '2026-11-16T10:00:00Z',
}))
const articles = [
  { id: 'cards/lost', locale: 'en', title: 'Lost card', passages: ['Freeze it.', 'Lost card'] },
]

describe('points for mining', () => {
  test('are not made unless asked for', async () => {
    const said: string[] = []
    expect(
      await spaceForMining({ tickets, articles, env: {}, folder, say: (line) => said.push(line) }),
    ).toEqual({})
    expect([said, server.asked]).toEqual([[], []])
  })

  test('are there for every text that mining asks for', async () => {
    const greeting = 'Hello Acme,\n'
    const more = Array.from({ length: 40 }, (_, at) => ({
      ...{ id: `more:${at}`, text: '', language: at % 3 === 0 ? 'tr' : at % 3 === 1 ? 'pl' : undefined },
      subject: at % 2 === 0 ? 'a subject that says something of its own' : undefined,
      body: `${greeting}${at % 4 === 0 ? '' : `question ${'again '.repeat(at)}`}\n> quoted\n${at % 5 === 0 ? '' : 'Thanks'}`,
    }))
    const asked = [...more, ...tickets].reverse()
    const { vectors } = await spaceForMining({ tickets: asked, articles, env: env(), folder, say: () => {} })
    const wanted: boolean[] = []
    class Watched extends Map<string, number> {
      override get(text: string) {
        wanted.push(this.has(text))
        return super.get(text)
      }
    }
    const watched: GivenSpace = { ...vectors!, of: new Watched(vectors!.of) }
    const { groups } = mine(asked, articles, { vectors: watched })
    expect(groups.size).toBe(asked.length)
    expect(wanted.length).toBeGreaterThan(asked.length)
    expect(wanted).not.toContain(false)
    expect(rowsIn(vectors!, ['unheard of'])).toBeUndefined()
  })

  test('are made of what was said to leave, and of nothing else', async () => {
    const said: string[] = []
    server.misbehave = () => {
      expect(said).toHaveLength(1)
      return false
    }
    await spaceForMining({ tickets, articles, env: env(), folder, say: (line) => said.push(line) })
    expect(said[0]).toBe(
      `Embeddings: the redacted text of 3 tickets and 2 passages of articles is sent to ${new URL(server.url).host}, on this machine (model test): at most 1,000 letters of each. Who wrote them, their segments, dates and ids are not sent.`,
    )
    const sent = server.asked.map(({ raw }) => raw).join('\n')
    expect(sent).toContain('my card was lost')
    expect(sent).not.toMatch(/ayse|example\.com|secret|vip|customer-key|2026|cards\/lost/)
    server.asked.length = 0
    await spaceForMining({ tickets, articles, env: env(), folder, say: (line) => said.push(line) })
    expect([said.length, server.asked]).toEqual([1, []])
  })

  test('are not made of searches that are only assigned their topic: those are assigned by their words', async () => {
    const ends = ['please', 'today', 'abroad', 'again', 'tonight']
    const asks = [
      'my card was lost and',
      'where is the cash machine',
      'the rate is wrong for',
      'close my account',
    ]
    const many = Array.from({ length: 100 }, (_, at): MiningTicket => {
      const text = `${asks[at % 4]} ${ends[(at >> 2) % 5]} ${ends[Math.floor(at / 20)]}`
      return { id: `t${at}`, text, language: 'en' }
    })
    const search = {
      id: 'search:1',
      text: 'wrong, the rate is wrong for abroad',
      language: 'en',
      signal: 'search',
    } as const
    const other = { ...search, id: 'search:2', text: 'umbrella handle' }
    const asked = [...many, search, other]
    const { vectors } = await spaceForMining({ tickets: asked, articles, env: env(), folder, say: () => {} })
    const sent = server.asked.map(({ raw }) => raw).join('\n')
    expect(sent).toContain('the rate is wrong for today')
    expect(sent).not.toMatch(/wrong, the rate|umbrella/)
    const { groups } = mine(asked, articles, { vectors })
    expect(groups.get('search:1')).toBe(groups.get('t2'))
    expect(groups.has('search:2')).toBe(false)
  })
})

describe('npm run mine', () => {
  async function run(script: string, args: string[], more: Record<string, string> = {}) {
    const ran = spawn(process.execPath, [join(root, 'scripts', script), ...args], {
      env: {
        ...process.env,
        KINDRED_CONTENT: join(folder, 'content'),
        KINDRED_DATA: join(folder, 'data'),
        ...more,
      },
      cwd: folder,
    })
    let output = ''
    for (const stream of [ran.stdout, ran.stderr])
      stream.setEncoding('utf8').on('data', (piece) => (output += piece))
    const [status] = await once(ran, 'close')
    return { status, output }
  }

  test('says what leaves the machine, and stops in words when the server fails', async () => {
    mkdirSync(join(folder, 'content', 'articles', 'en', 'cards'), { recursive: true })
    writeFileSync(
      join(folder, 'content', 'articles', 'en', 'cards', 'lost.mdx'),
      '---\ntitle: Lost card\n---\nFreeze it.\n',
    )
    const lines = Array.from({ length: 12 }, (_, at) =>
      JSON.stringify({
        id: at,
        created_at: '2026-11-01T10:00:00Z',
        description: `why is the exchange rate wrong ${'again '.repeat(at)}`,
        requester: { email: `c${at}@example.com` },
      }),
    )
    writeFileSync(join(folder, 'tickets.ndjson'), lines.join('\n'))
    expect((await run('import.ts', ['tickets.ndjson', '--source', 'zendesk'])).status).toBe(0)

    const mined = await run('mine.ts', [], env())
    expect(mined.output).toContain(
      'Embeddings: the redacted text of 12 tickets and 2 passages of articles is sent to',
    )
    expect(mined).toMatchObject({ status: 0, output: expect.stringContaining('The whole report') })

    server.misbehave = (_, response) => Boolean(response.writeHead(401).end())
    const refused = await run('mine.ts', [], { ...env(), KINDRED_EMBEDDINGS_MODEL: 'other' })
    expect(refused).toMatchObject({
      status: 1,
      output: expect.stringContaining('Check KINDRED_EMBEDDINGS_KEY'),
    })
    expect(refused.output).not.toContain('    at ')

    server.asked.length = 0
    const open = await run('mine.ts', [], { ...env(), KINDRED_EMBEDDINGS_URL: 'http://192.0.2.1/v1' })
    expect(open).toMatchObject({ status: 1, output: expect.stringContaining('without encryption') })
    expect(server.asked).toEqual([])
  }, 60_000)
})
