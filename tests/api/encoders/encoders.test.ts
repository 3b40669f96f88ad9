import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Encoded, type Encoder, EncoderFailed } from '#api/encoders/encoder.ts'
import { beginning, embeddingsEndpoint, longestText } from '#api/encoders/endpoint.ts'
import { minilmEncoder } from '#api/encoders/minilm.ts'
import { minilmThread } from '#api/encoders/minilm-thread.ts'
import { embeddingsSettings, encoderKind } from '#api/encoders/settings.ts'
import { readEnvironment } from '#api/settings/environment.ts'
import {
  answer,
  type EmbeddingsServer,
  embedding,
  startEmbeddingsServer,
} from '#tests/support/embeddings-server.ts'

let server: EmbeddingsServer
let folder: string
let announced: string[][]
beforeEach(async () => {
  server = await startEmbeddingsServer()
  folder = mkdtempSync(join(tmpdir(), 'encoder-test-'))
  announced = []
})
afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const patience = { answer: 300, attempts: 3, wait: 5, longestWait: 2000 }

function endpoint(env: Record<string, string> = {}): Encoder {
  const settings = embeddingsSettings({
    KINDRED_EMBEDDINGS_URL: server.url,
    KINDRED_EMBEDDINGS_MODEL: 'test',
    ...env,
  })
  return embeddingsEndpoint(settings!, {
    folder,
    patience,
    announce: (leaving) => announced.push([...leaving]),
  })
}

const questions = [
  'my card was lost on the train',
  'I lost my card',
  'the exchange rate is wrong',
  'why is the exchange rate so bad',
  'kartımı kaybettim',
  'zgubiłam kartę',
]

const lone = (text: string) => endpoint().encode([text])
const rowOf = ({ rows, dims }: Encoded, at: number) => [...rows.subarray(at * dims, (at + 1) * dims)]
const likeness = (one: Encoded, a: number, b: number) =>
  rowOf(one, a).reduce((sum, value, at) => sum + value * rowOf(one, b)[at]!, 0)

describe.each([
  ['MiniLM', () => minilmEncoder(folder)],
  ['by an endpoint', () => endpoint()],
])('an encoder %s', (_, make) => {
  test('gives a row of length one for each text, the same every time', async () => {
    const one = await make().encode(questions)
    expect(one.rows).toHaveLength(questions.length * one.dims)
    for (const at of questions.slice(0, 4).keys()) expect(likeness(one, at, at)).toBeCloseTo(1, 5)
    expect(await make().encode(questions)).toEqual(one)
  })

  test('puts like beside like', async () => {
    const one = await make().encode(questions)
    expect(likeness(one, 2, 3)).toBeGreaterThan(likeness(one, 2, 0))
  })

  test('tells how far it is', async () => {
    const seen: [number, number][] = []
    await make().encode(questions, (done, total) => seen.push([done, total]))
    expect(seen.at(-1)).toEqual([questions.length, questions.length])
  })
})

test('MiniLM in its own thread gives a row of length one', async () => {
  const row = await minilmThread()('I lost my card')
  expect(row).toHaveLength(384)
  expect(row.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(1, 5)
})

describe('an endpoint', () => {
  test('is asked in batches, a few at once, each text one time', async () => {
    const many = Array.from({ length: 300 }, (_, at) => `question ${at % 200}`)
    const one = await endpoint().encode(many)
    expect(server.asked.map(({ input }) => input.length).toSorted()).toEqual([64, 64, 64, 8].toSorted())
    expect(server.mostAtOnce()).toBeLessThanOrEqual(2)
    expect(rowOf(one, 7)).toEqual(rowOf(one, 207))
    const long = Array.from({ length: 70 }, (_, at) => `${at} ${'ż'.repeat(900)}`)
    server.asked.length = 0
    await endpoint().encode(long)
    for (const { raw } of server.asked) expect(Buffer.byteLength(raw)).toBeLessThan(70_000)
  })

  test('gets the model, the key and the beginnings of texts, and nothing else', async () => {
    const long = `${'a'.repeat(longestText - 1)}😀 tail`
    await endpoint({ KINDRED_EMBEDDINGS_KEY: 'sk-secret' }).encode([long, '', '  '])
    expect(server.asked).toHaveLength(1)
    const [{ path, model, input, authorization }] = server.asked as [(typeof server.asked)[number]]
    expect({ path, model, input, authorization }).toEqual({
      path: '/v1/embeddings',
      model: 'test',
      input: ['a'.repeat(longestText - 1)],
      authorization: 'Bearer sk-secret',
    })
  })

  test('that takes fewer texts at once, or shorter ones, gets those', async () => {
    server.misbehave = ({ input }, response) =>
      (input.length > 10 && Boolean(response.writeHead(413).end())) ||
      (input.some((text) => text.length > 300) && Boolean(response.writeHead(400).end()))
    const many = Array.from({ length: 40 }, (_, at) => `question ${at} ${'x'.repeat(at * 20)}`)
    const one = await endpoint().encode(many)
    expect(rowOf(one, 3)).toEqual(rowOf(await lone(many[3]!), 0))
    expect(rowOf(one, 30)).toEqual(rowOf(await lone(many[30]!.slice(0, Math.floor(many[30]!.length / 4))), 0))
  })

  test('gives a text with nothing in it a row of zeros, and asks for none of it', async () => {
    expect(await endpoint().encode(['', ' '])).toEqual({ rows: new Float32Array(0), dims: 0 })
    const one = await endpoint().encode(['', 'card'])
    expect(new Set(rowOf(one, 0))).toEqual(new Set([0]))
    expect(server.asked.map(({ input }) => input)).toEqual([['card']])
  })

  test('is told before it is asked what leaves, and only what is new', async () => {
    server.misbehave = () => {
      expect(announced).toHaveLength(1)
      return false
    }
    await endpoint().encode(questions.slice(0, 2))
    await endpoint().encode(questions.slice(0, 2))
    expect(announced).toEqual([questions.slice(0, 2)])
    server.misbehave = () => false
    await endpoint().encode(questions)
    expect(announced[1]).toEqual(questions.slice(2))
  })
})

describe('a daily run', () => {
  const file = () => join(folder, 'embeddings', readdirSync(join(folder, 'embeddings'))[0]!)

  test('pays for new texts only, and gets the same rows', async () => {
    const before = await endpoint().encode(questions)
    server.asked.length = 0
    const after = await endpoint().encode([...questions, 'a new one'])
    expect(server.asked.flatMap(({ input }) => input)).toEqual(['a new one'])
    expect(after.rows.subarray(0, before.rows.length)).toEqual(before.rows)
  })

  test('keeps what was encoded before a failure', async () => {
    const many = Array.from({ length: 640 }, (_, at) => `question ${at}`)
    server.misbehave = (_, response, nth) => nth > 4 && Boolean(response.writeHead(400).end('no more'))
    await expect(endpoint().encode(many)).rejects.toThrow('What was encoded so far is kept')
    server.misbehave = () => false
    await endpoint().encode(many)
    expect(announced[1]).toHaveLength(640 - 4 * 64)
  })

  test('holds no text in its file, which only its owner reads', async () => {
    await endpoint().encode(questions)
    expect(readFileSync(file()).toString('latin1')).not.toMatch(/card|exchange|kart/)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })

  test('goes on after half a record, and over a damaged one', async () => {
    const before = await endpoint().encode(questions)
    truncateSync(file(), statSync(file()).size - 100)
    const bytes = readFileSync(file())
    bytes[bytes.indexOf(10) + 40]! ^= 1
    writeFileSync(file(), bytes)
    server.asked.length = 0
    expect(await endpoint().encode(questions)).toEqual(before)
    expect(server.asked.flatMap(({ input }) => input)).toHaveLength(2)
    server.asked.length = 0
    expect(await endpoint().encode(questions)).toEqual(before)
    expect(server.asked).toEqual([])
  })

  test('forgets texts that are gone, when they have become many', async () => {
    await endpoint().encode([...questions, ...Array.from({ length: 20 }, (_, at) => `erased ${at}`)])
    const size = statSync(file()).size
    await endpoint().encode(questions)
    expect(statSync(file()).size).toBeLessThan(size / 3)
    server.asked.length = 0
    await endpoint().encode(questions)
    expect(server.asked).toEqual([])
  })

  test('refuses rows of other lengths: another model answers under the old name', async () => {
    await endpoint().encode(questions)
    server.misbehave = ({ input }, response) =>
      answer(
        response,
        input.map((text) => embedding(text).slice(0, 32)),
      )
    await expect(endpoint().encode(['new'])).rejects.toThrow(
      'answers with 32 numbers a text, and earlier with 64: it is another model now. Delete ',
    )
  })

  test('refuses a file that is something else, and leaves it', async () => {
    await endpoint().encode(questions)
    writeFileSync(file(), 'a letter\n')
    await expect(endpoint().encode(questions)).rejects.toThrow('is not a cache of test at 127.0.0.1')
    expect(readFileSync(file(), 'utf8')).toBe('a letter\n')
  })
})

describe('a server that is busy, slow or gone for a while', () => {
  test.each<[string, (typeof server)['misbehave']]>([
    ['says 429', (_, response) => Boolean(response.writeHead(429).end())],
    ['says 503', (_, response) => Boolean(response.writeHead(503, { 'retry-after': '0' }).end())],
    ['cuts the connection', (_, response) => Boolean(response.destroy())],
    [
      'cuts its answer',
      (_, response) => Boolean(response.writeHead(200).write('{"data": [') && response.destroy()),
    ],
    ['does not answer', () => true],
    [
      'stops in the middle of an answer',
      (_, response) => {
        response.writeHead(200)
        response.write('{"data": [')
        return true
      },
    ],
  ])('%s, and is asked again', async (_, misbehave) => {
    server.misbehave = (asked, response, nth) => nth < 3 && misbehave(asked, response, nth)
    const one = await endpoint().encode(['card'])
    expect(one.dims).toBe(64)
    expect(server.asked).toHaveLength(3)
  })

  test('is waited for as long as it asks', async () => {
    server.misbehave = (_, response, nth) =>
      nth === 1 && Boolean(response.writeHead(429, { 'retry-after': '1' }).end())
    const begun = performance.now()
    await endpoint().encode(['card'])
    expect(performance.now() - begun).toBeGreaterThan(950)
  })

  test('is not waited for when it asks for too long', async () => {
    server.misbehave = (_, response) => Boolean(response.writeHead(429, { 'retry-after': '3600' }).end())
    await expect(endpoint().encode(['card'])).rejects.toThrow('answered 429 and asks to wait 3600 seconds')
    expect(server.asked).toHaveLength(1)
  })

  test('is given up in the end, in words', async () => {
    server.misbehave = (_, response) => Boolean(response.writeHead(500).end())
    const error = await endpoint()
      .encode(['card'])
      .catch((reason: Error) => reason)
    expect(error).toBeInstanceOf(EncoderFailed)
    expect((error as Error).message).toMatch(
      /^The embeddings server 127\.0\.0\.1:\d+ \(model test\) answered 500, 3 times\. Is it running, and does it have the model\?\n/,
    )
    expect(server.asked).toHaveLength(3)
  })

  test('is given up when nobody listens', async () => {
    const encoder = endpoint({ KINDRED_EMBEDDINGS_URL: 'http://127.0.0.1:1/v1' })
    await expect(encoder.encode(['card'])).rejects.toThrow('could not be reached')
  })
})

describe('an answer that is wrong', () => {
  const right = (input: readonly string[]) => input.map(embedding)
  const json = (value: unknown): (typeof server)['misbehave'] => {
    return (_, response) => Boolean(response.writeHead(200).end(JSON.stringify(value)))
  }
  test.each<[string, (typeof server)['misbehave'], string]>([
    [
      'one embedding less',
      ({ input }, r) => answer(r, right(input).slice(1)),
      'was given 2 texts and answered with 1',
    ],
    ['one embedding more', ({ input }, r) => answer(r, right([...input, 'x'])), 'answered with 3 embeddings'],
    [
      'a null, as NaN is written',
      ({ input }, r) =>
        answer(
          r,
          right(input).map((e) => [null, ...e]),
        ),
      'no list of numbers',
    ],
    [
      'all zero',
      ({ input }, r) =>
        answer(
          r,
          right(input).map((e) => e.map(() => 0)),
        ),
      'is all zero',
    ],
    [
      'different lengths',
      ({ input }, r) =>
        answer(
          r,
          right(input).map((e, at) => e.slice(at)),
        ),
      'of different lengths',
    ],
    [
      'no numbers at all',
      ({ input }, r) =>
        answer(
          r,
          input.map(() => []),
        ),
      'is all zero',
    ],
    [
      'numbers as text',
      json({ data: [{ embedding: 'AACAPw==' }, { embedding: 'AACAPw==' }] }),
      'no list of numbers',
    ],
    [
      'the same index twice',
      json({
        data: [
          { index: 0, embedding: [1] },
          { index: 0, embedding: [2] },
        ],
      }),
      'cannot be told apart',
    ],
    [
      'an index beyond',
      json({
        data: [
          { index: 0, embedding: [1] },
          { index: 2, embedding: [2] },
        ],
      }),
      'cannot be told apart',
    ],
    [
      'an index that is none',
      json({
        data: [
          { index: 0, embedding: [1] },
          { index: '__proto__', embedding: [2] },
        ],
      }),
      'cannot be told apart',
    ],
    ['no list', json({ ok: true }), 'no list of embeddings'],
    ['null', json(null), 'no list of embeddings'],
    ['nulls', json({ data: [null, null] }), 'no list of numbers'],
    ['a page', (_, r) => Boolean(r.writeHead(200).end('<html>')), 'no list of embeddings'],
    [
      'another address',
      (_, r) => Boolean(r.writeHead(307, { location: 'http://127.0.0.2:9/v1' }).end()),
      'wants texts sent to "http://127.0.0.2:9/v1" instead',
    ],
    ['no key', (_, r) => Boolean(r.writeHead(401).end()), 'Check KINDRED_EMBEDDINGS_KEY'],
    [
      'no model',
      (_, r) => Boolean(r.writeHead(404).end('{"error":{"message":"model \\"test\\" not found"}}')),
      '404: model "test" not found',
    ],
    [
      'too long',
      (_, r) => Boolean(r.writeHead(400).end('{"error":"input\\u001b[31m too long"}')),
      'refuses the texts (400: input [31m too long)',
    ],
  ])('(%s) is refused, and nothing of it is kept', async (_, misbehave, why) => {
    server.misbehave = misbehave
    await expect(endpoint().encode(['card', 'rate'])).rejects.toThrow(why)
    expect(server.asked.length).toBeLessThanOrEqual(2)
    expect(() => readdirSync(join(folder, 'embeddings'))).toThrow('ENOENT')
  })

  test('never shows the key, even when the server does', async () => {
    server.misbehave = ({ authorization }, response) =>
      Boolean(response.writeHead(403).end(`wrong key: ${authorization}`))
    const error = await endpoint({ KINDRED_EMBEDDINGS_KEY: 'sk-secret' })
      .encode(['card'])
      .catch((reason: Error) => reason)
    expect((error as Error).message).toContain('wrong key: Bearer …')
  })
})

describe('settings', () => {
  const of = (url?: string, model?: string, key?: string) =>
    embeddingsSettings({
      KINDRED_EMBEDDINGS_URL: url,
      KINDRED_EMBEDDINGS_MODEL: model,
      KINDRED_EMBEDDINGS_KEY: key,
    })

  test('are off by default', () => {
    expect(of()).toBeUndefined()
    expect(of('', '', '')).toBeUndefined()
  })

  test.each([
    ['http://127.0.0.1:11434', 'http://127.0.0.1:11434/v1/embeddings'],
    ['http://localhost:11434/v1/', 'http://localhost:11434/v1/embeddings'],
    ['http://[::1]:8000/v1/embeddings', 'http://[::1]:8000/v1/embeddings'],
    ['https://api.example.com/v1', 'https://api.example.com/v1/embeddings'],
    [
      'https://x.example.com/openai/embeddings?api-version=1',
      'https://x.example.com/openai/embeddings?api-version=1',
    ],
  ])('%s leads to %s', (url, whole) => {
    expect(of(url, 'm')?.url.href).toBe(whole)
  })

  test.each([
    ['http://api.example.com/v1', 'without encryption'],
    ['http://10.0.0.5:11434', 'without encryption'],
    ['http://127.0.0.1.example.com', 'without encryption'],
    ['http://localhost.example.com', 'without encryption'],
    ['http://0.0.0.0:11434', 'without encryption'],
    ['http://[::ffff:127.0.0.1]:80', 'without encryption'],
    ['https://user:pass@api.example.com', 'Put it into KINDRED_EMBEDDINGS_KEY'],
    ['file:///etc/passwd', 'no address'],
    ['ftp://127.0.0.1', 'no address'],
    ['api.example.com', 'no address'],
  ])('refuse %s', (url, why) => {
    expect(() => of(url, 'm')).toThrow(why)
  })

  test('are known to the server, which does not need them', () => {
    const env = { KINDRED_EMBEDDINGS_URL: 'x', KINDRED_EMBEDDINGS_MODEL: 'm', KINDRED_EMBEDDINGS_KEY: 'k' }
    expect(() => readEnvironment(env)).not.toThrow()
    expect(() => readEnvironment({ KINDRED_EMBEDINGS_URL: 'x' })).toThrow(
      'Did you mean KINDRED_EMBEDDINGS_URL?',
    )
  })

  test('refuse halves', () => {
    expect(() => of('https://api.example.com')).toThrow('KINDRED_EMBEDDINGS_MODEL is missing')
    expect(() => of(undefined, 'm')).toThrow('KINDRED_EMBEDDINGS_URL is missing')
    expect(() => of(undefined, undefined, 'k')).toThrow('KINDRED_EMBEDDINGS_URL is missing')
    expect(() => of('https://api.example.com', 'm', 'a\nb')).toThrow('characters that no key has')
  })
})

test('a text is cut between letters', () => {
  expect(beginning(`${'x'.repeat(longestText - 1)}😀`)).toBe('x'.repeat(longestText - 1))
  expect(beginning('  short ')).toBe('short')
})

describe('the choice of an encoder', () => {
  test('is words, unless one is named or an endpoint has an address', () => {
    expect(encoderKind({})).toBe('lexical')
    expect(encoderKind({ KINDRED_ENCODER: 'minilm' })).toBe('minilm')
    expect(encoderKind({ KINDRED_EMBEDDINGS_URL: 'http://127.0.0.1/v1' })).toBe('endpoint')
    const both = { KINDRED_ENCODER: 'lexical', KINDRED_EMBEDDINGS_URL: 'http://127.0.0.1/v1' }
    expect(encoderKind(both)).toBe('lexical')
  })

  test('of a name that is none says which there are', () => {
    expect(() => encoderKind({ KINDRED_ENCODER: 'bert' })).toThrow(
      'KINDRED_ENCODER is "bert". It can be lexical, minilm, endpoint.',
    )
  })
})
