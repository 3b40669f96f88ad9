import { type ChildProcess, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '#api/control/client.ts'

let folder: string
let content: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-'))
  content = join(folder, 'content')
  mkdirSync(join(content, 'articles/en/cards'), { recursive: true })
  writeFileSync(
    join(content, 'articles/en/cards/freeze.mdx'),
    '---\ntitle: Freeze a card\n---\n\nPress it.\n',
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const data = (name: string) => join(folder, name)

function start(env: Record<string, string>, script = 'api/server.ts'): ChildProcess {
  return spawn(process.execPath, [script], {
    env: {
      PATH: process.env['PATH'],
      KINDRED_CONTENT: content,
      KINDRED_DATA: data('data'),
      PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = ''
  child.stderr?.on('data', (part) => {
    said += part
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })))
}

/** What the server says to these bytes, until it closes. */
function said(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    socket.on('data', (part) => {
      answer += part
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}

const wrongSettings: [string, () => Record<string, string>, RegExp][] = [
  [
    'an unknown setting',
    () => ({ KINDRED_DATTA: 'x' }),
    /^There is no setting called KINDRED_DATTA\. Did you mean KINDRED_DATA\?\n$/,
  ],
  ['a port that is none', () => ({ PORT: 'http' }), /^PORT is "http": .+\n$/],
  ['a port in another base', () => ({ PORT: '0x10e1' }), /^PORT is "0x10e1": .+\n$/],
  [
    'an origin no browser has',
    () => ({ KINDRED_ORIGIN: 'ftp://x' }),
    /^KINDRED_ORIGIN is "ftp:\/\/x": .+\n$/,
  ],
  ['a share above one', () => ({ KINDRED_HOLDOUT: '10' }), /^KINDRED_HOLDOUT is "10": .+\n$/],
  [
    'a short secret',
    () => ({ KINDRED_SECRET: 'abcd' }),
    /^KINDRED_SECRET has 2 bytes; it needs at least 32.+\n$/,
  ],
  ['a short identity key', () => ({ KINDRED_IDENTITY_KEYS: 'a:abcd' }), /"a" has 2 bytes; .+\n$/],
  ['an open host without a secret', () => ({ HOST: '0.0.0.0' }), /^KINDRED_SECRET is missing: .+\n$/],
  ['no content folder', () => ({ KINDRED_CONTENT: data('none') }), /^There is no content folder at .+\n$/],
  [
    'a data folder that is a file',
    () => ({ KINDRED_DATA: join(content, 'articles/en/cards/freeze.mdx') }),
    /^KINDRED_DATA must be a folder .+\n$/,
  ],
]

test.each<[string, () => Record<string, string>, RegExp]>([
  ...wrongSettings,
  [
    'a database that is text',
    () => {
      mkdirSync(data('text'))
      writeFileSync(join(data('text'), 'app.db'), 'hello '.repeat(2000))
      return { KINDRED_DATA: data('text') }
    },
    /^app\.db is damaged or is not a database\. .+\n$/,
  ],
  [
    'a database that was emptied',
    () => {
      mkdirSync(data('emptied'))
      writeFileSync(join(data('emptied'), 'secrets.json'), JSON.stringify({ secret: 'ab'.repeat(32) }))
      writeFileSync(join(data('emptied'), 'app.db'), '')
      return { KINDRED_DATA: data('emptied') }
    },
    /^app\.db is empty, though Kindred has run here before\. Put a backup in its place.+\n$/,
  ],
  [
    'a file of secrets that is no JSON',
    () => {
      mkdirSync(data('secrets'))
      writeFileSync(join(data('secrets'), 'secrets.json'), '{ "secret": ')
      return { KINDRED_DATA: data('secrets') }
    },
    /secrets\.json is damaged: it is no JSON object\. Put a backup of it in its place.+\n$/,
  ],
  [
    'a site that is not there',
    () => {
      mkdirSync(join(data('siteless'), 'site'), { recursive: true })
      writeFileSync(join(data('siteless'), 'site', 'current'), 'gone')
      return { KINDRED_DATA: data('siteless') }
    },
    /current names the build "gone", which is not there\. Make one with: npm run build\n$/,
  ],
])(
  '%s ends the start with one clear line',
  async (_, env, line) => {
    const { code, said } = await ended(start(env()))
    expect(said).toMatch(line)
    expect(code).toBe(1)
  },
  20_000,
)

const oneOfAKind = /unknown setting|short secret|identity key|is a file/
test.each([
  ...wrongSettings.filter(([name]) => oneOfAKind.test(name)),
  [
    'texts sent over an open line',
    () => ({ KINDRED_EMBEDDINGS_URL: 'http://example.com/v1', KINDRED_EMBEDDINGS_MODEL: 'm' }),
    /^KINDRED_EMBEDDINGS_URL goes to example\.com without encryption.+\n$/,
  ] satisfies (typeof wrongSettings)[number],
])(
  '%s is said in the same words before anything is built',
  async (_, env, line) => {
    const { code, said } = await ended(start({ KINDRED_DATA: data('unbuilt'), ...env() }, 'scripts/start.ts'))
    expect(said).toMatch(line)
    expect(code).toBe(1)
    expect(existsSync(join(data('unbuilt'), 'site'))).toBe(false)
  },
  20_000,
)

test('a taken port ends the start with one clear line', async () => {
  const taken = createServer()
  const port = await new Promise<number>((resolve) =>
    taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
  )
  const { code, said } = await ended(start({ PORT: String(port), KINDRED_DATA: data('port') }))
  taken.close()
  expect([code, said]).toEqual([1, expect.stringMatching(new RegExp(`^Port ${port} is taken .+\\n$`))])
}, 20_000)

test('a server starts, answers commands, refuses a second one, and stops when asked', async () => {
  const server = start({ KINDRED_DATA: data('runs') })
  const end = ended(server)
  const ready = await new Promise<string>((resolve) =>
    server.stdout?.once('data', (part) => resolve(String(part))),
  )
  expect(ready).toMatch(/^Kindred is ready at http:\/\/127\.0\.0\.1:\d+\/\n/)
  const origin = ready.match(/http:\/\/[\d.:]+/)?.[0] ?? ''
  expect(await (await fetch(`${origin}/healthz`)).json()).toEqual({ ok: true })
  expect((await fetch(`${origin}/readyz`)).status).toBe(503)
  expect(await (await fetch(`${origin}/api/ordering`)).json()).toMatchObject({ categories: ['cards'] })

  // Over a real connection, where even a request without a body has a stream.
  const taken = await fetch(`${origin}/api/choice`, { method: 'DELETE', headers: { Origin: origin } })
  expect(taken.status).toBe(204)
  const bare = await fetch(`${origin}/api/choice`, { method: 'PUT', headers: { Origin: origin } })
  expect([bare.status, await bare.json()]).toMatchObject([400, { hint: expect.any(String) }])
  const untyped = await fetch(`${origin}/api/choice`, {
    method: 'PUT',
    headers: { Origin: origin },
    body: new Blob(['{"segment":null}']),
  })
  expect(untyped.status).toBe(415)

  expect(await said(origin, 'no request at all\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400 .*\r\n(.+\r\n)*content-security-policy: .+unreadable-request/s,
  )
  const heavy = `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(300 * 1024)}\r\n\r\n`
  expect(await said(origin, heavy)).toMatch(/^HTTP\/1\.1 431 .+headers-too-large/s)

  expect(await ask(data('runs'), { command: 'reload' })).toEqual({ build: '' })
  await expect(ask(data('runs'), { command: 'dance' })).rejects.toThrow(/no command "dance"/)
  expect(await ask(data('elsewhere'), { command: 'reload' })).toBeUndefined()

  const second = await ended(start({ KINDRED_DATA: data('runs') }))
  expect([second.code, second.said]).toEqual([
    1,
    expect.stringMatching(/^app\.db is in use by another Kindred process\. .+\n$/),
  ])

  server.kill('SIGTERM')
  expect(await end).toEqual({
    code: 0,
    said: expect.stringMatching(/^{"level":50,.+"msg":"not ready: site: No site has been built\."}\n$/),
  })
}, 30_000)

test('what the server writes is for its own user alone', async () => {
  const server = start({ KINDRED_DATA: data('private') })
  const end = ended(server)
  await new Promise((resolve) => server.stdout?.once('data', resolve))
  const others = readdirSync(data('private'), { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => (statSync(path).mode & 0o077) !== 0)
  expect(others).toEqual([])
  server.kill('SIGTERM')
  await end
}, 20_000)

test('a log that cannot be written stops nobody', async () => {
  const full = openSync('/dev/full', 'w')
  const server = spawn(process.execPath, ['api/server.ts'], {
    env: {
      ...{ PATH: process.env['PATH'], KINDRED_CONTENT: content, KINDRED_DATA: data('full-log') },
      ...{ PORT: '0', KINDRED_LOG: 'info' },
    },
    stdio: ['ignore', 'pipe', full],
  })
  const ready = await new Promise<string>((resolve) =>
    server.stdout?.once('data', (part) => resolve(String(part))),
  )
  const origin = ready.match(/http:\/\/[\d.:]+/)?.[0] ?? ''
  for (let at = 0; at < 50; at++) expect((await fetch(`${origin}/healthz`)).status).toBe(200)
  server.kill('SIGTERM')
  expect(await new Promise((resolve) => server.once('exit', resolve))).toBe(0)
}, 20_000)

test('a client that hangs up is no fault of ours, and no request that was sent is lost when the server stops', async () => {
  const server = start({ KINDRED_DATA: data('drains') })
  const end = ended(server)
  const ready = await new Promise<string>((resolve) =>
    server.stdout?.once('data', (part) => resolve(String(part))),
  )
  const { hostname, port, origin } = new URL(ready.match(/http:\/\/[\d.:]+/)?.[0] ?? '')
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /api/votes HTTP/1.1\r\nHost: x\r\nOrigin: ${origin}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"art`,
      )
      setTimeout(() => socket.destroy(), 50)
    })
    socket.on('close', () => resolve())
  })

  // Kept connections that ask again and again; each stops when it is told to close.
  let answered = 0
  let lost = 0
  const busy = Array.from(
    { length: 20 },
    () =>
      new Promise<void>((resolve) => {
        let waiting = true
        const ask = () => {
          waiting = true
          socket.write('GET /api/ordering HTTP/1.1\r\nHost: x\r\n\r\n')
        }
        const socket = connect(Number(port), hostname, ask)
        let text = ''
        socket.on('data', (part) => {
          text += part
          const [head = '', body] = text.split('\r\n\r\n')
          const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
          if (body === undefined || Buffer.byteLength(body) < length) return
          text = ''
          waiting = false
          answered++
          if (/connection: close/i.test(head)) socket.end()
          else setTimeout(ask, 1)
        })
        socket.on('error', () => {})
        socket.on('close', () => {
          if (waiting) lost++
          resolve()
        })
      }),
  )
  await new Promise((resolve) => setTimeout(resolve, 200))
  server.kill('SIGTERM')
  await Promise.all(busy)
  expect(answered).toBeGreaterThan(40)
  expect(lost).toBe(0)
  expect(await end).toEqual({ code: 0, said: '' })
}, 30_000)
