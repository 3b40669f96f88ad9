import { detector } from './eld-tables.ts'
import { languages } from './languages.ts'
import { languageOf } from './tag.ts'
import { tokens } from './tokens.ts'

const eld = await detector()

/**
 * The language a message is written in, BCP 47: by its script first, then by character n-grams (eld). The text outranks
 * what the help desk says, which is often the language of the customer's screen; among languages that look alike the
 * site's own win. A language that is none of the site's keeps its own tag.
 *
 * @param hint what the help desk says, BCP 47
 * @param locales the site's, BCP 47
 */
export function detectLanguage(text: string, hint: string | undefined, locales: readonly string[]): string {
  const said = hint === undefined || hint === '' ? undefined : languageOf(hint)
  const script = scriptOf(text)
  if (script !== undefined && script.languages.length === 1) return script.languages[0]!
  const found = eld.detect(text)
  if (script !== undefined) {
    const { languages } = script
    if (languages.includes(found.language)) return found.language
    return said !== undefined && languages.includes(said) ? said : languages[0]!
  }
  if (said && !enough.test(text)) return said
  const ours = new Set([...(said ? [said] : []), ...locales.map(languageOf)])
  if (ours.has(found.language)) return found.language
  const scores = found.getScores()
  const [best] = [...ours].filter((language) => scores[language]).sort((a, b) => scores[b]! - scores[a]!)
  if (found.language !== '' && found.isReliable() && enough.test(text)) {
    const clear = (scores[best ?? ''] ?? 0) < behind * scores[found.language]!
    if (text.length >= longEnough || (clear && text.length >= shortest)) return found.language
  }
  const worded = byFunctionWords(text)
  if (worded !== undefined) return worded
  return best ?? said ?? languageOf(locales[0] ?? 'en')
}

/** Eight letters: "ok" and "thanks" tell nothing. */
const enough = /(?:\p{L}\P{L}*){8}/u
/** A language nobody expects is believed from this many characters on: in shorter texts two Slavic ones look the same … */
const longEnough = 120
/** … and from so many when the site's best language scores less than this share of its score. */
const shortest = 20
const behind = 0.8

/** The language of at least two function words more than any other's: "Wo ist meine Karte?" is too short for n-grams. */
function byFunctionWords(text: string): string | undefined {
  const words = new Set(tokens(text, ''))
  const counts = Object.entries(languages).map(([language, { functionWords }]) => ({
    language,
    count: [...words].filter((word) => functionWords.has(word)).length,
  }))
  const [first, second] = counts.sort((a, b) => b.count - a.count)
  return first !== undefined && first.count >= (second?.count ?? 0) + 2 ? first.language : undefined
}

interface Script {
  readonly letters: RegExp
  /** The language it is taken for first, and others that are written in it. */
  readonly languages: readonly string[]
}

/** Kana before Han: Japanese is written in both. */
const scripts: readonly Script[] = [
  { letters: /[\p{sc=Hiragana}\p{sc=Katakana}]/gu, languages: ['ja'] },
  { letters: /\p{sc=Hangul}/gu, languages: ['ko'] },
  { letters: /\p{sc=Han}/gu, languages: ['zh'] },
  { letters: /\p{sc=Thai}/gu, languages: ['th'] },
  { letters: /\p{sc=Greek}/gu, languages: ['el'] },
  { letters: /\p{sc=Hebrew}/gu, languages: ['he', 'yi'] },
  { letters: /[پچژگ]/gu, languages: ['fa', 'ur', 'ku'] },
  { letters: /\p{sc=Arabic}/gu, languages: ['ar', 'fa', 'ur', 'ku'] },
  { letters: /[іїєґ]/giu, languages: ['uk', 'be'] },
  { letters: /\p{sc=Cyrillic}/gu, languages: ['ru', 'uk', 'bg', 'sr', 'be', 'mk', 'kk', 'mn'] },
  { letters: /\p{sc=Devanagari}/gu, languages: ['hi', 'mr', 'ne'] },
  { letters: /\p{sc=Bengali}/gu, languages: ['bn', 'as'] },
  { letters: /\p{sc=Georgian}/gu, languages: ['ka'] },
  { letters: /\p{sc=Armenian}/gu, languages: ['hy'] },
  { letters: /\p{sc=Tamil}/gu, languages: ['ta'] },
  { letters: /\p{sc=Khmer}/gu, languages: ['km'] },
  { letters: /\p{sc=Lao}/gu, languages: ['lo'] },
  { letters: /\p{sc=Myanmar}/gu, languages: ['my'] },
]

/** Letters of a script in a thousand that name the language: product names stay Latin in any text. */
function scriptOf(text: string): Script | undefined {
  const letters = text.replace(/\P{L}+/gu, '')
  const latin = letters.match(/\p{sc=Latin}/gu)?.length ?? 0
  // Most is Latin, or all of it, as nearly always.
  if (letters.length === 0 || latin > letters.length * 0.7) return undefined
  return scripts.find(({ letters: own, languages }) => {
    const count = letters.match(own)?.length ?? 0
    const few = ['ja', 'fa', 'uk'].includes(languages[0]!)
    return count > 0 && count >= (letters.length - latin) * (few ? 0.03 : 0.5)
  })
}
