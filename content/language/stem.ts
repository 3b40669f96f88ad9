import { languages } from './languages.ts'

/** The stem of one lower-case word; the word itself in a language we have no stemmer for. */
export function stem(token: string, language: string): string {
  return languages[language]?.stem(token) ?? token
}
