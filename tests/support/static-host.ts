import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import { getMimeType } from 'hono/utils/mime'
import { demo } from './demo.ts'

/**
 * A plain static host of the built site, as a company may have one: files and nothing else. With `api`, it hands
 * /api on to the demo's server, as a reverse proxy does; without, the API is away.
 */
export async function staticHost({
  api,
}: {
  api: boolean
}): Promise<{ url: string; close(): Promise<void> }> {
  const root = join(demo.data, 'site', readFileSync(join(demo.data, 'site', 'current'), 'utf8').trim())
  const server: Server = createServer((incoming, outgoing) => {
    const path = decodeURIComponent(new URL(incoming.url ?? '/', demo.url).pathname)
    if (path.startsWith('/api/')) {
      if (!api) return void outgoing.writeHead(502).end()
      const headers = { ...incoming.headers, host: new URL(demo.url).host }
      const onward = request(`${demo.url}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      onward.on('error', () => outgoing.writeHead(502).end())
      return void incoming.pipe(onward)
    }
    const file = join(root, normalize(path), path.endsWith('/') ? 'index.html' : '')
    if (!file.startsWith(root) || !existsSync(file) || !statSync(file).isFile())
      return void outgoing.writeHead(404).end()
    outgoing.writeHead(200, { 'Content-Type': getMimeType(file) ?? 'application/octet-stream' })
    outgoing.end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
