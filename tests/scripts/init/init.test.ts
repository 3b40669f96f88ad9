import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { readLibrary } from '#content/library/index.ts'

vi.setConfig({ testTimeout: 60_000 })
const folder = mkdtempSync(join(tmpdir(), 'init-'))
afterAll(() => rmSync(folder, { recursive: true }))

function init(...args: string[]) {
  const script = join(import.meta.dirname, '..', '..', '..', 'scripts', 'init.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input: '',
  })
  return { status, stdout, stderr }
}

test('writes a content folder that is in order, in the languages asked for', async () => {
  const { status, stdout, stderr } = init(
    'help',
    '--name',
    'Acme "Tools"',
    '--locales',
    'de,en',
    '--email',
    'help@acme.example',
  )
  expect(stderr).toBe('')
  expect(status).toBe(0)
  expect(stdout).toContain('KINDRED_CONTENT=help npm start')
  const { library, issues, warnings } = await readLibrary(join(folder, 'help'))
  expect([...issues, ...warnings]).toEqual([])
  expect(library.site).toMatchObject({ name: 'Acme "Tools"', locales: ['de', 'en'] })
  expect(library.segments.map(({ id }) => id).sort()).toEqual(['business', 'newcomer'])
  expect(library.articles.map(({ url }) => url).sort()).toEqual([
    '/de/account/add-a-colleague/',
    '/de/account/sign-in/',
    '/de/getting-started/first-steps/',
  ])
  expect(readFileSync(join(folder, 'help', 'segments', 'business.yaml'), 'utf8')).toContain('# ')
})

test('asks nothing where nobody can answer', () => {
  expect(init('plain').status).toBe(0)
})

test('refuses a folder that holds something, a wrong language and a wrong option, and writes nothing', () => {
  writeFileSync(join(folder, 'note.txt'), 'mine')
  expect(init('.')).toMatchObject({ status: 1, stderr: expect.stringContaining('is not empty') })
  expect(init('new', '--locales', 'english please')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('no language tag'),
  })
  expect(init('new', '--email', 'nobody')).toMatchObject({ status: 2 })
  expect(init('new', '--colour', 'red')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Usage'),
  })
  expect(init().status).toBe(2)
  expect(existsSync(join(folder, 'new'))).toBe(false)
})
