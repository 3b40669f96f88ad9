import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** The server on a campaign's folder (`content/`, `data/`), with nothing of this machine's settings. */
export function serve(folder: string, port: number, settings: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'api', 'server.ts')], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      KINDRED_CONTENT: join(folder, 'content'),
      KINDRED_DATA: join(folder, 'data'),
      KINDRED_LOG: 'silent',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Resolves when it serves; throws with what it said when it ends before. */
export function ready(server: ChildProcess): Promise<void> {
  let said = ''
  server.stderr?.on('data', (part) => {
    said += part
  })
  return new Promise((resolve, reject) => {
    server.stdout?.once('data', () => resolve())
    server.once('exit', (code) =>
      reject(new Error(`The server ended with ${code} before it was ready: ${said}`)),
    )
  })
}
