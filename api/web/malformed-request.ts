import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { problemResponse } from './problems.ts'
import { addSecurityHeaders } from './security.ts'

/**
 * Answers what Node's parser cannot make a request of, which never reaches the app: a problem with our headers, instead
 * of Node's bare status line. Listens to `clientError`.
 */
export async function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): Promise<void> {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const answer = problemResponse(tooLarge ? 'headers-too-large' : 'unreadable-request')
  addSecurityHeaders(answer)
  const body = Buffer.from(await answer.arrayBuffer())
  const head = [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}`,
    ...[...answer.headers].map(([name, value]) => `${name}: ${value}`),
    `content-length: ${body.length}`,
    'connection: close',
  ]
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]))
}
