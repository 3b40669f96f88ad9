import { chmodSync, lstatSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ask } from '#api/control/client.ts'
import { listenForCommands } from '#api/control/server.ts'
import { socketOf } from '#api/settings/folders.ts'

test('where the data folder’s path is too long, the socket lies in a folder for this user alone', async () => {
  const shared = mkdtempSync('/tmp/ks-')
  vi.stubEnv('TMPDIR', shared)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(shared, { recursive: true })
  })
  const data = join(shared, 'a'.repeat(120))
  const socket = socketOf(data)
  const server = await listenForCommands(socket, { ping: async () => 'pong' })
  expect(lstatSync(dirname(socket)).mode & 0o777).toBe(0o700)
  expect(await ask(data, { command: 'ping' })).toBe('pong')
  server.close()

  // Somebody else could have made it first.
  chmodSync(dirname(socket), 0o777)
  await expect(listenForCommands(socket, {})).rejects.toThrow(/is not for this user alone/)
  await expect(ask(data, { command: 'ping' })).rejects.toThrow(/is not for this user alone/)
})
