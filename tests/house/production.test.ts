import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

/** What an installation runs without the build tools; scripts/site, dev.ts and the site itself are for the build. */
const entries = [
  'api/serve.ts',
  ...['start', 'build', 'import', 'mine', 'count', 'report', 'customers', 'staff', 'token', 'check'],
  ...['backup', 'restore', 'erase', 'retain', 'doctor'],
].map((name) => (name.includes('/') ? name : `scripts/${name}.ts`))

/** Files and packages that loading a file loads; what it imports only when it needs it is not among them. */
function loaded(entry: string, files = new Set<string>(), packages = new Set<string>()): Set<string> {
  if (files.has(entry)) return packages
  files.add(entry)
  const text = readFileSync(join(root, entry), 'utf8')
  for (const [, from] of text.matchAll(
    /^(?:import|export) (?!type )[^'"]*?from '([^']+)'|^import '([^']+)'/gm,
  )) {
    if (from === undefined) continue
    if (from.startsWith('.')) loaded(join(entry, '..', from), files, packages)
    else if (from.startsWith('#')) loaded(inside(from), files, packages)
    else if (!from.startsWith('node:'))
      packages.add(
        from
          .split('/')
          .slice(0, from.startsWith('@') ? 2 : 1)
          .join('/'),
      )
  }
  return packages
}

const inside = (from: string): string =>
  from.slice(1).startsWith('core/') ? `api/${from.slice(1)}` : from.slice(1)

test.each(entries)('%s runs after npm ci --omit=dev: nothing it loads is a build tool', (entry) => {
  const packages = [...loaded(entry)]
  expect(packages.filter((name) => !(name in dependencies))).toEqual([])
})

test('who sends no traces loads none of OpenTelemetry', () => {
  expect([...loaded('api/serve.ts')].filter((name) => name.startsWith('@opentelemetry/'))).toEqual([])
})

test('the build tools are development dependencies', () => {
  for (const name of ['astro', '@astrojs/mdx', 'pagefind', 'typescript', 'vitest'])
    expect(devDependencies, name).toHaveProperty([name])
})
