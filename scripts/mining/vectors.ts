import { fold, stem, tokens } from '#content/language/index.ts'
import { type Sparse, sparseFrom } from './sparse.ts'

/** What a block of terms weighs beside the words: pairs carry order, letters carry typing mistakes and endings. */
const blockWeights = { word: 1, pair: 0.5, letters: 0.5 } as const
/** Lengths of letter runs within a word. */
const shortest = 3
const longest = 5
/** A term in one text only cannot join it to another. */
const inAtLeast = 2
/** A term in more than half of all texts tells none apart; rarer function words stay: how, why, not carry the intent. */
const inAtMost = 0.5

type Block = keyof typeof blockWeights

export interface Text {
  readonly text: string
  readonly language: string
}

/** The terms of a set of texts and how much each one tells. */
export interface Vocabulary {
  readonly columns: ReadonlyMap<string, number>
  readonly idf: Float32Array
  readonly names: readonly string[]
}

export function vocabularyOf(texts: readonly Text[]): Vocabulary {
  const spread = new Map<string, number>()
  for (const text of texts)
    for (const term of new Set(termsOf(text).map(([term]) => term)))
      spread.set(term, (spread.get(term) ?? 0) + 1)
  const names: string[] = []
  const columns = new Map<string, number>()
  for (const [term, count] of spread) {
    if (count < inAtLeast || count > texts.length * inAtMost) continue
    columns.set(term, names.length)
    names.push(term)
  }
  const idf = Float32Array.from(names, (term) => Math.log((1 + texts.length) / (1 + spread.get(term)!)) + 1)
  return { columns, idf, names }
}

/** One row a text: sublinear tf × idf in three blocks, each of length one times its weight, the whole of length one. */
export function vectorsOf(texts: readonly Text[], { columns, idf }: Vocabulary): Sparse {
  const rows = texts.map((text) => {
    const blocks: Record<Block, Map<number, number>> = {
      word: new Map(),
      pair: new Map(),
      letters: new Map(),
    }
    for (const [term, block] of termsOf(text)) {
      const column = columns.get(term)
      if (column !== undefined) blocks[block].set(column, (blocks[block].get(column) ?? 0) + 1)
    }
    const row = new Map<number, number>()
    let total = 0
    for (const [name, counts] of Object.entries(blocks) as [Block, Map<number, number>][]) {
      let length = 0
      const weighed = [...counts].map(([column, count]): [number, number] => {
        const value = (1 + Math.log(count)) * idf[column]!
        length += value * value
        return [column, value]
      })
      if (length === 0) continue
      const scale = blockWeights[name] / Math.sqrt(length)
      total += blockWeights[name] ** 2
      for (const [column, value] of weighed) row.set(column, value * scale)
    }
    const scale = total > 0 ? 1 / Math.sqrt(total) : 0
    for (const [column, value] of row) row.set(column, value * scale)
    return row
  })
  return sparseFrom(rows, idf.length)
}

/** Stems of a text in order, found also where diacritics were dropped. */
export function stemsOf({ text, language }: Text): string[] {
  return tokens(text, language).map((word) => stem(fold(word), language))
}

function termsOf(text: Text): [string, Block][] {
  const terms: [string, Block][] = []
  const words = tokens(text.text, text.language).map(fold)
  let before = ''
  for (const word of words) {
    const root = stem(word, text.language)
    terms.push([root, 'word'])
    if (before) terms.push([`${before} ${root}`, 'pair'])
    before = root
    const padded = `<${word}>`
    for (let length = shortest; length <= longest; length++) {
      for (let at = 0; at + length <= padded.length; at++)
        terms.push([`~${padded.slice(at, at + length)}`, 'letters'])
    }
  }
  return terms
}
