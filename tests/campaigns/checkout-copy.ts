import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/**
 * What git holds of this checkout but the demo's tickets, in a folder of its own, with the packages installed here: their
 * files are linked, not their folder, because a site build may read nothing outside its checkout.
 */
export function copyOfCheckout(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `kindred-${name}-`))
  const files = execFileSync('git', ['ls-files', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  for (const file of files
    .split('\0')
    .filter((path) => path && !path.startsWith('content/marlin/tickets/'))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  const packages = join(folder, 'node_modules')
  try {
    execFileSync('cp', ['-al', join(root, 'node_modules'), packages], { stdio: 'ignore' })
  } catch {
    // Another file system has no hard links to this one.
    rmSync(packages, { recursive: true, force: true })
    execFileSync('cp', ['-a', join(root, 'node_modules'), packages])
  }
  // What tools keep there must not be written through a link.
  for (const cache of ['.vite', '.vite-temp', '.vitest-cache', '.astro', '.cache'])
    rmSync(join(packages, cache), { recursive: true, force: true })
  return folder
}
