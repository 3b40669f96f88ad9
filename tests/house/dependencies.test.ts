import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
  string,
  Record<string, string>
>

describe('the dependency table of CONTRIBUTING.md', () => {
  it('names every dependency of package.json, and no other', () => {
    const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
    const table = text.slice(text.indexOf('<!-- dependencies -->'), text.indexOf('<!-- /dependencies -->'))
    const named = [...table.matchAll(/^\| `([^`]+)` +\|/gm)].map((match) => match[1])
    const wanted = ['dependencies', 'optionalDependencies', 'devDependencies'].flatMap((kind) =>
      Object.keys(manifest[kind] ?? {}),
    )
    expect(named.toSorted()).toEqual(wanted.toSorted())
  })
})
