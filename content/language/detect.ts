import { languages } from './languages.ts'
import { languageOf } from './tag.ts'
import { tokens } from './tokens.ts'

/** A letter of its own is worth this many function words. */
const letterWorth = 2

/**
 * The language of a short text: the hint when it is given, else by letters and function words; the first language
 * of the table when nothing tells.
 */
export function detect(text: string, hint?: string): string {
  const named = hint && languageOf(hint)
  if (named) return named
  const words = tokens(text, 'en')
  let best = 'en'
  let most = 0
  for (const [id, language] of Object.entries(languages)) {
    const lettered = language.letters?.test(text) ? letterWorth : 0
    const score = lettered + words.filter((word) => language.functionWords.has(word)).length
    if (score > most) {
      most = score
      best = id
    }
  }
  return best
}
