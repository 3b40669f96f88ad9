import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

test.each([
  ['ends', 'terminate()', /The thread that writes the database has ended/],
  ['fails', "emit('error', new Error('out of memory'))", /out of memory/],
])('a thread that %s while a batch is under way ends the process: nobody waits for ever', (_, dies, says) => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const program = `
    const { migrations } = await import('#api/settings/folders.ts')
    const { openStore } = await import('#api/storage/store.ts')
    const threads = []
    process.on('worker', (one) => threads.push(one))
    const file = ${JSON.stringify(join(folder, 'app.db'))}
    const store = await openStore({ file, migrations: migrations.app, writer: true, thread: true })
    await store.write([])
    const under = Promise.allSettled([store.write([])]).then(() => store.write([]).catch(() => {}))
    setImmediate(() => threads[0].${dies})
    setTimeout(() => { console.error('still waiting'); process.exit(0) }, 3000)
    await under
    await new Promise((resolve) => setTimeout(resolve, 2500))
    process.exit(0)`
  const { status, stderr } = spawnSync(process.execPath, ['-e', program], {
    encoding: 'utf8',
  })
  expect(stderr).toMatch(says)
  expect(status).toBe(1)
})
