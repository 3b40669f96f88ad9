import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Days on which git saw each article change last, by path below the content folder; empty where git knows nothing.
 * One `git log` for all: one a file takes minutes for a thousand articles.
 */
export async function lastChanges(folder: string): Promise<ReadonlyMap<string, string>> {
  const days = new Map<string, string>()
  const options = ['-c', 'core.quotePath=false', 'log', '--format=format:>%cs', '--name-only', '--relative']
  const { stdout } = await run('git', [...options, '--', 'articles'], {
    cwd: folder,
    maxBuffer: 256 * 1024 * 1024,
  }).catch(() => ({ stdout: '' }))
  let day = ''
  for (const line of stdout.split('\n')) {
    if (line.startsWith('>')) day = line.slice(1)
    else if (line && !days.has(line)) days.set(line, day)
  }
  return days
}
