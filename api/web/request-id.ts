import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'

/** Given once a request, when somebody first asks: most answers are logged nowhere. */
const given = new WeakMap<Request, string>()

/**
 * What a request is called in the log and in the `X-Request-Id` of its answer: the proxy's own id where it sends one of
 * 8 to 64 letters, digits, `-` and `_`, else 64 random bits.
 */
export function requestId(c: Context): string {
  const { raw } = c.req
  let id = given.get(raw)
  if (id === undefined) {
    const sent = c.req.header('x-request-id') ?? ''
    id = /^[\w-]{8,64}$/.test(sent) ? sent : randomBytes(8).toString('hex')
    given.set(raw, id)
  }
  return id
}
