import { dateLocale } from '#content/language/formats.ts'
import { directionOf } from '#content/language/tag.ts'
import { type Strings, wordsIn } from '#content/strings/index.ts'
import { reasonsIn } from '#core/explain.ts'
import { markEnglish } from './english-marks.ts'
import { library } from './library.ts'

export { counted, type Strings } from '#content/strings/index.ts'

const made = new Map<string, Strings>()

/** The words of a locale; English ones that stand in for missing ones are marked, and the finished page says their language. */
export function strings(locale: string): Strings {
  const known = made.get(locale) ?? wordsIn(locale, library.strings, markEnglish)
  made.set(locale, known)
  return known
}

/** What an element says of a text in a language that may be another than its page's. */
export function tongueOf(language: string, locale: string): { lang?: string; dir?: 'ltr' | 'rtl' } {
  return language === locale ? {} : { lang: language, dir: directionOf(language) }
}

/** Of the sentences that say why: English where a locale has not all of their words. */
export function reasonsLanguage(locale: string): string {
  return reasonsIn(locale, library.strings).language
}

/** A day in the reader's words: "12 November 2026". */
export function dayInWords(day: string, locale: string): string {
  return new Intl.DateTimeFormat(dateLocale(locale), {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`))
}
