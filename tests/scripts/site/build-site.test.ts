import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
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

const unlisted = 'access: unlisted\nkeywords: [quetzal]\naliases: [/old-quetzal/]\n'

/** Files below the folder that hold the word, their names and what they unpack to included. */
function naming(word: string, folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const file = relative(folder, join(entry.parentPath, entry.name))
    if (!entry.isFile()) return []
    const bytes = readFileSync(join(folder, file))
    const plain =
      bytes[0] === 0x1f && bytes[1] === 0x8b
        ? gunzipSync(bytes)
        : file.endsWith('.br')
          ? brotliDecompressSync(bytes)
          : bytes
    return `${file} ${plain.toString('latin1')}`.toLowerCase().includes(word) ? [file] : []
  })
}

it('a publish that is killed leaves no build running and no lock; the next one builds, across file systems', async () => {
  const content = contentFolder({
    'articles/en/a/one.mdx': article('One'),
    'articles/en/a/quetzal.md': article('The quetzal offer', 'Ask for quetzal.', unlisted),
    'articles/en/a/sketch.md': article('A quetzal sketch', 'Not yet quetzal.', 'draft: true\n'),
  })
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

  // Whoever has its link opens the unlisted page; nothing else of the public build names it, compressed or not.
  expect(readFileSync(join(site, build, 'en', 'a', 'quetzal', 'index.html'), 'utf8')).toContain(
    'The quetzal offer',
  )
  expect(naming('quetzal', join(site, build)).filter((file) => !file.startsWith('en/a/quetzal/'))).toEqual([])
}, 120_000)
