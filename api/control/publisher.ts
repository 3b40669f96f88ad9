import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inherited } from '#api/settings/child-environment.ts'

/** One publishing, as far as it is. */
export interface Publishing {
  /** Name of whoever started it; null for the schedule. */
  readonly by: string | null
  /** Milliseconds since 1970. */
  readonly started: number
  /** Null while it runs. */
  readonly ended: number | null
  /** Exit code 0. */
  readonly done: boolean
  /** What it said, oldest first; the last lines of a long one. */
  readonly lines: readonly string[]
}

/** Publishes, one run at a time. */
export interface Publisher {
  /** Whether the build tools are installed. */
  readonly able: boolean
  /** The run under way or the last one of this process. */
  now(): Publishing | undefined
  /** Starts a run; false when one is under way. */
  start(by: string | null): boolean
}

/** Lines of a run that are kept. */
const kept = 400

const root = join(import.meta.dirname, '..', '..')
const builder = join(root, 'node_modules', 'astro')

/** Runs `npm run publish`'s own script, which builds aside, swaps the site in and asks the server to take it up. */
export function createPublisher(
  command: readonly string[] = [join(root, 'scripts', 'build.ts')],
  clock: () => number = Date.now,
): Publisher {
  let current: (Publishing & { lines: string[] }) | undefined
  return {
    able: existsSync(builder),
    now: () => current,
    start(by) {
      if (current && current.ended === null) return false
      const run = { by, started: clock(), ended: null as number | null, done: false, lines: [] as string[] }
      current = run
      const child = spawn(process.execPath, command, {
        cwd: root,
        env: inherited(),
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      for (const stream of [child.stdout, child.stderr])
        createInterface({ input: stream }).on('line', (line) => {
          run.lines.push(line)
          if (run.lines.length > kept) run.lines.shift()
        })
      const end = (done: boolean) => {
        if (run.ended !== null) return
        run.done = done
        run.ended = clock()
      }
      child.once('error', (error) => {
        run.lines.push(`The build could not be started: ${error.message}.`)
        end(false)
      })
      child.once('close', (code) => end(code === 0))
      return true
    },
  }
}
