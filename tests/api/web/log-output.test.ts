import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { createApp } from '#api/app.ts'
import { testApi } from '#tests/support/api.ts'

test('a request writes one line into the log, whatever is in its address, and nothing that could be secret', async () => {
  const api = await testApi()
  onTestFinished(() => api.close())
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) })
  const app = createApp({ ...api.context, log })
  const asked = [
    '/en/%0d%0a{"level":60,"msg":"forged"}/',
    '/api/search?q=canary%0a{"level":60}',
    '/api/nothing%0aforged',
    '/en/?only=canary&for=canary',
  ]
  const headers = {
    cookie: '__Host-visitor=canary; __Host-staff=canary',
    authorization: 'Bearer canary',
    'x-request-id': 'a {"level":60}',
    'user-agent': 'canary',
  }
  for (const path of asked) await app.request(path, { headers })
  expect(lines).toHaveLength(asked.length)
  for (const line of lines) {
    expect(line.trimEnd()).not.toMatch(/[\r\n]/)
    expect(JSON.parse(line)).toMatchObject({
      level: 30,
      msg: 'request',
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
    })
  }
  expect(lines.join('')).not.toContain('canary')
})
