import { readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

/** Paths of files below a folder, from the root. */
function filesIn(folder: string, ends: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ends.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

const rooms = ['content', 'api', 'scripts', 'site']
const modules = rooms.flatMap((room) => filesIn(room, /\.(ts|js|mjs|astro)$/))
const tests = rooms.flatMap((room) => filesIn(`tests/${room}`, /\.test\.ts$/))
const tested = new Set(tests.map((test) => dirname(relative('tests', test))))

/** Rooms without a folder of tests, and what tests them. */
const elsewhere: Readonly<Record<string, string>> = {
  'scripts/articles/markup': 'tests/scripts/articles/folders',
  'scripts/digest': 'tests/api/core/insights/digest.test.ts',
  'scripts/report/html': 'tests/scripts/report/reporters.test.ts',
}

it('every folder of tests has the name of a room', () => {
  const folders = new Set(modules.map(dirname))
  expect([...tested].filter((folder) => !folders.has(folder))).toEqual([])
})

it('every room of the content, the API and the commands has its folder of tests, or says what tests it', () => {
  const bare = new Set(
    modules.filter((file) => !file.startsWith('site/') && !file.endsWith('.d.ts')).map(dirname),
  )
  for (const folder of tested) bare.delete(folder)
  expect([...bare].toSorted()).toEqual(Object.keys(elsewhere))
})
