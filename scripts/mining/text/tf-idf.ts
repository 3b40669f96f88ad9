import { fold, termsOf as rootsOf, termOf, tokens } from '#content/language/index.ts'
import { common, terms } from '#scripts/mining/thresholds.ts'
import { type Sparse, scaled, sparseFrom } from './sparse-matrix.ts'

const { pairWeight, shortest, longest } = terms
/** What a block of terms weighs: letters carry endings, typing mistakes and parts of long words; pairs carry order. */
const blockWeights = { word: 1, pair: pairWeight, letters: 1 }

/** Different words that are remembered; names and mistypings never end. */
const mostKnown = 200_000

/** The terms of a set of texts and how much each one tells. */
export interface Vocabulary {
  readonly language: string
  readonly columns: ReadonlyMap<string, number>
  readonly idf: Float32Array
  /** Factors of {@link strengthOf}, one a column; all terms count alike when absent. */
  readonly strength?: Float64Array
}

type Block = keyof typeof blockWeights
type Counts = Readonly<Record<Block, Map<string, number>>>

/** Counts the terms of texts one at a time; words seen before are not taken apart again. */
function counter(language: string): (text: string) => Counts {
  const known = new Map<string, { root: string; letters: string[] }>()
  const add = (counts: Map<string, number>, term: string) => counts.set(term, (counts.get(term) ?? 0) + 1)
  return (text) => {
    const counts = { word: new Map(), pair: new Map(), letters: new Map() }
    let before = ''
    for (const said of tokens(text, language)) {
      const word = known.get(said) ?? takenApart(said, language)
      if (known.size < mostKnown) known.set(said, word)
      add(counts.word, word.root)
      for (const run of word.letters) add(counts.letters, run)
      if (before !== '') add(counts.pair, `${before} ${word.root}`)
      before = word.root
    }
    return counts
  }
}

/** Its stem, found also where diacritics were dropped, and its runs of letters with its ends marked. */
function takenApart(said: string, language: string) {
  const padded = `<${fold(said)}>`
  const letters: string[] = []
  for (let length = shortest; length <= longest; length++)
    for (let at = 0; at + length <= padded.length; at++) letters.push(`~${padded.slice(at, at + length)}`)
  return { root: termOf(said, language), letters }
}

export function vocabularyOf(texts: readonly string[], language: string): Vocabulary {
  const spread = new Map<string, number>()
  const countsOf = counter(language)
  for (const text of texts)
    for (const counts of Object.values(countsOf(text)))
      for (const term of counts.keys()) spread.set(term, (spread.get(term) ?? 0) + 1)
  // A term in one text only joins it to none; one in most texts separates none. Rarer function words stay: how, why, not.
  const kept = [...spread].filter(([, count]) => count > 1 && count <= texts.length * common.most)
  return {
    language,
    columns: new Map(kept.map(([term], column) => [term, column])),
    idf: Float32Array.from(kept, ([, count]) => Math.log((1 + texts.length) / (1 + count)) + 1),
  }
}

/**
 * Makes a row of a text: sublinear tf × idf in three blocks, each of length one times its weight; then each term by its
 * strength, and the whole of length one.
 */
export function vectorizer({ language, columns, idf, strength }: Vocabulary) {
  const countsOf = counter(language)
  return (text: string): Map<number, number> => {
    const counts = countsOf(text)
    const row = new Map<number, number>()
    let square = 0
    for (const block of Object.keys(blockWeights) as Block[]) {
      const values: [column: number, value: number][] = []
      let length = 0
      for (const [term, count] of counts[block]) {
        const column = columns.get(term)
        if (column === undefined) continue
        const value = (1 + Math.log(count)) * idf[column]!
        length += value ** 2
        values.push([column, value])
      }
      const scale = blockWeights[block] / Math.sqrt(length || 1)
      for (const [column, plain] of values) {
        const value = plain * scale * (strength?.[column] ?? 1)
        square += value ** 2
        row.set(column, value)
      }
    }
    for (const [column, value] of row) row.set(column, value / Math.sqrt(square || 1))
    return row
  }
}

export function vectorsOf(texts: readonly string[], vocabulary: Vocabulary): Sparse {
  return sparseFrom(texts.map(vectorizer(vocabulary)), vocabulary.idf.length)
}

/** The vocabulary with its terms' strength, and the rows made with it before. */
export function strengthened(
  vocabulary: Vocabulary,
  matrix: Sparse,
  strength: Float64Array,
): { vocabulary: Vocabulary; matrix: Sparse } {
  return { vocabulary: { ...vocabulary, strength }, matrix: scaled(matrix, strength) }
}

/** The share of a text's different words that the vocabulary has, 0 … 1. */
export function knownShare(text: string, { language, columns }: Vocabulary): number {
  const roots = new Set(rootsOf(text, language))
  return roots.size > 0 ? [...roots].filter((root) => columns.has(root)).length / roots.size : 0
}
