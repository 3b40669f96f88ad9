import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SignJWT } from 'jose'
import { freePort } from './free-port.ts'

/**
 * Asks for pages through nginx that stores them (deploy/nginx/kindred.conf), as many kinds of reader in turn, and counts
 * crossovers: an answer that is not, byte for byte and cookie for cookie, the one that the server itself gives this
 * reader. Then once more with the guard taken away (nginx is told to ignore Vary and Cache-Control), where the same count
 * must find some; else it would find none in anything.
 *
 * `npm run campaign:cache [REQUESTS]`, default 2,000. Exit 0: none with the guard, some without, and pages were stored.
 */
const requests = Number(process.argv[2] ?? 2000)
const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'kindred-cache-'))
const key = Buffer.alloc(32, 9)
const started: ChildProcess[] = []

interface Reader {
  readonly name: string
  readonly headers: Record<string, string>
  readonly query: string
}

const paths = ['/en/', '/en/cards/', '/en/cards/freeze/', '/en/about-you/', '/en/nothing/here/']
const segments = ['alpha', 'bravo', 'charlie']

try {
  const port = await freePort()
  await startKindred(port)
  const readers = await readersOf(`http://127.0.0.1:${port}`)
  const guarded = await through(port, readers, '')
  const bare = await through(
    port,
    readers,
    'proxy_ignore_headers Vary Cache-Control; proxy_cache_valid any 1m;',
  )
  console.log(`${requests} requests of ${readers.length} kinds of reader on ${paths.length} pages`)
  console.log(`guarded:   ${guarded.crossed} crossovers, ${guarded.hits} answers from the cache`)
  console.log(`unguarded: ${bare.crossed} crossovers, ${bare.hits} answers from the cache`)
  process.exitCode = guarded.crossed === 0 && guarded.hits > 0 && bare.crossed > 0 ? 0 : 1
} finally {
  for (const child of started.reverse()) {
    if (child.exitCode !== null) continue
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
}

async function through(port: number, readers: readonly Reader[], extra: string) {
  const direct = new Map<string, string>()
  for (const reader of readers)
    for (const path of paths) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}${reader.query}`, {
        headers: reader.headers,
      })
      direct.set(`${reader.name} ${path}`, await said(answer))
    }
  if (new Set(direct.values()).size < paths.length + segments.length * 2)
    throw new Error('The pages say nothing of their readers.')
  const proxy = await startNginx(port, extra)
  let crossed = 0
  let hits = 0
  for (let at = 0; at < requests; at++) {
    // Strides without a common factor: every reader follows every other on every page.
    const reader = readers[(at * 7) % readers.length]!
    const path = paths[(at * 3 + Math.floor(at / readers.length)) % paths.length]!
    const answer = await fetch(`${proxy.url}${path}${reader.query}`, { headers: reader.headers })
    if (answer.headers.get('x-cache') === 'HIT') hits++
    if ((await said(answer)) !== direct.get(`${reader.name} ${path}`)) crossed++
  }
  proxy.server.kill('SIGQUIT')
  await once(proxy.server, 'exit')
  return { crossed, hits }
}

/** The page, and the cookie that comes with it: a link's segment is kept by one, its reader's and nobody else's. */
async function said(answer: Response): Promise<string> {
  return `${answer.headers.get('set-cookie')}\n${await answer.text()}`
}

/** A help centre of three segments, built and served. */
async function startKindred(port: number): Promise<void> {
  const files: Record<string, string> = {
    'traits.yaml': '- { id: plan, type: string }\n',
    'articles/en/cards/freeze.md': '---\ntitle: Freeze a card\n---\n\nPress **Freeze**.\n',
    'articles/en/trips/abroad.md': '---\ntitle: Abroad\n---\n\nTell us first.\n',
  }
  for (const id of segments)
    files[`segments/${id}.yaml`] =
      `label: ${id}\nbecause: ${id}-reason\nwho: { plan: ${id} }\ncategories: [trips]\nsuggest: [cards/freeze]\n`
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'content', path)), { recursive: true })
    writeFileSync(join(folder, 'content', path), text)
  }
  const env = {
    PATH: process.env['PATH'],
    PORT: String(port),
    KINDRED_CONTENT: join(folder, 'content'),
    KINDRED_DATA: join(folder, 'data'),
    KINDRED_IDENTITY_KEYS: `host:${key.toString('base64')}`,
    KINDRED_IDENTITY_ISSUER: 'host',
    KINDRED_IDENTITY_AUDIENCE: 'help',
    KINDRED_HOLDOUT: '0',
    KINDRED_LOG: 'error',
  }
  const built = spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { env, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`The site was not built:\n${built.stderr}`)
  const server = spawn(process.execPath, [join(root, 'api/server.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(server)
  await once(server.stdout!, 'data')
}

/** Strangers of several sorts, and for each segment whoever chose it, came by its link, or was named by a token. */
async function readersOf(origin: string): Promise<Reader[]> {
  const stranger = (name: string, headers: Record<string, string>): Reader => ({
    name,
    headers,
    query: '',
  })
  const readers = [
    stranger('brotli', { 'Accept-Encoding': 'br' }),
    stranger('gzip', { 'Accept-Encoding': 'gzip' }),
    stranger('plain', { 'Accept-Encoding': 'identity' }),
    stranger('other cookie', { Cookie: '_ga=GA1.2.3' }),
  ]
  const json = { Origin: origin, 'Content-Type': 'application/json' }
  const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0]!
  for (const id of segments) {
    const chosen = await fetch(`${origin}/api/choice`, {
      ...{ method: 'PUT', headers: json, body: JSON.stringify({ segment: id }) },
    })
    const now = Math.floor(Date.now() / 1000)
    const claims = { sub: id, iat: now, exp: now + 60, jti: `${id}-${now}`, iss: 'host', aud: 'help' }
    const token = await new SignJWT({ ...claims, traits: { plan: id } })
      .setProtectedHeader({ alg: 'HS256', kid: 'host' })
      .sign(key)
    const known = await fetch(`${origin}/api/identity`, {
      ...{ method: 'POST', headers: json, body: JSON.stringify({ token }) },
    })
    if (!chosen.ok || !known.ok) throw new Error(`No reader of ${id}: ${chosen.status}, ${known.status}`)
    readers.push(
      { name: `chose ${id}`, headers: { Cookie: cookieOf(chosen) }, query: '' },
      { name: `token ${id}`, headers: { Cookie: cookieOf(known) }, query: '' },
      { name: `link ${id}`, headers: {}, query: `?for=${id}` },
    )
  }
  return readers
}

/** nginx with the configuration that we give operators, over plain HTTP on this machine. */
async function startNginx(port: number, extra: string): Promise<{ url: string; server: ChildProcess }> {
  const own = mkdtempSync(join(folder, 'nginx-'))
  const listen = await freePort()
  const given = readFileSync(join(root, 'deploy/nginx/kindred.conf'), 'utf8')
  const cachePath = /^proxy_cache_path .*$/m.exec(given)![0].replace('/var/cache/nginx', own)
  const location = /^ {2}location \/ \{.*?^ {2}\}$/ms.exec(given)![0]
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${own}/${name};`)
    .join('\n')
  writeFileSync(
    join(own, 'nginx.conf'),
    `daemon off; user ${userInfo().username}; worker_processes 1; pid ${own}/pid; error_log ${own}/error.log;
events { worker_connections 256; }
http {
  access_log off; ${temporary}
  upstream kindred { server 127.0.0.1:${port}; keepalive 8; }
  ${cachePath}
  server {
    listen 127.0.0.1:${listen};
    ${location.replace('proxy_cache kindred;', `proxy_cache kindred; ${extra}`)}
  }
}
`,
  )
  const server = spawn('nginx', ['-p', own, '-c', join(own, 'nginx.conf'), '-e', join(own, 'error.log')], {
    stdio: 'inherit',
  })
  started.push(server)
  const url = `http://127.0.0.1:${listen}`
  for (let tries = 0; tries < 100; tries++) {
    const up = await fetch(url).then(
      () => true,
      () => false,
    )
    if (up) return { url, server }
    await pause(50)
  }
  throw new Error(`nginx did not start: ${readFileSync(join(own, 'error.log'), 'utf8')}`)
}
