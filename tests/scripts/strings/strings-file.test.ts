import { expect, test } from 'vitest'
import { parseStrings } from '#content/library/own-strings.ts'
import { parseYaml } from '#content/library/yaml-file.ts'
import { english } from '#content/strings/index.ts'
import { stringsFile } from '#scripts/strings/strings-file.ts'

const read = (locale: string, text: string) => parseStrings(locale, parseYaml(`strings/${locale}.yaml`, text))

test('a file to translate has every word with the English beside it, and changes nothing as it is', () => {
  const text = stringsFile('pl', {})
  expect(read('pl', text)).toEqual({ words: {}, issues: [] })
  expect(text).toContain('# en: Search\n#   pl: Szukaj\nsearch:\n')
  expect(text).toContain('# en: one “{n} article”, other “{n} articles”')
  expect(text).toMatch(/shelfCount:\n(?: {2}(?:one|few|many|other):\n){4}/)
  expect(text.match(/^ *# en: /gm)).toHaveLength(Object.keys(english).length)
})

test('written again, it keeps every word of the company', () => {
  const own = { it: { search: 'Cerca: "qui"', usually: { many: '{n}º', other: '{n}º', 1: 'primo' } } }
  const text = stringsFile('it', own)
  expect(read('it', text)).toEqual({ words: own.it, issues: [] })
})
