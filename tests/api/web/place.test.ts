import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { readNetworks } from '#api/settings/networks.ts'
import { placeOf } from '#api/web/place.ts'

async function place(peer: string, forwarded: string | undefined, trusted?: string): Promise<string> {
  const app = new Hono().get('/', (c) => c.text(placeOf(c, trusted ? readNetworks(trusted) : undefined)))
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const answer = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: peer } } })
  return answer.text()
}

test.each([
  ['nobody is trusted by default', '203.0.113.9', '6.6.6.6', undefined, '203.0.113.9'],
  ['the proxy tells the client', '127.0.0.1', '198.51.100.4', '127.0.0.1', '198.51.100.4'],
  [
    'what the client wrote itself is left of it',
    '127.0.0.1',
    '6.6.6.6, 198.51.100.4',
    '127.0.0.1',
    '198.51.100.4',
  ],
  [
    'two proxies of ours',
    '127.0.0.1',
    '6.6.6.6, 198.51.100.4, 10.1.2.3',
    '127.0.0.1, 10.0.0.0/8',
    '198.51.100.4',
  ],
  ['a client that is not behind the proxy', '198.51.100.4', '6.6.6.6', '127.0.0.1', '198.51.100.4'],
  ['nonsense', '127.0.0.1', 'unknown', '127.0.0.1', '127.0.0.1'],
  ['a port', '127.0.0.1', '198.51.100.4:5123', '127.0.0.1', '198.51.100.4'],
  ['IPv4 dressed as IPv6', '::ffff:127.0.0.1', '198.51.100.4', '127.0.0.1', '198.51.100.4'],
  ['IPv6 counts by its network', '::1', '[2001:db8:0:1::7]:443', '::1', '2001:db8:0:1'],
  ['IPv6 in full', '2001:0db8:0000:0001:aaaa:0:0:1', undefined, undefined, '2001:db8:0:1'],
])('%s', async (_, peer, forwarded, trusted, expected) => {
  expect(await place(peer, forwarded, trusted)).toBe(expected)
})

test.each(['10.0.0.0/33', 'proxy.example.com', '10.0.0.0/', ''])('"%s" is no network', (text) => {
  expect(readNetworks(text)).toBeUndefined()
})
