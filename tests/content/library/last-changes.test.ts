import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

function git(folder: string, day: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@acme.example', ...args], {
    cwd: folder,
    env: { ...process.env, GIT_COMMITTER_DATE: `${day}T12:00:00Z`, GIT_AUTHOR_DATE: `${day}T12:00:00Z` },
    stdio: 'ignore',
  })
}

const daysOf = async (folder: string) =>
  Object.fromEntries(
    (await readLibrary(folder)).library.articles.map(({ slug, updated, updatedBy }) => [
      slug,
      updatedBy && `${updatedBy} ${updated}`,
    ]),
  )

const files = {
  'help/articles/en/cards/checked.md': article('Checked', 'Text.', 'updated: 2026-02-03\n'),
  'help/articles/en/cards/fee.md': article('Fee'),
  'help/articles/en/cards/second.md': article('Second'),
}

test('the day of the last change is a person’s, else git’s, and of a file that git does not know there is none', async () => {
  const folder = contentFolder({ ...files, 'help/articles/en/cards/new.md': article('New') })
  expect((await daysOf(join(folder, 'help')))['fee']).toBeUndefined()
  git(folder, '2026-05-06', 'init', '--quiet')
  git(folder, '2026-05-06', 'add', 'help/articles/en/cards/checked.md', 'help/articles/en/cards/fee.md')
  git(folder, '2026-05-06', 'commit', '--quiet', '--message', 'Begin')
  git(folder, '2026-07-08', 'add', 'help/articles/en/cards/second.md')
  git(folder, '2026-07-08', 'commit', '--quiet', '--message', 'Second')
  expect(await daysOf(join(folder, 'help'))).toEqual({
    checked: 'person 2026-02-03',
    fee: 'git 2026-05-06',
    second: 'git 2026-07-08',
    new: undefined,
  })
})

test('a shallow clone, whose oldest commit holds every file, does not make all of them as young as itself', async () => {
  const folder = contentFolder(files)
  git(folder, '2026-05-06', 'init', '--quiet', 'origin')
  const origin = join(folder, 'origin')
  git(folder, '2026-05-06', '--git-dir', 'origin/.git', '--work-tree', 'help', 'add', '.')
  git(folder, '2026-05-06', '--git-dir', 'origin/.git', '--work-tree', 'help', 'commit', '--message', 'Begin')
  git(origin, '2026-07-08', 'reset', '--hard')
  git(origin, '2026-07-08', 'commit', '--allow-empty', '--message', 'Later')
  git(folder, '2026-07-08', 'clone', '--depth', '1', `file://${origin}`, 'clone')
  expect(await daysOf(join(folder, 'clone'))).toMatchObject({ fee: undefined, checked: 'person 2026-02-03' })
  expect(await daysOf(origin)).toMatchObject({ fee: 'git 2026-05-06' })
})
