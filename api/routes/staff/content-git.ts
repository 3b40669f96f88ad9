import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
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
 * Commits files as they lie in the folder, or are gone from it, on the branch that is checked out and in the name of whoever wrote it. What
 * else has changed or is staged stays as it is. The repository's hooks are not run and its signing key is not used: both
 * are a person's, and the server is none.
 */
export async function commitFiles(
  folder: string,
  files: readonly string[],
  { name, email, message }: { name: string; email: string; message: string },
): Promise<void> {
  const author = `${plain(name)} <${plain(email)}>`
  const committer = ['-c', `user.name=${plain(name)}`, '-c', `user.email=${plain(email)}`]
  // What git never knew, and is gone, is nothing that could be committed.
  const known = (await git(folder, ['ls-files', '-z', '--', ...files])).split('\0')
  const paths = files.filter((file) => known.includes(file) || existsSync(join(folder, file)))
  await git(folder, ['add', '--all', '--', ...paths])
  await git(folder, [
    ...committer,
    ...['commit', '--quiet', '--no-verify', `--author=${author}`, '-m', message, '--only', '--', ...paths],
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
