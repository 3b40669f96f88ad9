import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { OperatorError } from '#content/model/operator-error.ts'
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

/**
 * `control.sock` in the data folder; where that path is too long for a socket, a name of its own in a private folder of the
 * system's. Whoever uses it asks {@link refuseSharedSocket} first.
 */
export function socketOf(data: string): string {
  const path = join(resolve(data), 'control.sock')
  if (Buffer.byteLength(path) <= longestSocket) return path
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16)
  return join(sharedFolder(), `${name}.sock`)
}

/** For sockets whose own folder has too long a path; the system lets everybody write beside it. */
const sharedFolder = (): string => join(tmpdir(), `kindred-${process.getuid?.() ?? 'user'}`)

/**
 * Makes the socket's folder where it is the system's temporary one, and refuses one that others may write: they could put
 * a socket of theirs in its place and be told what scripts tell the server.
 *
 * @throws {OperatorError} when the folder is another user's or others may write in it
 */
export function refuseSharedSocket(socket: string): void {
  const folder = dirname(socket)
  if (folder !== sharedFolder()) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, mode } = lstatSync(folder)
  if (uid === (process.getuid?.() ?? uid) && (mode & 0o077) === 0) return
  throw new OperatorError(
    `${folder} is not for this user alone, so others could answer in the server's place. Remove it, or choose a KINDRED_DATA with a shorter path.`,
  )
}
