import { fold } from './fold.ts'
import { isFunctionWord, stem } from './languages.ts'
import { languageOf } from './tag.ts'
import { tokens } from './tokens.ts'

/** Words come again and again, so each is taken apart once; different ones that are remembered, a language. */
const mostKnown = 100_000
const known = new Map<string, Map<string, string>>()

/** The key under which a word is found: its stem, folded first, so that dropped diacritics meet their word. */
export function termOf(token: string, locale: string): string {
  const language = languageOf(locale)
  let terms = known.get(language)
  if (!terms) {
    terms = new Map()
    known.set(language, terms)
  }
  let term = terms.get(token)
  if (term === undefined) {
    term = stem(fold(token), language)
    if (terms.size < mostKnown) terms.set(token, term)
  }
  return term
}

/** The terms of a text's words, in order. */
export function termsOf(text: string, locale: string): string[] {
  return tokens(text, locale).map((token) => termOf(token, locale))
}

/** The terms of its words that are no function words, in order. */
export function contentTermsOf(text: string, locale: string): string[] {
  return tokens(text, locale).flatMap((token) => (isFunctionWord(token, locale) ? [] : termOf(token, locale)))
}
