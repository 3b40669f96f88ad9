import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

export interface MailServer {
  /** `smtp://127.0.0.1:PORT` */
  readonly url: string
  /** Every mail as it came, headers and body. */
  readonly mails: string[]
  close(): Promise<void>
}

/** A mail server on this machine that takes every mail over SMTP and keeps it. */
export async function mailServer(port = 0): Promise<MailServer> {
  const mails: string[] = []
  const server = createServer((socket) => {
    let mail: string | undefined
    let waiting = ''
    socket.on('error', () => {})
    socket.setEncoding('utf8').write('220 test\r\n')
    socket.on('data', (part: string) => {
      waiting += part
      for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
        const line = waiting.slice(0, end)
        waiting = waiting.slice(end + 2)
        if (mail !== undefined) {
          if (line !== '.') {
            mail += `${line}\n`
            continue
          }
          mails.push(mail)
          mail = undefined
          socket.write('250 kept\r\n')
        } else if (line === 'DATA') {
          mail = ''
          socket.write('354 go on\r\n')
        } else if (line === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    async close() {
      server.close()
      await once(server, 'close')
    },
  }
}
