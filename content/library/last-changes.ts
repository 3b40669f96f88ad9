import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Days on which git saw each article change last, by path below the content folder; empty where git knows nothing.
 * One `git log` for all: one a file takes minutes for a thousand articles. The oldest commit of a shallow clone (which
 * git marks as grafted) seems to change every file, so its day is the day of nothing.
 */
export async function lastChanges(folder: string): Promise<ReadonlyMap<string, string>> {
  const days = new Map<string, string>()
  const options = [
    '-c',
    'core.quotePath=false',
    'log',
    '--decorate=short',
    '--format=format:>%cs%d',
    '--name-only',
    '--relative',
  ]
  const { stdout } = await run('git', [...options, '--', 'articles'], {
    cwd: folder,
    maxBuffer: 256 * 1024 * 1024,
  }).catch(() => ({ stdout: '' }))
  let day: string | undefined
  for (const line of stdout.split('\n')) {
    if (line.startsWith('>')) day = / \(grafted\b/.test(line) ? undefined : line.slice(1, 11)
    else if (line && day && !days.has(line)) days.set(line, day)
  }
  return days
}
