import { describe, expect, it, test } from 'vitest'
import { parseStrings } from '#content/library/own-strings.ts'
import { parseYaml } from '#content/library/yaml-file.ts'
import {
  counted,
  english,
  knownWords,
  missingWords,
  shippedLanguages,
  wordsIn,
} from '#content/strings/index.ts'
import { reasonsIn } from '#core/explain.ts'

describe('the words of the public pages', () => {
  test('come in six languages', () => {
    expect(shippedLanguages).toEqual(['en', 'tr', 'pl', 'de', 'fr', 'es'])
  })

  it.each(shippedLanguages)(
    'are all there in "%s", with every placeholder and every plural form',
    (locale) => {
      expect(missingWords(locale)).toEqual([])
      expect(Object.keys(knownWords(locale)).sort()).toEqual(Object.keys(english).sort())
      // The rules that a company's own file is held to.
      const yaml = parseYaml(`${locale}.json`, JSON.stringify(nested(knownWords(locale))))
      expect(parseStrings(locale, yaml).issues).toEqual([])
    },
  )

  it('of a region are those of its language, and the company’s own come before ours', () => {
    const own = { pt: { search: 'Procurar' }, 'pt-br': { search: 'Buscar' } }
    expect(wordsIn('de-at').search).toBe('Suchen')
    expect(wordsIn('pt-pt', own).search).toBe('Procurar')
    expect(wordsIn('pt-br', own).search).toBe('Buscar')
    expect(wordsIn('de', { de: { search: 'Los' } }).search).toBe('Los')
    expect(wordsIn('de', { de: { search: 'Los' } }).yes).toBe('Ja')
  })

  it('stand in English where they are missing, each with a mark', () => {
    const words = wordsIn('it', { it: { search: 'Cerca' } }, (text) => `<${text}>`)
    expect(words.search).toBe('Cerca')
    expect(words.yes).toBe('<Yes>')
    expect(words.minutes['other']).toBe('<{n} minutes to read.>')
    expect(words.about.sources.link.name).toBe('<The link you followed>')
  })

  it('count as the language does; an exact number has a form of its own', () => {
    expect([1, 2, 5, 22].map((n) => counted(wordsIn('pl').shelfCount, n, 'pl'))).toEqual([
      '1 artykuł',
      '2 artykuły',
      '5 artykułów',
      '22 artykuły',
    ])
    expect(counted({ 1: 'first', other: '{n}th' }, 1, 'en', 'ordinal')).toBe('first')
  })
})

describe('the reasons', () => {
  it('begin a sentence with the people they are about', () => {
    expect(reasonsIn('en', {}).times('travellers', 4)).toBe('Travellers ask this four times as often')
    expect(reasonsIn('en', {}).place('travellers', 22)).toBe('Travellers ask this 22nd most')
    expect(reasonsIn('tr', {}).times('işletmeler', 1.5)).toBe('İşletmeler bunu 1,5 kat sık soruyor')
    expect(reasonsIn('pl', {}).place('studenci', 1)).toBe('Studenci: najczęstsze pytanie')
    expect(reasonsIn('de-ch', {}).listed('Reisende', 2)).toBe(
      'Reisende: Platz 2 auf der Liste unserer Redaktion',
    )
  })

  it('are English as a whole where a word of theirs is missing, since a sentence joins several', () => {
    const own = { it: { 'reasons.after': 'Dopo «{title}»' } }
    expect(reasonsIn('it', own).language).toBe('en')
    expect(reasonsIn('it', own).after('A')).toBe('Next after “A”')
  })
})

function nested(words: Readonly<Record<string, unknown>>): object {
  const root: Record<string, unknown> = {}
  for (const [path, value] of Object.entries(words)) {
    const steps = path.split('.')
    const last = steps.pop()!
    let at = root
    for (const step of steps) {
      at[step] ??= {}
      at = at[step] as Record<string, unknown>
    }
    at[last] = value
  }
  return root
}
