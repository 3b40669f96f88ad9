import { lowerCase } from './languages.ts'
import { languageOf } from './tag.ts'

/** A word of letters and digits with inner apostrophes; digits may hold decimal and thousands marks: 1,000.50. */
const word = /\p{Nd}+(?:[.,]\p{Nd}+)+(?![\p{L}\p{M}])|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:'[\p{L}\p{M}]+)*/gu
/** Scripts that are written without spaces between words. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u
/** Soft hyphens, joiners and the Arabic tatweel: seen at most, never read. */
const invisible = /\u200d|[\u00ad\u200c\u2060\ufeff\u0640]/g
/** Groups of three digits that a space which does not break holds together: 1 000. */
const spacedThousands = /(?<=\p{Nd})[\u00a0\u2009\u202f](?=\p{Nd}{3}(?!\p{Nd}))/gu
const suffixed = new Set(['tr', 'az'])
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const ascii = /^[\x00-\x7f]*$/
/** {@link word} in ASCII, which is several times as fast. */
const asciiWord = /[0-9]+(?:[.,][0-9]+)+(?![a-z])|[a-z0-9]+(?:'[a-z]+)*/g

/**
 * The words of a text in lower case, in order; numbers and codes are words. An inner apostrophe stays in English
 * ("don't") and cuts the suffix off in Turkish ("iPhone'umdan" → "iphone"). Where a script has no spaces, words are
 * those of Unicode's segmentation for the language.
 *
 * @param locale a language or a locale with a region
 */
export function tokens(text: string, locale: string): string[] {
  const language = languageOf(locale)
  if (!suffixed.has(language) && ascii.test(text)) {
    const plain = text.toLowerCase().match(asciiWord) ?? []
    return plain.some((one) => marked.test(one)) ? plain.flatMap(oneWord) : plain
  }
  const plain = text
    .replace(invisible, '')
    .replace(spacedThousands, '')
    .normalize('NFKC')
    .replaceAll('’', "'")
  const words = lowerCase(plain, locale).match(word) ?? []
  return words
    .flatMap((one) => (unspaced.test(one) ? segments(one, language) : oneWord(one)))
    .map((one) => (suffixed.has(language) ? one.replace(/'.*$/, '') : one))
    .filter((one) => one !== '')
}

/** Runs of letters that are remembered, a locale: each stands in many passages. */
const mostRuns = 100_000
const runs = new Map<string, Map<string, readonly string[]>>()

/** {@link tokens} of one run of letters and digits, taken apart once. */
export function tokensOfRun(run: string, locale: string): readonly string[] {
  let known = runs.get(locale)
  if (!known) {
    known = new Map()
    runs.set(locale, known)
  }
  let words = known.get(run)
  if (!words) {
    words = tokens(run, locale)
    if (known.size < mostRuns) known.set(run, words)
  }
  return words
}

const marked = /[.,]/

/** Thousands lose their marks, decimals have a point: 1.000 and 1,000 are 1000; 2,50 is 2.50. A date is its parts. */
function oneWord(one: string): string | string[] {
  if (!marked.test(one)) return one
  const parts = one.split(/[.,]/)
  const last = parts.at(-1)!
  const thousands = (groups: readonly string[]) =>
    groups[0]!.length <= 3 && groups.slice(1).every((group) => group.length === 3)
  if (thousands(parts)) return parts.join('')
  if (parts.length === 2 || thousands(parts.slice(0, -1))) return `${parts.slice(0, -1).join('')}.${last}`
  return parts
}

const segmenters = new Map<string, Intl.Segmenter>()

function segments(text: string, language: string): string[] {
  let segmenter = segmenters.get(language)
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' })
    segmenters.set(language, segmenter)
  }
  return [...segmenter.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? segment : []))
}
