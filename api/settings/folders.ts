import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import './private-files.ts'

export interface Folders {
  /** The company's content. */
  readonly content: string
  /** Everything we write. */
  readonly data: string
  /** Visitors, votes, staff, decisions; written by the server. */
  readonly appDb: string
  /** `libsql://…` when app.db lives on a server. */
  readonly appUrl: string | undefined
  /** Tickets and gaps; written by import and mining. */
  readonly ticketsDb: string
  /** What mining learnt and goes on from. */
  readonly miningModel: string
  /** Built sites: `<build>/` and `current`, which names one of them. */
  readonly site: string
  /** The gap report. */
  readonly report: string
  readonly secrets: string
  /** Where a running server listens for commands of scripts. */
  readonly socket: string
}

/** The one place that knows where things lie; all paths absolute. */
export function folders(env: Readonly<Record<string, string | undefined>> = process.env): Folders {
  const content = resolve(env['KINDRED_CONTENT'] || 'content/marlin')
  const data = resolve(env['KINDRED_DATA'] || 'data')
  return {
    content,
    data,
    appDb: join(data, 'app.db'),
    appUrl: env['KINDRED_APP_DB'] || undefined,
    ticketsDb: join(data, 'tickets.db'),
    miningModel: join(data, 'mining-model'),
    site: join(data, 'site'),
    report: join(data, 'report'),
    secrets: join(data, 'secrets.json'),
    socket: socketOf(data),
  }
}

/** Folders of the two databases' migrations. */
export const migrations = {
  app: join(import.meta.dirname, '..', 'storage', 'migrations', 'app'),
  tickets: join(import.meta.dirname, '..', 'storage', 'migrations', 'tickets'),
} as const

/** Longest path of a socket on Linux and macOS, in bytes, with some to spare. */
const longestSocket = 100

/** `control.sock` in the data folder; where that path is too long for a socket, a name of its own in the system's. */
export function socketOf(data: string): string {
  const path = join(resolve(data), 'control.sock')
  if (Buffer.byteLength(path) <= longestSocket) return path
  return join(tmpdir(), `kindred-${createHash('sha256').update(path).digest('hex').slice(0, 16)}.sock`)
}
