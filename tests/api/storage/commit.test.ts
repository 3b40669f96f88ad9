import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import { fileWriter } from '#api/storage/commit.ts'
import { Busy } from '#api/storage/faults.ts'
import { openStore } from '#api/storage/store.ts'

let folder: string
let writer: Client
let reader: Client
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-'))
  const file = join(folder, 'app.db')
  await (await openStore({ file, migrations: migrations.app, writer: true })).close()
  const connect = () => createClient({ url: `file:${file}`, concurrency: 1 })
  ;[writer, reader] = [connect(), connect()]
})
afterEach(() => {
  writer.close()
  reader.close()
  rmSync(folder, { recursive: true, force: true })
})

const insert = "INSERT INTO used_tokens (jti, expires_at) VALUES ('a', 1)"

test.each([
  ['still shows what was there before', () => Promise.resolve({ rows: [{ beat: 0 }] })],
  ['fails', () => Promise.reject(Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' }))],
])('what was written is not written again because the connection that looks for it %s', async (_, stuck) => {
  const [execute, reconnect] = [reader.execute.bind(reader), reader.reconnect.bind(reader)]
  reader.execute = stuck as unknown as Client['execute']
  reader.reconnect = async () => {
    await reconnect()
    reader.execute = execute
  }
  await expect(fileWriter(writer, reader).commit([insert], 0)).resolves.toHaveLength(1)
  expect((await writer.execute('SELECT count(*) AS n FROM used_tokens')).rows[0]).toMatchObject({ n: 1 })
})

test('what the driver reports and has not written is written before it counts', async () => {
  const batch = writer.batch.bind(writer)
  let lies = 1
  writer.batch = (async (...asked: Parameters<Client['batch']>) =>
    lies-- > 0 ? [{ rows: [] }, { rows: [{ beat: 1 }] }] : batch(...asked)) as Client['batch']
  await expect(fileWriter(writer, reader).commit([insert], 5_000)).resolves.toHaveLength(1)
  expect((await reader.execute('SELECT count(*) AS n FROM used_tokens')).rows[0]).toMatchObject({ n: 1 })
})

test('once another program has let go of the file, the next batch is written at its first try', async () => {
  // In a process of its own: within one, POSIX locks do not keep two copies of SQLite apart.
  const script = `const db = new (require('node:sqlite').DatabaseSync)(process.argv[1])
    db.exec('BEGIN IMMEDIATE'); console.log('held')
    process.stdin.once('data', () => { db.exec('COMMIT'); console.log('free') })`
  const other = spawn(process.execPath, ['-e', script, join(folder, 'app.db')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    other.kill()
  })
  await once(other.stdout, 'data')
  const { commit } = fileWriter(writer, reader)
  await expect(commit([insert], 0)).rejects.toThrow(Busy)
  other.stdin.write('go')
  await once(other.stdout, 'data')
  await expect(commit([insert], 0)).resolves.toHaveLength(1)
})
