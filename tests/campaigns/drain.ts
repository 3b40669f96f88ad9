import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { ready, serve } from './server.ts'

/**
 * Stops the server with SIGTERM while readers search and vote over kept connections, again and again, and counts the
 * requests that were accepted and got no answer: those whose connection stood when they were written. One that is
 * refused at its door, as a proxy would try on the next process, is none of them.
 *
 * `npm run campaign:drain [STOPS]`, default 50. Exit 0: none lost, and each stop took less than 15 seconds.
 */
const lanes = 16

interface Tally {
  answered: number
  lost: number
  refused: number
}

export interface Drained extends Tally {
  /** In ms. */
  readonly longest: number
}

export async function drain(stops: number): Promise<Drained> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-drain-'))
  try {
    mkdirSync(join(folder, 'content/articles/en/cards'), { recursive: true })
    writeFileSync(
      join(folder, 'content/articles/en/cards/freeze.md'),
      '---\ntitle: Freeze a card\n---\n\nPress **Freeze**.\n',
    )
    const sum: Tally = { answered: 0, lost: 0, refused: 0 }
    let longest = 0
    for (let stop = 0; stop < stops; stop++) longest = Math.max(longest, await oneStop(folder, stop, sum))
    return { ...sum, longest }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const stops = Number(process.argv[2] ?? 50)
  const { answered, lost, refused, longest } = await drain(stops)
  console.log(
    `${stops} stops under load: ${answered} answered, ${lost} accepted and lost, ${refused} refused at the door; longest stop ${(longest / 1000).toFixed(1)} s`,
  )
  process.exitCode = lost === 0 && longest < 15_000 ? 0 : 1
}

/** One start, load, SIGTERM and end; returns how long the end took, in ms. */
async function oneStop(folder: string, nth: number, sum: Tally): Promise<number> {
  const port = await freePort()
  const server = serve(folder, port)
  await ready(server)
  const agent = new Agent({ keepAlive: true, maxSockets: lanes })
  let over = false
  const lane = async (at: number): Promise<void> => {
    for (let n = 0; !over; n++) {
      const outcome = await ask(port, agent, (at + n) % 3 === 0)
      sum[outcome]++
      if (outcome === 'refused') return
    }
  }
  const load = Promise.all(Array.from({ length: lanes }, (_, at) => lane(at)))
  await pause(150 + ((nth * 71) % 250))
  const began = performance.now()
  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  await ended
  const took = performance.now() - began
  over = true
  await load
  agent.destroy()
  return took
}

function ask(port: number, agent: Agent, voting: boolean): Promise<keyof Tally> {
  const body = JSON.stringify({ article: 'cards/freeze', locale: 'en', helpful: true })
  const headers = { Origin: `http://127.0.0.1:${port}`, 'Content-Type': 'application/json' }
  const options = voting
    ? { method: 'POST', path: '/api/votes', headers: { ...headers, 'Content-Length': body.length } }
    : { method: 'GET', path: '/api/search?q=freeze&typing=1' }
  return new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, agent, ...options }, (answer) => {
      answer.on('error', () => resolve('lost'))
      answer.resume().on('end', () => resolve(answer.complete ? 'answered' : 'lost'))
    })
    sent.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'lost'),
    )
    sent.end(voting ? body : undefined)
  })
}
