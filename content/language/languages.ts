import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import type { Language } from './language.ts'
import { pl } from './pl.ts'
import { snowball } from './snowball.ts'
import { languageOf } from './tag.ts'
import { tr } from './tr.ts'

/** Languages we know more of than their letters; any other is tokenised and folded only. English first: it is the guess. */
export const languages: Readonly<Record<string, Language>> = { en, tr, pl, de, fr, es, ...snowball }

/** What we know of the language of a locale; `en-GB` is English. */
export function languageFor(locale: string): Language | undefined {
  return languages[locale] ?? languages[languageOf(locale)]
}

const turkic = new Set(['tr', 'az'])

/** Lower case by the rules of the language; Turkish and Azerbaijani have two letters i. */
export function lowerCase(text: string, locale: string): string {
  if (turkic.has(languageOf(locale))) return text.replaceAll('İ', 'i').replaceAll('I', 'ı').toLowerCase()
  return text.toLowerCase().replaceAll('\u0307', '')
}

/** The stem of one lower-case word; the word itself in a language we have no stemmer for. */
export function stem(token: string, locale: string): string {
  return languageFor(locale)?.stem(token) ?? token
}

/** Whether a lower-case word only holds a sentence together ("how", "do", "nasıl", "się") and says nothing of its topic. */
export function isFunctionWord(token: string, locale: string): boolean {
  return languageFor(locale)?.functionWords.has(token) ?? false
}
