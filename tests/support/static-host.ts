import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import { getMimeType } from 'hono/utils/mime'
import { demo } from './demo.ts'

/**
 * A plain static host of the demo's build, as a company may have one: files and nothing else. With `api`, it hands
 * /api on to the demo's server, as a reverse proxy does; without, the API is away.
 */
export async function staticHost({ api }: { api: boolean }): Promise<StaticHost> {
  const root = join(demo.data, 'site', readFileSync(join(demo.data, 'site', 'current'), 'utf8').trim())
  return hostFiles(root, { behind: api ? demo.url : undefined })
}

export interface StaticHost {
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves the files of a build on `port`, with the headers that the build gives static hosts; /api from `behind`, if any.
 * With `base`, all of it below that path, and nothing beside it.
 */
export async function hostFiles(
  root: string,
  { behind, port = 0, base = '' }: { behind?: string | undefined; port?: number; base?: string } = {},
): Promise<StaticHost> {
  const forAll = headersForAll(readFileSync(join(root, '_headers'), 'utf8'), base)
  const server: Server = createServer((incoming, outgoing) => {
    const asked = decodeURIComponent(new URL(incoming.url ?? '/', 'http://127.0.0.1').pathname)
    if (!asked.startsWith(`${base}/`)) return void outgoing.writeHead(404).end()
    const path = asked.slice(base.length)
    if (path.startsWith('/api/')) {
      if (!behind) return void outgoing.writeHead(502).end()
      const headers = { ...incoming.headers, host: new URL(behind).host }
      const onward = request(`${behind}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      onward.on('error', () => outgoing.writeHead(502).end())
      return void incoming.pipe(onward)
    }
    const file = join(root, normalize(path), path.endsWith('/') ? 'index.html' : '')
    if (!file.startsWith(root) || !existsSync(file) || !statSync(file).isFile())
      return void outgoing.writeHead(404, forAll).end()
    outgoing.writeHead(200, { ...forAll, 'Content-Type': getMimeType(file) ?? 'application/octet-stream' })
    outgoing.end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Headers below the `/*` of a `_headers` file. */
function headersForAll(text: string, base: string): Record<string, string> {
  const [, block = ''] = /^\/\*\n((?: {2}.+\n?)+)/m.exec(text.replace(`${base}/*\n`, '/*\n')) ?? []
  return Object.fromEntries(
    [...block.matchAll(/^ {2}([\w-]+): (.+)$/gm)].map(([, name, value]) => [name, value]),
  )
}
