import { languageFor } from './languages.ts'

/** Whether a lower-case word only holds a sentence together ("how", "do", "nasıl", "się") and says nothing of its topic. */
export function isFunctionWord(token: string, locale: string): boolean {
  return languageFor(locale)?.functionWords.has(token) ?? false
}
