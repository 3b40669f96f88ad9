import { expect, test } from 'vitest'
import { readEnvironment } from '#api/settings/environment.ts'
import { publicOrigin } from '#api/settings/origin.ts'

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

test('an origin with a path is refused and not cut: nothing would answer there', () => {
  const env = {
    KINDRED_DATA: 'data',
    KINDRED_SECRET: 'ab'.repeat(32),
    KINDRED_ORIGIN: 'https://acme.example/help',
  }
  expect(() => publicOrigin(env)).toThrow('not below a path')
  expect(() => readEnvironment(env)).toThrow(
    'KINDRED_ORIGIN is "https://acme.example/help": Kindred answers at the root',
  )
})
