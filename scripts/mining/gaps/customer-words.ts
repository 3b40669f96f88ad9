import { termOf, termsOf, tokens } from '#content/language/index.ts'
import { ranked } from '#scripts/mining/ranked.ts'
import { namesNothing } from '#scripts/mining/text/asks-nothing.ts'
import { common, shown } from '#scripts/mining/thresholds.ts'
import type { MiningArticle } from '#scripts/mining/types.ts'
import { speaks } from './untranslated.ts'

/** One word of customers, whatever its ending. */
export interface CustomerWord {
  /** Its stem, folded: what search compares. */
  readonly term: string
  /** The spelling most of them use. */
  readonly word: string
  /** Texts that have it. */
  readonly texts: number
}

/** Document frequencies of the content words of texts in one language, by stem. */
export interface WordCounts {
  readonly texts: number
  readonly words: ReadonlyMap<string, CustomerWord>
}

/** Shorter ones are letters, numbers' units and slips. */
const shortest = 3

/**
 * Counts each content word once a text: function words, greetings, numbers and words of one or two letters are left out.
 *
 * @param only words with these terms; all when absent
 */
export function countWords(
  texts: readonly string[],
  language: string,
  only?: ReadonlySet<string>,
): WordCounts {
  const spellings = new Map<string, string[]>()
  for (const text of texts) {
    const seen = new Set<string>()
    for (const word of tokens(text, language)) {
      if ([...word].length < shortest || /\p{N}/u.test(word) || namesNothing(word, language)) continue
      const term = termOf(word, language)
      if (seen.has(term) || only?.has(term) === false) continue
      seen.add(term)
      const list = spellings.get(term)
      if (list) list.push(word)
      else spellings.set(term, [word])
    }
  }
  const words = [...spellings].map(
    ([term, list]) => [term, { term, word: ranked(list)[0]![0], texts: list.length }] as const,
  )
  return { texts: texts.length, words: new Map(words) }
}

/** Stems of what the articles of a language say. */
export function writtenIn(articles: readonly MiningArticle[], language: string): Set<string> {
  const own = articles.filter(({ locale }) => speaks(locale, language))
  return new Set(own.flatMap(({ title, passages }) => termsOf([title, ...passages].join('\n'), language)))
}

/** A writer adds a handful of keywords, not a list. */
const mostLacking = 5

/**
 * Words that are particular to a topic and that an article does not have: what its writer would add as keywords, the
 * most used first. Nothing for an article in another language: its words cannot be compared.
 */
export function lackingWords(
  said: readonly string[],
  { article, language, usual }: { article: MiningArticle; language: string; usual: WordCounts | undefined },
): string[] {
  if (!speaks(article.locale, language)) return []
  const written = writtenIn([article], language)
  const own = countWords(said, language)
  const particular = ({ term, texts }: CustomerWord): boolean => {
    const share = texts / own.texts
    const others = (usual?.texts ?? 0) - own.texts
    const elsewhere = others > 0 ? ((usual?.words.get(term)?.texts ?? 0) - texts) / others : 0
    return texts >= common.few && share >= shown.wordIn && share >= common.muchMore * elsewhere
  }
  return [...own.words.values()]
    .filter((word) => !written.has(word.term) && particular(word))
    .sort((a, b) => b.texts - a.texts || (a.term < b.term ? -1 : 1))
    .slice(0, mostLacking)
    .map(({ word }) => word)
}
