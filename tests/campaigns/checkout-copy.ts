import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** What git holds of this checkout but the demo's tickets, in a folder of its own, with the packages installed here. */
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
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}
