import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { whyWithheld } from '#core/gaps/figures.ts'
import { gapKinds, kindMeaning, kindName } from '#core/gaps/kind.ts'
import { reasonTexts } from '#core/gaps/reasons.ts'
import pl from '#site/staff/strings/pl.json' with { type: 'json' }
import tr from '#site/staff/strings/tr.json' with { type: 'json' }
import { textsOfPages } from './page-texts.ts'
import { untranslated } from './untranslated.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const source = globSync('site/staff/*.ts', { cwd: root })
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')

/** English texts that the staff pages ask for by themselves. */
const single = [...source.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, text = '']) => text)
const plural = [
  ...[...source.matchAll(/\bcounted\(\s*[\w.()]+,\s*'[^']*',\s*'([^']*)'/g)].map(([, text = '']) => text),
  ...[...source.matchAll(/\bmany\([^']+,\s*'(\w+)',?\s*\)/g)].map(([, noun]) => `{n} ${noun}s`),
]

const dictionaries: Record<string, Record<string, unknown>> = { tr, pl }

test.each(['tr', 'pl'])('the staff area says in %s all that its pages ask for', (locale) => {
  const known = dictionaries[locale] ?? {}
  expect([...new Set([...single, ...plural])].filter((text) => !(text in known))).toEqual([])
})

/** Names of keys and of formats, which nobody translates. */
const international = ['Ctrl', 'Enter', 'Markdown', 'HTML']

test.each(['tr', 'pl'])('the staff area says in %s all that its pages hold as they are built', (locale) => {
  const known = dictionaries[locale] ?? {}
  const texts = [
    ...textsOfPages(),
    ...gapKinds.flatMap((kind) => [kindName(kind), kindMeaning(kind)]),
    whyWithheld,
    ...reasonTexts,
  ]
  expect(texts.length).toBeGreaterThan(150)
  expect(texts.filter((text) => !(text in known) && !international.includes(text))).toEqual([])
})

test('a page shows no words of its own that it did not ask for in its language', () => {
  expect(untranslated(source).filter((text) => !international.includes(text))).toEqual([])
  expect(untranslated("el('p', {}, t('Open'), open ? 'gaps' : hidden('None'))")).toEqual(['gaps', 'None'])
})

test('both dictionaries hold the same texts, with the same places to fill in', () => {
  expect(Object.keys(tr).sort()).toEqual(Object.keys(pl).sort())
  const places = (text: unknown) =>
    typeof text === 'string' ? [...new Set(text.match(/\{\w+\}/g))].sort() : []
  // Those of a code are held to their English in refusals.test.ts.
  for (const [english, text] of Object.entries({ ...tr, ...pl }))
    if (typeof text === 'string' && !/^(refusal|rule)\./.test(english))
      expect(places(text), english).toEqual(places(english))
})

test.each([
  ['tr', ['other']],
  ['pl', ['one', 'few', 'many', 'other']],
])('counted texts have the plural forms of %s, or those that sound alike', (locale, forms) => {
  for (const [english, text] of Object.entries(dictionaries[locale] ?? {}))
    if (typeof text === 'object' && text !== null) {
      expect(Object.keys(text), english).toContain('other')
      for (const form of Object.keys(text)) expect(forms, english).toContain(form)
    }
})
