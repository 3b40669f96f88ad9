import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { planImport } from '#scripts/articles/plan.ts'
import { readSource } from '#scripts/articles/read-source.ts'
import { placesBefore, readRecord, writePlan } from '#scripts/articles/write.ts'
import { contentFolder } from '#tests/support/content-folder.ts'

function run(source: string, into: string, dryRun = false) {
  const { centre, ...options } = readSource(source)
  const before = readRecord(into)
  return writePlan(
    planImport(centre, {
      ...options,
      before: placesBefore(before),
      segments: new Map(Object.entries(before.segments)),
    }),
    into,
    before,
    dryRun,
  )
}

it('a second import updates what nobody has edited, and leaves the rest', async () => {
  const source = contentFolder({
    'a/one.md': '# One\n\nFirst.\n',
    'a/two.md': '# Two\n\nFirst.\n',
    'a/three.md': '# Three\n\nFirst.\n',
    'a/four.md': '# Four\n\nFirst.\n',
  })
  const into = contentFolder({})
  expect(run(source, into, true).added).toHaveLength(6)
  expect(existsSync(join(into, 'articles'))).toBe(false)
  expect(run(source, into).added).toHaveLength(6)
  expect((await readLibrary(into)).issues).toEqual([])

  for (const name of ['one', 'two', 'three'])
    writeFileSync(join(source, `a/${name}.md`), `# ${name}\n\nSecond.\n`)
  rmSync(join(source, 'a/four.md'))
  writeFileSync(join(into, 'articles/en/a/two.md'), '---\ntitle: Mine\n---\n')
  rmSync(join(into, 'articles/en/a/three.md'))
  expect(run(source, into)).toEqual({
    added: [],
    updated: ['articles/en/a/one.md'],
    unchanged: ['site.yaml', 'categories.yaml'],
    kept: ['articles/en/a/two.md'],
    removed: ['articles/en/a/three.md'],
    gone: ['articles/en/a/four.md'],
  })
  expect(readFileSync(join(into, 'articles/en/a/one.md'), 'utf8')).toContain('Second.')
  expect(readFileSync(join(into, 'articles/en/a/two.md'), 'utf8')).toContain('Mine')
})

it('what was there before the first import is not touched', () => {
  const source = contentFolder({ 'a/one.md': '# One\n\nText.\n' })
  const into = contentFolder({ 'site.yaml': 'name: Ours\n', 'articles/en/a/one.md': '# Ours\n' })
  expect(run(source, into)).toMatchObject({
    added: ['categories.yaml'],
    kept: ['articles/en/a/one.md', 'site.yaml'],
  })
  expect(readFileSync(join(into, 'site.yaml'), 'utf8')).toBe('name: Ours\n')
})
