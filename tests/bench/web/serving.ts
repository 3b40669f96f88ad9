import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { publicOrigin } from '#api/settings/origin.ts'
import { freePort } from '#tests/campaigns/free-port.ts'
import { memoryOf } from './memory.ts'

/** What the server of one built site takes. */
export interface Serving {
  /** Processor time until it is ready, in s. */
  readonly start: number
  /** After the pages and searches, in MB. */
  readonly memory: number
  /** Processor time of a search, in ms: nineteen of twenty take less. */
  readonly search: number
}

/**
 * Starts the server on a built site, asks for every page and, one after the other, for every question.
 *
 * @param env with the content and data folders
 */
export async function serving(
  env: NodeJS.ProcessEnv,
  pages: readonly string[],
  questions: readonly string[],
): Promise<Serving> {
  const own = { ...env, PORT: String(await freePort()), HOST: '127.0.0.1', KINDRED_LOG: 'silent' }
  const origin = publicOrigin(own)
  const child = spawn(process.execPath, ['api/server.ts'], {
    env: own,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    const ready = () =>
      fetch(`${origin}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      )
    while (!(await ready())) {
      if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const start = usedBy(child) / 1000
    for (const page of pages) await ask(`${origin}${page}`)
    const searches: number[] = []
    for (const question of questions) {
      const before = usedBy(child)
      await ask(`${origin}/api/search?locale=en&q=${encodeURIComponent(question)}`)
      searches.push(usedBy(child) - before)
    }
    const search = searches.toSorted((a, b) => a - b)[Math.floor(searches.length * 0.95)]!
    return { start, memory: memoryOf(child.pid!), search }
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  }
}

async function ask(address: string): Promise<void> {
  const answer = await fetch(address)
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}.`)
}

/** Processor time of all threads of a process in ms; the clock ticks of `/proc/…/stat` are too coarse for one search. */
function usedBy({ pid }: ChildProcess): number {
  const nanoseconds = readdirSync(`/proc/${pid}/task`).map((task) =>
    Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]),
  )
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6
}
