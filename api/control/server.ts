import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { refuseSharedSocket } from '#api/settings/folders.ts'

export type Handler = (input: Record<string, unknown>) => Promise<unknown>

/** A command is a line; the longest is a batch of customers, in characters. */
const longestLine = 64 * 1024 * 1024

/**
 * Answers scripts on the same machine (see storage/ask.ts): one line of JSON in, one line out. Only whoever may use the
 * data folder can reach the socket. We hold the writer's lock, so a socket that is there already was left behind.
 */
export async function listenForCommands(
  socket: string,
  handlers: Readonly<Record<string, Handler>>,
): Promise<Server> {
  refuseSharedSocket(socket)
  rmSync(socket, { force: true })
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    let line = ''
    let asked = false
    connection.setEncoding('utf8')
    connection.on('error', () => connection.destroy())
    connection.on('data', async (part: string) => {
      line += part
      if (line.length > longestLine) connection.destroy()
      if (asked || !line.includes('\n')) return
      asked = true
      connection.end(`${JSON.stringify(await answer(line, handlers))}\n`)
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(socket, () => {
      chmodSync(socket, 0o600)
      resolve(server)
    })
  })
}

async function answer(line: string, handlers: Readonly<Record<string, Handler>>): Promise<object> {
  try {
    const { command, ...input } = JSON.parse(line) as { command: string }
    if (!Object.hasOwn(handlers, command))
      return { error: `The running server knows no command "${command}". Restart it after an update.` }
    return { result: await handlers[command]!(input) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
