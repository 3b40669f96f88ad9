import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { ready, serve } from './server.ts'
import { vote } from './vote.ts'

/**
 * Kills the server with SIGKILL while readers vote, and while a second process takes the lock of the database now and
 * then; starts it again, and counts the votes that were acknowledged and are not there. `campaign:guards` shows that it
 * finds some once the server answers before it has committed. A power cut, which SIGKILL is not, is not tried.
 *
 * `node tests/campaigns/durability.ts [ROUNDS]`, default 20.
 */
export interface Outcome {
  readonly rounds: number
  readonly acknowledged: number
  readonly lost: number
  /** Rounds after which the file was whole. */
  readonly intact: number
  /** Times the second process held the lock. */
  readonly locks: number
}

/** Votes under way at any time. */
const lanes = 8

export async function durability(
  rounds: number,
  onRound: (so: Outcome) => void = () => {},
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-durability-'))
  let so: Outcome = { rounds: 0, acknowledged: 0, lost: 0, intact: 0, locks: 0 }
  try {
    const content = join(folder, 'content')
    mkdirSync(join(content, 'articles/en/cards'), { recursive: true })
    writeFileSync(
      join(content, 'articles/en/cards/freeze.mdx'),
      '---\ntitle: Freeze a card\n---\n\nPress **Freeze**.\n',
    )
    const file = join(folder, 'data', 'app.db')
    const port = await freePort()
    for (let round = 0; round < rounds; round++) {
      const { acknowledged, locks } = await oneRound({ folder, file, port, round })
      const db = new DatabaseSync(file)
      const there = new Set(
        db
          .prepare('SELECT visitor FROM votes')
          .all()
          .map((row) => String(row['visitor'])),
      )
      const intact = db.prepare('PRAGMA integrity_check').get()?.['integrity_check'] === 'ok'
      db.close()
      so = {
        rounds: round + 1,
        acknowledged: so.acknowledged + acknowledged.length,
        lost: so.lost + acknowledged.filter((visitor) => !there.has(visitor)).length,
        intact: so.intact + Number(intact),
        locks: so.locks + locks,
      }
      onRound(so)
    }
    return so
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Round {
  readonly folder: string
  readonly file: string
  readonly port: number
  readonly round: number
}

async function oneRound({
  folder,
  file,
  port,
  round,
}: Round): Promise<{ acknowledged: string[]; locks: number }> {
  const origin = `http://127.0.0.1:${port}`
  const server = serve(folder, port)
  await ready(server)

  const acknowledged: string[] = []
  let over = false
  const lane = async (): Promise<void> => {
    while (!over) {
      const visitor = await vote(origin)
      if (visitor) acknowledged.push(visitor)
    }
  }
  const voting = Promise.all(Array.from({ length: lanes }, lane))

  // Different moments in every round, the same in every campaign.
  const until = Date.now() + 350 + ((round * 137) % 500)
  let locks = 0
  while (Date.now() < until) {
    await pause(60 + ((round * 31 + locks * 17) % 80))
    locks += Number(await holdLock(file, 30 + ((round * 53 + locks * 29) % 120)))
  }
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGKILL')
  over = true
  await Promise.all([gone, voting])
  return { acknowledged, locks }
}

/** Another program on the same file: a shell with a transaction left open. */
async function holdLock(file: string, ms: number): Promise<boolean> {
  const other = new DatabaseSync(file)
  try {
    other.exec('PRAGMA busy_timeout = 500; BEGIN IMMEDIATE')
    await pause(ms)
    other.exec('COMMIT')
    return true
  } catch {
    return false
  } finally {
    other.close()
  }
}

if (import.meta.main) {
  const rounds = Number(process.argv[2] ?? 20)
  if (!Number.isInteger(rounds) || rounds < 1) {
    console.error('Usage: node tests/campaigns/durability.ts [ROUNDS]')
    process.exit(2)
  }
  const so = await durability(rounds, ({ rounds: done, acknowledged, lost }) => {
    if (done % 10 === 0) console.log(`${done} rounds, ${acknowledged} acknowledged, ${lost} lost`)
  })
  console.log(
    `${so.rounds} kills, ${so.locks} foreign locks, ${so.acknowledged} acknowledged votes: ${so.lost} lost, integrity ok ${so.intact}/${so.rounds}`,
  )
  process.exit(so.lost === 0 && so.intact === so.rounds ? 0 : 1)
}
