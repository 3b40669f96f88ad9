import { en } from './en.ts'
import { pl } from './pl.ts'
import { tr } from './tr.ts'

export interface Language {
  stem(token: string): string
  /** Words that hold sentences together, in lower case: they tell short texts of two languages apart, and no topic. */
  readonly functionWords: ReadonlySet<string>
  /** Letters that among these languages only this one has. */
  readonly letters?: RegExp
}

/** Languages we know more of than their letters; any other is tokenised and folded only. */
export const languages: Readonly<Record<string, Language>> = { en, tr, pl }

/** Lower case by the rules of the language; Turkish has two letters i. */
export function lowerCase(text: string, language: string): string {
  if (language === 'tr') return text.replaceAll('İ', 'i').replaceAll('I', 'ı').toLowerCase()
  return text.toLowerCase().replaceAll('\u0307', '')
}
