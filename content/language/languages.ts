import { en } from './en.ts'
import type { Language } from './language.ts'
import { pl } from './pl.ts'
import { tr } from './tr.ts'

/** Languages we know more of than their letters; any other is tokenised and folded only. */
export const languages: Readonly<Record<string, Language>> = { en, tr, pl }

/** Lower case by the rules of the language; Turkish has two letters i. */
export function lowerCase(text: string, language: string): string {
  if (language === 'tr') return text.replaceAll('İ', 'i').replaceAll('I', 'ı').toLowerCase()
  return text.toLowerCase().replaceAll('\u0307', '')
}
