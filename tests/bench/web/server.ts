/**
 * `npm run bench:web [-- ROUNDS REQUESTS]`: processor time of one request, ours beside Node's bare server in the same
 * run. The demo's site is built once; each kind of request is asked over 16 kept connections, in rounds that take turns
 * with the bare server's, and the medians' ratios are printed. Processor time is the server's own (`/proc`, so Linux
 * only): what the asking costs, or what else the machine does, does not count. nginx, where it is installed, serves the
 * home page as a file beside them. Last come 200 readers at once, with and without votes.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publicOrigin } from '#api/settings/origin.ts'
import { freePort } from '#tests/campaigns/free-port.ts'
import { mixed } from './mixed.ts'
import { startNginx } from './nginx-server.ts'

const [rounds = 5, requests = 6000] = process.argv.slice(2).map(Number)
const connections = 16

/** Clock ticks of Linux are a hundredth of a second, in µs. */
const tick = 10_000

interface Row {
  readonly name: string
  readonly path: (at: number) => string
}

const questions = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'content', 'marlin', 'tickets', 'banking77.jsonl'),
  'utf8',
)
  .split('\n')
  .filter(Boolean)
  .map((line) => (JSON.parse(line) as { text: string }).text.slice(0, 300))

const rows: readonly Row[] = [
  { name: 'An icon, the same for everybody', path: () => '/favicon.svg' },
  { name: 'An article', path: () => '/en/cards/freeze-a-card/' },
  { name: 'The home page, nobody known', path: () => '/en/' },
  { name: 'The home page of a segment', path: () => '/en/?for=traveller' },
  { name: 'GET /api/ordering', path: () => '/api/ordering?locale=en' },
  {
    name: 'GET /api/search, every question another',
    path: (at) => `/api/search?locale=en&q=${encodeURIComponent(questions[at % questions.length]!)}`,
  },
]

const data = mkdtempSync(join(tmpdir(), 'kindred-bench-'))
const env = {
  ...process.env,
  KINDRED_DATA: data,
  PORT: String(await freePort()),
  HOST: '127.0.0.1',
  KINDRED_LOG: 'silent',
}
const children: ChildProcess[] = []
try {
  if (spawnSync(process.execPath, ['scripts/build.ts'], { env, stdio: 'inherit' }).status !== 0)
    process.exit(1)
  const page = join(data, 'site', readFileSync(join(data, 'site', 'current'), 'utf8'), 'en', 'index.html')
  const raw = start([join(import.meta.dirname, 'raw-server.ts'), page])
  const rawOrigin = `http://127.0.0.1:${String((await once(raw.stdout!, 'data'))[0]).trim()}`
  const ours = start(['api/server.ts'])
  const origin = publicOrigin(env)
  await answering(`${origin}/readyz`)
  console.log('| Request | µs | of bare node:http | ratio | its spread |\n|---|---|---|---|---|')
  const compare = (name: string, child: ChildProcess, at: string, path: Row['path']) =>
    compared(name, { child, origin: at, path }, { child: raw, origin: rawOrigin })
  for (const { name, path } of rows) await compare(name, ours, origin, path)
  const nginxPort = await freePort()
  const nginx = startNginx(join(data, 'nginx'), page, nginxPort)
  if (nginx) {
    children.push(nginx)
    const nginxOrigin = `http://127.0.0.1:${nginxPort}`
    await answering(nginxOrigin)
    await compare('nginx, the home page as a file', nginx, nginxOrigin, () => '/')
  } else console.log('\nnginx is not installed: no row for it.')
  const slowest = await mixed(origin)
  console.log(
    '\n| 200 readers | pages | p99 ms | votes | p99 ms | pages beside pages only |\n|---|---|---|---|---|---|',
  )
  for (const [name, { pages, votes, counted }] of Object.entries(slowest))
    console.log(
      `| ${name} | ${counted.pages} | ${pages.toFixed(0)} | ${counted.votes} | ${votes.toFixed(0)} | ${(pages / slowest.alone.pages).toFixed(1)} |`,
    )
} finally {
  for (const child of children) child.kill('SIGTERM')
  rmSync(data, { recursive: true, force: true })
}

/** Waits until the server answers there. */
async function answering(address: string): Promise<void> {
  const answers = () =>
    fetch(address).then(
      ({ ok }) => ok,
      () => false,
    )
  for (let tries = 0; !(await answers()); tries++) {
    if (tries > 300) throw new Error(`The server did not start: ${address}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

interface Asked {
  readonly child: ChildProcess
  readonly origin: string
}

/** Prints the row of one kind of request: its cost and, in turns with it, that of the bare server. */
async function compared(name: string, own: Asked & Pick<Row, 'path'>, bare: Asked): Promise<void> {
  await ask(own.origin, own.path, 500, 0)
  await ask(bare.origin, () => '/', 500, 0)
  const pairs: [number, number][] = []
  for (let round = 0; round < rounds; round++) {
    const base = await cost(bare.child, () => ask(bare.origin, () => '/', requests, 0))
    const from = 500 + round * requests
    pairs.push([await cost(own.child, () => ask(own.origin, own.path, requests, from)), base])
  }
  const ratios = pairs.map(([cost, base]) => cost / base)
  const [ratio, spread] = [
    median(ratios),
    `${Math.min(...ratios).toFixed(1)}–${Math.max(...ratios).toFixed(1)}`,
  ]
  console.log(
    `| ${name} | ${median(pairs.map(([cost]) => cost)).toFixed(0)} | ${median(pairs.map(([, base]) => base)).toFixed(0)} | ${ratio.toFixed(1)} | ${spread} |`,
  )
}

function start(args: string[]): ChildProcess {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return child
}

/** Processor time of the child a request, in µs. */
async function cost(child: ChildProcess, work: () => Promise<void>): Promise<number> {
  const used = () => {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return Number(fields[11]) + Number(fields[12])
  }
  const before = used()
  await work()
  return ((used() - before) * tick) / requests
}

/** Asks `count` times over kept connections; an answer that is no 200 ends the benchmark. */
async function ask(origin: string, path: (at: number) => string, count: number, from: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let next = 0
  const one = async (): Promise<void> => {
    while (next < count) {
      const at = from + next++
      await new Promise<void>((resolve, reject) => {
        get(`${origin}${path(at)}`, { agent, headers: { 'Accept-Encoding': 'br, gzip' } }, (answer) => {
          if (answer.statusCode !== 200)
            reject(new Error(`${path(at)} was answered with ${answer.statusCode}.`))
          answer.resume().once('end', resolve)
        }).once('error', reject)
      })
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  agent.destroy()
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
