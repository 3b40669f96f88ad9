import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, test } from 'vitest'
import { parse } from 'yaml'
import type { z } from 'zod'
import { settingNames } from '#api/settings/environment.ts'
import { customerSchema } from '#api/storage/customers.ts'
import { splitFrontMatter } from '#content/library/front-matter.ts'
import { readLibrary } from '#content/library/index.ts'
import { components } from '#content/library/mdx.ts'
import { articleSchema } from '#content/model/article.ts'
import { categorySchema } from '#content/model/category.ts'
import { channelSchema } from '#content/model/channel.ts'
import { joining, operators } from '#content/model/condition.ts'
import { glossarySchema } from '#content/model/glossary.ts'
import { replySchema } from '#content/model/reply.ts'
import { segmentSchema } from '#content/model/segment.ts'
import { siteSchema } from '#content/model/site.ts'
import { traitSchema } from '#content/model/trait.ts'
import { sources } from '#scripts/import/desks/index.ts'

const root = join(import.meta.dirname, '..', '..')
const content = join(root, 'content', 'kindred')
const { library, issues, warnings } = await readLibrary(content)
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
const data = mkdtempSync(join(tmpdir(), 'kindred-docs-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

/** Text of an article by its id. */
function textOf(id: string): string {
  const article = library.articles.find((one) => one.id === id)
  if (!article) throw new Error(`There is no article ${id} in content/kindred.`)
  return article.body
}

/** What stands in code in the first cells of an article's tables. */
function rowsOf(id: string): string[] {
  const rows = [...textOf(id).matchAll(/^\|([^|]*)\|/gm)].map(([, cell = '']) => cell)
  return rows.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
}

/** The fields a schema takes, those of objects within it by path: `brand.hue`. */
function fieldsOf(schema: z.ZodType): string[] {
  const { shape } = within(schema) as { shape: Record<string, z.ZodType> }
  return Object.entries(shape).flatMap(([name, field]) =>
    'shape' in within(field) ? fieldsOf(field).map((inner) => `${name}.${inner}`) : [name],
  )
}

/** Without default, optional and list around it. */
function within(schema: z.ZodType): object {
  const { innerType, element } = schema.def as { innerType?: z.ZodType; element?: z.ZodType }
  const inner = innerType ?? element
  return inner ? within(inner) : schema
}

interface Snippet {
  readonly article: string
  readonly language: string
  /** What stands behind the language: `run`, or a file of a content folder. */
  readonly note: string
  readonly text: string
}

const snippets = library.articles.flatMap(({ id, body }): Snippet[] =>
  [...body.matchAll(/^( *)```(\w+)(?: (\S+))?\n([\s\S]*?)^\1```$/gm)].map(
    ([, indent = '', language = '', note = '', text = '']) => ({
      ...{ article: id, language, note },
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  ),
)
const inLanguage = (language: string) => snippets.filter((one) => one.language === language)

describe('the documentation in content/kindred', () => {
  it('passes the content check without an issue, a dead link or a warning', () => {
    expect([...issues, ...warnings]).toEqual([])
  })

  it('has channels that lead to its own pages', async () => {
    const { places } = await readLibrary(content)
    const pages = [...places.pages.keys()]
    for (const { href } of library.channels) expect(pages).toContain(href.replace(/#.*/, ''))
  })

  it('lists every article on its shelf', () => {
    const listed = library.categories.flatMap(({ id, articles }) => articles.map((slug) => `${id}/${slug}`))
    expect(listed.toSorted()).toEqual(library.articles.map(({ id }) => id).toSorted())
  })
})

describe('the references in content/kindred/articles/en', () => {
  const tables: Record<string, readonly string[]> = {
    'running/settings': settingNames,
    'writing/front-matter': fieldsOf(articleSchema),
    'writing/site-yaml': [...fieldsOf(siteSchema), ...fieldsOf(categorySchema)],
    'segments/define-a-segment': fieldsOf(segmentSchema),
    'segments/traits': fieldsOf(traitSchema),
    'segments/channels': fieldsOf(channelSchema),
    'staff/replies': fieldsOf(replySchema),
    'staff/customers': fieldsOf(customerSchema),
    'tickets/import-tickets': sources.map(({ name }) => name),
    'segments/conditions': [...operators.keys()],
  }
  for (const [article, names] of Object.entries(tables))
    test(`${article} has a row for each that exists, and none for what does not`, () => {
      const documented = rowsOf(article).filter((name) => !name.startsWith('--'))
      expect([...new Set(documented)].sort()).toEqual([...new Set(names)].sort())
    })

  test('running/commands has a row for each npm script, and none for what does not exist', () => {
    const named = rowsOf('running/commands').map((row) => row.replace(/^npm (?:run )?/, ''))
    const ours = Object.keys(scripts).filter((name) => !/^pre/.test(name))
    expect(named.toSorted()).toEqual(ours.toSorted())
  })

  test('writing/formatting names every component, segments/conditions every way to join', () => {
    for (const name of components) expect(textOf('writing/formatting')).toContain(`<${name}`)
    for (const name of joining) expect(textOf('segments/conditions')).toContain(`\`${name}\``)
  })
})

describe('the snippets', () => {
  const byFile: readonly (readonly [RegExp, z.ZodType])[] = [
    [/^site\.yaml$/, siteSchema],
    [/^categories\.yaml$/, categorySchema.array()],
    [/^traits\.yaml$/, traitSchema.array()],
    [/^channels\.yaml$/, channelSchema.array()],
    [/^segments\//, segmentSchema],
    [/^replies\//, replySchema],
    [/^glossary\//, glossarySchema],
  ]

  it('in YAML and JSON parse, and those of a file are right by its schema', () => {
    for (const { text } of inLanguage('json')) JSON.parse(text)
    for (const { note, text, article } of inLanguage('yaml')) {
      const value: unknown = parse(text)
      const schema = byFile.find(([file]) => file.test(note))?.[1]
      if (note !== '') expect(schema, `${article}: ${note}`).toBeDefined()
      const wrong = schema?.safeParse(value).error
      expect(wrong, article).toBeUndefined()
    }
  })

  it('of articles have front-matter that is right', () => {
    for (const { text } of inLanguage('md')) {
      const front = splitFrontMatter(text)
      if (front) expect(articleSchema.safeParse(parse(front.yaml)).error).toBeUndefined()
    }
  })

  it('call npm scripts that exist, and files of ours that are there', () => {
    const called = inLanguage('sh').flatMap(({ text }) => [
      ...text.matchAll(/npm (?:run )?(?:-s )?([\w:]+)/g),
    ])
    const names = called.map(([, name = '']) => name).filter((name) => name !== 'install')
    expect(names.filter((name) => !(name in scripts))).toEqual([])
    const files = library.articles.flatMap(({ body }) => [
      ...body.matchAll(/`((?:api|scripts|site|tests|content\/kindred)\/[\w./-]*)`/g),
    ])
    expect(files.map(([, file = '']) => file).filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  it('of SECURITY.md names tests, folders and commands that are there', () => {
    const named = [...readFileSync(join(root, 'SECURITY.md'), 'utf8').matchAll(/`([^`]+)`/g)].map(
      ([, name = '']) => name,
    )
    const files = named.filter((name) => /^(?:api|tests)\//.test(name))
    expect(files.length).toBeGreaterThan(40)
    expect(files.filter((name) => !existsSync(join(root, name)))).toEqual([])
    const commands = named.flatMap((name) => /^npm run (\S+)$/.exec(name)?.[1] ?? [])
    expect(commands.filter((name) => !(name in scripts))).toEqual([])
  })

  it('marked "run" run', { timeout: 60_000 }, () => {
    for (const { text } of snippets.filter(({ note }) => note === 'run'))
      execFileSync('sh', ['-ec', text], {
        cwd: root,
        env: { ...process.env, KINDRED_DATA: data },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
  })
})
