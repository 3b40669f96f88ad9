import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

/** An address at the root of the host as a module would ask for it, open it or lead to it; `at(…)` and `el` put the base before. */
const bare =
  /(?:fetch|sendBeacon|import|assign|replace|open|new URL)\(\s*["'`]\/(?!\/)|\.(?:href|src|action)\s*=\s*["'`]\/(?!\/)|location\s*=\s*["'`]\/|new URL\(\s*["'`]\/[^)]*(?:location|origin)/

test('no module of the site names an address at the root of the host: below a base, nothing of ours is there', () => {
  const files = globSync('site/{islands,staff,embed}/**/*.{ts,js}', { cwd: root })
  expect(files.length).toBeGreaterThan(60)
  const wrong = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => bare.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(wrong).toEqual([])
})

test('no module reads an address by counting its parts: below a base there are more of them', () => {
  const counted = /(?:url|href|address|pathname)\)?\.split\('\/'\)/i
  const wrong = globSync('{site/{islands,staff},api/core}/**/*.ts', { cwd: root }).filter((file) =>
    counted.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(wrong).toEqual([])
})

test('the server makes whole addresses by joining: a path given to `new URL` beside the origin drops the base', () => {
  const files = globSync('{api,scripts}/**/*.ts', { cwd: root })
  const dropping = /new URL\(\s*(?:urlFor\(|["'`]\/)[^)]*\)?,\s*[\w.]*[oO]rigin/
  const wrong = files.filter((file) => dropping.test(readFileSync(join(root, file), 'utf8')))
  expect(wrong).toEqual([])
})
