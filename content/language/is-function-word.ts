import { languages } from './languages.ts'

/** Whether a lower-case word only holds a sentence together ("how", "do", "nasıl", "się") and says nothing of its topic. */
export function isFunctionWord(token: string, language: string): boolean {
  return languages[language]?.functionWords.has(token) ?? false
}
