import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { eld } from 'eld/small'
import { expect, test } from 'vitest'
import { detector, tablesIn } from '#content/language/eld-tables.ts'

const texts = [
  'Where is my card? I have been waiting for two weeks.',
  'dlaczego karta nie dziala za granica, co mam zrobic',
  'eft yapamiyorum reddediyor kiminle gorusecegim',
  'Meine Karte ist seit drei Wochen nicht angekommen.',
  'quel est le délai de livraison ?',
  "it isn't what I've ordered",
  'Где моя карта?',
  '届きません',
  'ok',
  '',
]

test.each(texts)('%j is read as by the package itself', async (text) => {
  const [ours, theirs] = [(await detector()).detect(text), eld.detect(text)]
  expect(ours.language).toBe(theirs.language)
  expect(ours.getScores()).toEqual(theirs.getScores())
  expect(ours.isReliable()).toBe(theirs.isReliable())
})

const folder = join(findPackageJSON('eld', import.meta.url)!, '..', 'src')
const program = readFileSync(join(folder, 'ngrams', 'small.js'), 'utf8')

test('the table is the package’s own', async () => {
  const file = join(folder, 'ngrams', 'small.js')
  const { ngramsData } = (await import(pathToFileURL(file).href)) as { ngramsData: { ngrams: object } }
  const { ngrams } = tablesIn(program)!
  expect(Object.keys(ngrams).length).toBeGreaterThan(80_000)
  expect(JSON.stringify(ngrams) === JSON.stringify(ngramsData.ngrams)).toBe(true)
})

test.each([
  ['cut off', program.slice(0, 100_000)],
  ['with values of another kind', program.replace('{0:176}', '{0:[1,76]}')],
  ['with other names', program.replace('ngrams:', 'grams:')],
  ['empty', ''],
])('a table that is %s is left to the package', (_, other) => {
  expect(tablesIn(other)).toBeUndefined()
})
