import { fold, termsOf as rootsOf, termOf, tokens } from '#content/language/index.ts'
import { terms } from '#scripts/mining/thresholds.ts'
import { type Sparse, scaled, sparseFrom } from './sparse-matrix.ts'

const { blockWeights, shortest, longest, inAtLeast, inAtMost } = terms

const blocks = ['word', 'pair', 'letters'] as const

/** A word as its terms. */
interface Word {
  readonly root: string
  readonly letters: readonly string[]
}

/** A word as the columns of its terms that the vocabulary has; −1 for a root it has not. */
interface KnownWord {
  readonly root: string
  readonly column: number
  readonly letters: readonly number[]
}

/** The terms of a set of texts and how much each one tells. */
export interface Vocabulary {
  readonly language: string
  readonly columns: ReadonlyMap<string, number>
  readonly idf: Float32Array
  /** Factors of {@link strengthOf}, one a column; all terms count alike when absent. */
  readonly strength?: Float64Array
}

export function vocabularyOf(texts: readonly string[], language: string): Vocabulary {
  const spread = new Map<string, number>()
  const known = new Map<string, Word>()
  for (const text of texts)
    for (const term of termsOf(text, language, known)) spread.set(term, (spread.get(term) ?? 0) + 1)
  const columns = new Map<string, number>()
  const idf: number[] = []
  for (const [term, count] of spread) {
    if (count < inAtLeast || count > texts.length * inAtMost) continue
    columns.set(term, columns.size)
    idf.push(Math.log((1 + texts.length) / (1 + count)) + 1)
  }
  return { language, columns, idf: Float32Array.from(idf) }
}

/** Makes rows of texts one at a time; words seen before are not taken apart again. */
export function vectorizer(vocabulary: Vocabulary): (text: string) => Map<number, number> {
  const { language, columns, idf, strength } = vocabulary
  const known = new Map<string, KnownWord>()
  const wordOf = (word: string): KnownWord => {
    let found = known.get(word)
    if (found) return found
    const { root, letters } = takenApart(word, language)
    found = {
      root,
      column: columns.get(root) ?? -1,
      letters: letters.flatMap((run) => columns.get(run) ?? []),
    }
    if (known.size < mostKnown) known.set(word, found)
    return found
  }
  return (text) => {
    const counts = {
      word: new Map<number, number>(),
      pair: new Map<number, number>(),
      letters: new Map<number, number>(),
    }
    const add = (block: keyof typeof counts, column: number) =>
      counts[block].set(column, (counts[block].get(column) ?? 0) + 1)
    let before = ''
    for (const said of tokens(text, language)) {
      const { root, column, letters } = wordOf(said)
      if (column >= 0) add('word', column)
      for (const run of letters) add('letters', run)
      const pair = before === '' ? undefined : columns.get(`${before} ${root}`)
      if (pair !== undefined) add('pair', pair)
      before = root
    }
    const row = new Map<number, number>()
    let square = 0
    for (const block of blocks) {
      let length = 0
      for (const [column, count] of counts[block]) length += ((1 + Math.log(count)) * idf[column]!) ** 2
      if (length === 0) continue
      const scale = blockWeights[block] / Math.sqrt(length)
      for (const [column, count] of counts[block]) {
        const value = (1 + Math.log(count)) * idf[column]! * scale * (strength?.[column] ?? 1)
        square += value * value
        row.set(column, value)
      }
    }
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0
    for (const [column, value] of row) row.set(column, value * scale)
    return row
  }
}

/** The share of a text's different words that the vocabulary has, 0 … 1. */
export function knownShare(text: string, { language, columns }: Vocabulary): number {
  const roots = new Set(rootsOf(text, language))
  let known = 0
  for (const root of roots) if (columns.has(root)) known++
  return roots.size > 0 ? known / roots.size : 0
}

/** Different words that are remembered; names and mistypings never end. */
const mostKnown = 200_000

/**
 * One row a text: sublinear tf × idf in three blocks, each of length one times its weight; then each term by its
 * strength, and the whole of length one.
 */
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

/** The different terms of a text; a word's root, pairs of roots and runs of letters never look alike. */
function termsOf(text: string, language: string, known: Map<string, Word>): Set<string> {
  const terms = new Set<string>()
  let before = ''
  for (const said of tokens(text, language)) {
    const word = known.get(said) ?? takenApart(said, language)
    known.set(said, word)
    terms.add(word.root)
    for (const run of word.letters) terms.add(run)
    if (before !== '') terms.add(`${before} ${word.root}`)
    before = word.root
  }
  return terms
}

/** Its stem, found also where diacritics were dropped, and its runs of letters with its ends marked. */
function takenApart(said: string, language: string): Word {
  const word = fold(said)
  const padded = `<${word}>`
  const letters: string[] = []
  for (let length = shortest; length <= longest; length++)
    for (let at = 0; at + length <= padded.length; at++) letters.push(`~${padded.slice(at, at + length)}`)
  return { root: termOf(said, language), letters }
}
