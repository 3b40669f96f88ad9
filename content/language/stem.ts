import { languageFor } from './languages.ts'

/** The stem of one lower-case word; the word itself in a language we have no stemmer for. */
export function stem(token: string, locale: string): string {
  return languageFor(locale)?.stem(token) ?? token
}
