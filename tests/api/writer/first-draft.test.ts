import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SourceAnswer } from '#api/routes/staff/answers.ts'
import { readEnvironment } from '#api/settings/environment.ts'
import { askModel } from '#api/writer/ask-model.ts'
import { readLibrary } from '#content/library/index.ts'
import { reviewed, unreviewed } from '#content/library/unreviewed.ts'
import { staffHouse } from '#tests/api/routes/staff/staff-house.ts'

const place = '/articles/en/parcels/gift-cards'
const key = 'sk-secret-0123456789'

/** A server that speaks /v1/chat/completions and answers as it is told. */
async function model(answer: RequestListener) {
  const asked: { path: string; authorization: string | undefined; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      asked.push({ path: request.url ?? '', authorization: request.headers.authorization, body })
      answer(request, response)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { asked, address: `http://127.0.0.1:${port}/v1` }
}

const says =
  (content: unknown): RequestListener =>
  (_, response) =>
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }))

async function room(answer: RequestListener) {
  const { asked, address } = await model(answer)
  const env = { KINDRED_WRITER_URL: address, KINDRED_WRITER_MODEL: 'small', KINDRED_WRITER_KEY: key }
  const house = await staffHouse(undefined, env)
  const writer = await house.signedIn('writer')
  const draft = async () => {
    const response = await house.ask('POST', `${place}/first-draft`, { gap: 'g2' }, writer)
    return { status: response.status, said: (await response.json()) as { text: string; code: string } }
  }
  return { asked, house, writer, draft }
}

test('a writer asks for a first draft: questions and public articles are sent, marked sentences come back', async () => {
  const { asked, house, draft } = await room(
    says('## Balance\n\nOpen the page. Type the number.\n1. Press Show.'),
  )
  const { status, said } = await draft()
  expect(status).toBe(200)
  expect(said.text).toBe(
    [
      `## ${unreviewed} Balance`,
      '',
      `${unreviewed} Open the page. ${unreviewed} Type the number.`,
      `1. ${unreviewed} Press Show.`,
    ].join('\n'),
  )
  expect(asked).toMatchObject([{ path: '/v1/chat/completions', authorization: `Bearer ${key}` }])
  const sent = JSON.parse(asked[0]?.body ?? '') as { model: string; messages: { content: string }[] }
  expect(Object.keys(sent)).toEqual(['model', 'messages', 'stream'])
  const matter = JSON.parse(sent.messages[1]?.content ?? '') as Record<string, unknown>
  expect(Object.keys(matter)).toEqual(['title', 'questions', 'articles'])
  expect(asked[0]?.body).not.toContain('elif@example.com')
  const admin = await house.signedIn('admin')
  const audit = await (await house.ask('GET', '/audit', undefined, admin)).text()
  expect(audit).toContain('draft.asked-of-model')
  expect(audit).not.toContain(key)
})

test('what a model answers is text: no tag, expression, link or module of it is left', async () => {
  const { draft } = await room(
    says(
      '<script>alert(1)</script> {process.env}\n[a](javascript:alert(1)) `x` &lt; ⟦unreviewed⟧\u202e\nimport x from "y"',
    ),
  )
  const { said } = await draft()
  expect(said.text).not.toMatch(/[<>{}[\]`\u202e]/)
  expect(said.text).toContain('&lt;script&gt;')
  expect(reviewed(said.text)).toMatch(/^&#105;mport/m)
  for (const line of said.text.split('\n')) expect(line).toMatch(/^⟦unreviewed⟧ /)
})

test('an article with an unreviewed sentence is not published; as a draft it only warns', async () => {
  const house = await staffHouse()
  const write = (front: string) =>
    writeFileSync(
      join(house.content, 'articles/en/parcels/new.mdx'),
      `---\ntitle: New\n${front}---\n\n${unreviewed} It takes three days.\n`,
    )
  write('')
  const { issues } = await readLibrary(house.content)
  expect(issues).toMatchObject([{ file: 'articles/en/parcels/new.mdx', line: 5 }])
  write('draft: true\n')
  const drafted = await readLibrary(house.content)
  expect(drafted.issues).toEqual([])
  expect(drafted.warnings.some(({ message }) => /not reviewed/.test(message))).toBe(true)
})

test.each<[string, RequestListener]>([
  ['writer-wrong-key', (_, response) => response.writeHead(401).end(`{"error":{"message":"bad ${key}"}}`)],
  ['writer-no-model', (_, response) => response.writeHead(404).end()],
  ['writer-refused', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['writer-empty', says(null)],
  ['writer-empty', (_, response) => response.end('no JSON')],
  ['writer-too-long', (_, response) => response.end('x'.repeat(300_000))],
  ['writer-unreachable', (request) => request.socket.destroy()],
])('a server that does not answer as it should is refused as %s, without the key', async (code, answer) => {
  const { draft } = await room(answer)
  const { status, said } = await draft()
  expect({ status, code: said.code }).toEqual({ status: 502, code })
  expect(JSON.stringify(said)).not.toContain(key)
})

test('a model that takes too long is not waited for', async () => {
  const { address } = await model(() => undefined)
  const settings = { url: new URL(address), model: 'small', key: undefined }
  await expect(askModel(settings, [], 50)).rejects.toMatchObject({ more: { code: 'writer-slow' } })
})

test('without a model nothing is offered, and asking is refused', async () => {
  const house = await staffHouse()
  const writer = await house.signedIn('writer')
  const source = (await (await house.ask('GET', place, undefined, writer)).json()) as SourceAnswer
  expect(source.writer).toBeNull()
  const asked = await house.ask('POST', `${place}/first-draft`, { gap: 'g2' }, writer)
  expect(await asked.json()).toMatchObject({ status: 409, code: 'no-writer' })
})

test('the settings of the model are checked, and the key is never shown', () => {
  const wrong = (more: Record<string, string>) => {
    try {
      readEnvironment({
        KINDRED_WRITER_URL: 'https://models.example.com/v1',
        KINDRED_WRITER_MODEL: 'm',
        ...more,
      })
      return ''
    } catch (error) {
      return String(error)
    }
  }
  expect(wrong({})).toBe('')
  expect(wrong({ KINDRED_WRITER_URL: '' })).toContain('KINDRED_WRITER_URL is missing')
  expect(wrong({ KINDRED_WRITER_MODEL: '' })).toContain('KINDRED_WRITER_MODEL is missing')
  expect(wrong({ KINDRED_WRITER_URL: 'http://models.example.com' })).toContain('without encryption')
  expect(wrong({ KINDRED_WRITER_URL: 'https://me:pass@models.example.com' })).toMatch(
    /holds a password(?!.*pass@)/,
  )
  expect(wrong({ KINDRED_WRITER_KEY: 'a secret key' })).toMatch(/characters that no key has(?!.*a secret)/)
})
