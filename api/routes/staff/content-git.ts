import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** One git command at most this long, in ms: a lock that another git left must not keep a writer waiting. */
const patience = 15_000

export interface Version {
  /** Commit hash. */
  readonly commit: string
  readonly by: string
  /** ISO 8601 */
  readonly at: string
  readonly subject: string
}

/** Whether the content folder is part of a git checkout. */
export async function isCheckout(folder: string): Promise<boolean> {
  return (await git(folder, ['rev-parse', '--is-inside-work-tree']).catch(() => '')).trim() === 'true'
}

/** The branch that is checked out; '' on none. */
export async function branchOf(folder: string): Promise<string> {
  return (await git(folder, ['branch', '--show-current']).catch(() => '')).trim()
}

/**
 * Commits one file as it lies in the folder, on the branch that is checked out and in the name of whoever wrote it. What
 * else has changed or is staged stays as it is. The repository's hooks are not run and its signing key is not used: both
 * are a person's, and the server is none.
 */
export async function commitFile(
  folder: string,
  file: string,
  { name, email, message }: { name: string; email: string; message: string },
): Promise<void> {
  const author = `${plain(name)} <${plain(email)}>`
  const committer = ['-c', `user.name=${plain(name)}`, '-c', `user.email=${plain(email)}`]
  await git(folder, ['add', '--', file])
  await git(folder, [
    ...committer,
    ...['commit', '--quiet', '--no-verify', `--author=${author}`, '-m', message, '--only', '--', file],
  ])
}

/** At most `limit` versions of a file, newest first, through renames. */
export async function versionsOf(folder: string, file: string, limit = 50): Promise<Version[]> {
  const format = '--format=%H%x00%an%x00%aI%x00%s'
  const text = await git(folder, ['log', '--follow', `--max-count=${limit}`, format, '--', file]).catch(
    () => '',
  )
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [commit = '', by = '', at = '', subject = ''] = line.split('\0')
      return { commit, by, at, subject }
    })
}

/** The file as it was in a commit; undefined where that commit does not have it. */
export async function textAt(folder: string, file: string, commit: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return undefined
  return git(folder, ['show', `${commit}:./${file}`]).catch(() => undefined)
}

async function git(folder: string, args: readonly string[]): Promise<string> {
  const settings = [
    '-c',
    'core.hooksPath=/dev/null',
    '-c',
    'commit.gpgSign=false',
    '-c',
    'core.quotePath=false',
  ]
  const { stdout } = await execute('git', [...settings, ...args], {
    cwd: folder,
    timeout: patience,
    maxBuffer: 16 * 1024 * 1024,
  })
  return stdout
}

/** Angle brackets and line breaks would end the name in a commit. */
const plain = (text: string): string => text.replace(/[<>\p{Cc}]+/gu, ' ').trim() || 'unknown'
