import { languageOf } from '#content/language/tag.ts'
import de from './de.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pl from './pl.json' with { type: 'json' }
import tr from './tr.json' with { type: 'json' }

/** A counted phrase: its forms by category of `Intl.PluralRules`, or by an exact number, which wins. `{n}` is the number. */
export type Forms = Readonly<Record<string, string>>

type Words<T> = T extends string
  ? string
  : T extends { readonly other: string }
    ? Forms
    : { readonly [Key in keyof T]: Words<T[Key]> }

/** Every word of the public pages. */
export type Strings = Words<typeof en>

/** Words by their path in {@link Strings}: `search`, `minutes`, `about.sources.link.name`. */
export type WordsByPath = Readonly<Record<string, string | Forms>>

/** The company's own words, by locale: what `strings/<locale>.yaml` holds. */
export type OwnStrings = Readonly<Record<string, WordsByPath>>

/** What comes with Kindred, complete in each language. */
const shipped: Readonly<Record<string, WordsByPath>> = Object.fromEntries(
  Object.entries({ en, tr, pl, de, fr, es }).map(([language, words]) => [language, byPath(words)]),
)

/** English, which every other file translates. */
export const english: WordsByPath = shipped['en']!

export const shippedLanguages: readonly string[] = Object.keys(shipped)

/** Counted phrases that name a place ("3rd"), not an amount. */
export const ordinals: readonly string[] = ['usually', 'reasons.place', 'reasons.listed']

/** A locale's words as far as there are any: the company's, of the locale or its language, before ours. */
export function knownWords(locale: string, own: OwnStrings = {}): WordsByPath {
  const language = languageOf(locale)
  return { ...shipped[language], ...own[language], ...own[locale] }
}

/** The paths without a word in the locale. */
export function missingWords(locale: string, own?: OwnStrings): string[] {
  const known = knownWords(locale, own)
  return Object.keys(english).filter((path) => known[path] === undefined)
}

/**
 * All words in a locale; one that is missing is the English one.
 *
 * @param mark dresses an English word that stands in for a missing one, so that the page can say its language
 */
export function wordsIn(locale: string, own?: OwnStrings, mark = (text: string): string => text): Strings {
  const known = knownWords(locale, own)
  const word = (value: unknown, path: string): unknown => {
    if (known[path] !== undefined) return known[path]
    if (typeof value === 'string') return mark(value)
    const entries = Object.entries(value as object)
    return Object.fromEntries(
      entries.map(([key, inner]) => [key, word(inner, path === '' ? key : `${path}.${key}`)]),
    )
  }
  return word(en, '') as Strings
}

/** The form of a counted phrase for `n`, with `{n}` in it. */
export function counted(
  forms: Forms,
  n: number,
  locale: string,
  type: 'cardinal' | 'ordinal' = 'cardinal',
): string {
  const form = forms[n] ?? forms[pluralRules(locale, type).select(n)] ?? forms['other'] ?? '{n}'
  return form.replaceAll('{n}', new Intl.NumberFormat(locale).format(n))
}

/** Making the rules costs a thousand times what asking them does. */
function pluralRules(locale: string, type: 'cardinal' | 'ordinal'): Intl.PluralRules {
  const key = `${type}:${locale}`
  const known = rules.get(key) ?? new Intl.PluralRules(locale, { type })
  rules.set(key, known)
  return known
}
const rules = new Map<string, Intl.PluralRules>()

/** Whether an English word is a counted phrase. */
export function isForms(value: unknown): value is Forms {
  return typeof value === 'object' && value !== null && 'other' in value
}

function byPath(words: object, parent = ''): WordsByPath {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' || isForms(value)
        ? [[`${parent}${key}`, value]]
        : Object.entries(byPath(value, `${parent}${key}.`)),
    ),
  )
}
