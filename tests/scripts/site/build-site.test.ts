import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { article, contentFolder } from '#tests/support/content-folder.ts'

/** A data folder on another file system than the checkout where the machine has one. */
function dataFolder(): string {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'kindred-build-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Processes whose command line names the checkout's staging folder: a build that goes on. */
function builds(): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${process.cwd()}/.kindred/build`)
    } catch {
      return false
    }
  })
}

it('a publish that is killed leaves no build running and no lock; the next one builds, across file systems', async () => {
  const content = contentFolder({ 'articles/en/a/one.mdx': article('One') })
  const data = dataFolder()
  const env = { ...process.env, KINDRED_CONTENT: content, KINDRED_DATA: data }
  const killed = spawn(process.execPath, ['scripts/build.ts'], { env, stdio: 'ignore' })
  for (let waited = 0; builds().length === 0 && waited < 200; waited++) await pause(50)
  expect(builds().length).toBeGreaterThan(0)
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  for (let waited = 0; builds().length > 0 && waited < 100; waited++) await pause(50)
  expect(builds()).toEqual([])
  expect(existsSync(join(data, 'site', 'current'))).toBe(false)

  const next = spawnSync(process.execPath, ['scripts/build.ts'], { env, encoding: 'utf8' })
  expect(next.stderr).toBe('')
  const site = join(data, 'site')
  const build = readFileSync(join(site, 'current'), 'utf8')
  expect(readFileSync(join(site, build, 'en', 'a', 'one', 'index.html'), 'utf8')).toContain('One')
  expect(existsSync('.kindred/build')).toBe(false)
}, 120_000)
