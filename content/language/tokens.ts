import { lowerCase } from './languages.ts'

/**
 * The words of a text in lower case, in order. A word is letters and digits with at least one letter; an inner
 * apostrophe stays in English ("don't") and cuts the suffix off in Turkish ("iPhone'umdan" → "iphone").
 */
export function tokens(text: string, language: string): string[] {
  const lower = lowerCase(text.normalize('NFC').replaceAll('’', "'"), language)
  const words = lower.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:'[\p{L}\p{M}]+)*/gu) ?? []
  return words
    .filter((word) => /\p{L}/u.test(word))
    .map((word) => (language === 'tr' ? word.replace(/'.*$/, '') : word))
    .filter((word) => word !== '')
}
