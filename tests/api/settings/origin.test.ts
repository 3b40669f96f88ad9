import { expect, test } from 'vitest'
import { readEnvironment } from '#api/settings/environment.ts'
import { apiAddress, publicOrigin } from '#api/settings/origin.ts'

test.each([
  [{}, 'http://127.0.0.1:4321'],
  [{ HOST: '', PORT: '' }, 'http://127.0.0.1:4321'],
  [{ HOST: '::1' }, 'http://[::1]:4321'],
  [{ HOST: 'localhost', PORT: '8080' }, 'http://localhost:8080'],
  [{ KINDRED_ORIGIN: 'https://help.example.com' }, 'https://help.example.com'],
  [{ KINDRED_ORIGIN: 'https://help.example.com/' }, 'https://help.example.com'],
])('%j is at %s, for the server and for every command', (env, origin) => {
  expect(publicOrigin(env)).toBe(origin)
  expect(readEnvironment({ KINDRED_DATA: 'data', KINDRED_SECRET: 'ab'.repeat(32), ...env }).origin).toBe(
    origin,
  )
})

const secret = { KINDRED_DATA: 'data', KINDRED_SECRET: 'ab'.repeat(32) }

test.each([
  [{ KINDRED_ORIGIN: 'https://acme.example/help' }],
  [{ KINDRED_ORIGIN: 'https://acme.example/help/' }],
  [{ KINDRED_ORIGIN: 'https://acme.example', KINDRED_BASE: '/help' }],
  [{ KINDRED_ORIGIN: 'https://acme.example/help', KINDRED_BASE: '/help/' }],
])('%j lies below /help', (env) => {
  const { base, origin, serverOrigin } = readEnvironment({ ...secret, ...env })
  expect({ base, origin, serverOrigin }).toEqual({
    base: '/help',
    origin: 'https://acme.example/help',
    serverOrigin: 'https://acme.example/help',
  })
  expect(apiAddress(env)).toBe('/help')
  expect(apiAddress({ ...env, KINDRED_API_ORIGIN: 'https://api.example' })).toBe('https://api.example/help')
})

test.each([
  [
    { KINDRED_ORIGIN: 'https://acme.example/a', KINDRED_BASE: '/b' },
    'KINDRED_BASE is "/b" and KINDRED_ORIGIN ends in "/a"',
  ],
  [
    { KINDRED_ORIGIN: 'https://acme.example/a', KINDRED_BASE: '/' },
    'KINDRED_BASE is "/" and KINDRED_ORIGIN ends in "/a"',
  ],
  ...['help', '//help', '/help//', '/a/../b', '/help?x=1', '/help#x', '/Help', 'https://x.example/help'].map(
    (base): [Record<string, string>, string] => [
      { KINDRED_BASE: base },
      `KINDRED_BASE is "${base}": give a path of small letters`,
    ],
  ),
  [{ KINDRED_ORIGIN: 'https://acme.example/a//b' }, 'The path of KINDRED_ORIGIN is "/a//b"'],
  [{ KINDRED_BASE: '/staff' }, '"/staff/" is an address of the help centre itself'],
  [{ KINDRED_ORIGIN: 'https://acme.example/api' }, 'The path of KINDRED_ORIGIN is "/api"'],
  [{ KINDRED_ORIGIN: 'https://acme.example/?x=1' }, 'give it without "?x=1"'],
])('%j is refused and nothing of it dropped: %s', (env, why) => {
  expect(() => publicOrigin(env)).toThrow(why)
  expect(() => readEnvironment({ ...secret, ...env })).toThrow(why)
})
