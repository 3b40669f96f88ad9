import { createConnection } from 'node:net'
import { refuseSharedSocket, socketOf } from '#api/settings/folders.ts'
import { OperatorError } from '#content/model/operator-error.ts'

/** A script's request to the running server: `{ command: 'invite', email, role }`. */
export type Command = { readonly command: string } & Readonly<Record<string, unknown>>

/** Ends without an answer after this long, in ms: importing many customers takes a while. */
const patience = 120_000

/**
 * Asks the server that runs on this data folder. Undefined when none runs: then the caller may take the
 * lock and do it itself. Throws with the server's own words when it refuses.
 */
export async function ask(data: string, command: Command): Promise<unknown> {
  const socket = socketOf(data)
  refuseSharedSocket(socket)
  return new Promise((resolve, reject) => {
    const connection = createConnection(socket)
    let answer = ''
    connection.setTimeout(patience, () =>
      connection.destroy(new OperatorError('The running server did not answer.')),
    )
    connection.once('connect', () => connection.write(`${JSON.stringify(command)}\n`))
    connection.on('data', (part) => {
      answer += part
    })
    connection.once('error', (error: NodeJS.ErrnoException) => {
      if (['ENOENT', 'ECONNREFUSED'].includes(error.code ?? '')) resolve(undefined)
      else reject(error)
    })
    connection.once('end', () => {
      try {
        const { result, error } = JSON.parse(answer) as { result?: unknown; error?: string }
        if (error) reject(new OperatorError(error))
        else resolve(result ?? null)
      } catch {
        reject(new OperatorError('The running server ended before it answered.'))
      }
    })
  })
}
