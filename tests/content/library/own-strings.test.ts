import { describe, expect, it } from 'vitest'
import { printIssue } from '#content/library/issue.ts'
import { checkStrings, parseStrings } from '#content/library/own-strings.ts'
import { parseYaml } from '#content/library/yaml-file.ts'
import { english } from '#content/strings/index.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const parse = (locale: string, text: string) =>
  parseStrings(locale, parseYaml(`strings/${locale}.yaml`, text))
const said = (locale: string, text: string) => parse(locale, text).issues.map(printIssue)

describe('strings/<locale>.yaml', () => {
  it('holds words by name, in groups, counted phrases in the forms of the language', () => {
    const text = `search: Cerca
yes:
shelfCount: { one: un articolo, many: "{n} di articoli", other: "{n} articoli" }
about:
  sources:
    link: { name: Il link }
`
    expect(parse('it', text)).toEqual({
      issues: [],
      words: {
        search: 'Cerca',
        shelfCount: { one: 'un articolo', many: '{n} di articoli', other: '{n} articoli' },
        'about.sources.link.name': 'Il link',
      },
    })
  })

  it('takes one text for all numbers where the language has one form', () => {
    expect(parse('ja', 'shelfCount: "{n} 件の記事"').words).toEqual({ shelfCount: { other: '{n} 件の記事' } })
  })

  it('names what is wrong with its line', () => {
    expect(said('it', 'search: Cerca\nserch: Cerca')).toEqual([
      'strings/it.yaml:2\n  There is no interface word called "serch". Did you mean "search"?',
    ])
    expect(said('it', 'about:\n  lead: [a]')).toEqual([
      'strings/it.yaml:2\n  The word "about.lead" is not right: it must be a text.',
    ])
    expect(said('pl', 'shelfCount: { one: a, other: "{n} b" }')).toEqual([
      'strings/pl.yaml:1\n  The word "shelfCount" is not right: the form "few" and "many" is missing.',
    ])
    expect(said('ja', 'shelfCount: { one: "{n}", other: "{n}" }')).toEqual([
      'strings/ja.yaml:1\n  The word "shelfCount" is not right: the language has no form "one", only other and exact numbers.',
    ])
    expect(said('it', 'checked: Controllato.')).toEqual([
      'strings/it.yaml:1\n  The word "checked" is not right: it lacks {day}.',
    ])
    expect(said('it', 'search: "Cerca {query}"')).toEqual([
      'strings/it.yaml:1\n  The word "search" is not right: it has {query}, which nothing fills.',
    ])
    expect(said('it', '- Cerca')).toHaveLength(1)
  })

  it('is counted where it is not complete, and refused where the site has no such locale', () => {
    const { site, ...library } = tinyLibrary()
    const total = Object.keys(english).length
    const issues = checkStrings({
      ...library,
      site: { ...site, locales: ['en', 'it', 'ja', 'pt-br'] },
      strings: { it: { search: 'Cerca' }, nl: {}, pt: {} },
    })
    expect(issues.map(({ file, level, message }) => [file, level, message])).toEqual([
      [
        'strings/it.yaml',
        'warning',
        `${total - 1} of ${total} interface words are missing in "it", so its pages have them in English.`,
      ],
      ['site.yaml', 'warning', expect.stringContaining(`${total} of ${total} interface words`)],
      ['site.yaml', 'warning', expect.stringContaining('"pt-br"')],
      ['strings/nl.yaml', undefined, 'The site has no locale "nl", so nobody sees these words.'],
    ])
  })
})
