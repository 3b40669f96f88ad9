import { type BlockList, isIP } from 'node:net'
import type { Context } from 'hono'

/**
 * The address a request comes from, for counting: the peer's, or, when the peer is one of our own proxies, the
 * right-most address of `X-Forwarded-For` that is not. What stands further left the client may have written itself.
 * IPv6 counts by /64, which is what one household gets. `''` when there is no socket, as in tests.
 */
export function placeOf(c: Context, trusted: BlockList | undefined): string {
  const bindings = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  let place = address(bindings?.incoming?.socket?.remoteAddress) ?? ''
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').reverse()
  for (const hop of hops) {
    if (!trusted || !isIn(trusted, place)) break
    const next = address(hop)
    if (!next) break
    place = next
  }
  return isIP(place) === 6 ? networkOf(place) : place
}

function isIn(list: BlockList, place: string): boolean {
  const family = isIP(place)
  return family !== 0 && list.check(place, family === 4 ? 'ipv4' : 'ipv6')
}

/** An address without a port, brackets or zone; IPv4 as itself when it comes dressed as IPv6. */
function address(text = ''): string | undefined {
  const trimmed = text.trim().replace(/^\[([^\]]+)\](:\d+)?$/, '$1')
  const bare = /^\d+\.\d+\.\d+\.\d+:\d+$/.test(trimmed) ? trimmed.slice(0, trimmed.indexOf(':')) : trimmed
  const plain = bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
  return isIP(plain) === 0 ? undefined : plain
}

/** The first 64 bits: `2001:db8:0:1` of `2001:db8:0:1::7`. */
function networkOf(place: string): string {
  const [head = '', tail] = place.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros =
    tail === undefined ? [] : new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
