import type { Passage } from '../model/article.ts'
import { bm25, rarityOf } from './postings.ts'
import type { QueryWord } from './query-words.ts'
import type { SearchIndex } from './search-index.ts'

/** The passage of an article that answers best; none when no word of the question stands in any. */
export interface BestPassage {
  readonly score: number
  readonly passage: Passage | undefined
}

/**
 * BM25 of each passage of these articles; of the terms of one word the best counts. Terms are counted in typed arrays:
 * this is where most of a search's time goes.
 *
 * @param positions of articles in the index
 */
export function bestPassages(
  index: SearchIndex,
  positions: readonly number[],
  wanted: readonly QueryWord[],
): BestPassage[] {
  const { passages, passageBegins, passageTerms, termBegins } = index
  const average = passageTerms.length / Math.max(1, passages.length)
  const asked = askedTerms(index, wanted)
  const slots = slotsOf(index)
  asked.forEach(({ id }, slot) => {
    slots[id] = slot
  })
  /** Of the passage at hand: how often each asked term stands in it, and what its best term gives each word. */
  const counts = new Uint32Array(asked.length)
  const byWord = new Float64Array(wanted.length)
  const scoreOf = (at: number): number => {
    const [from, to] = [termBegins[at]!, termBegins[at + 1]!]
    let met = 0
    for (let place = from; place < to; place++) {
      const slot = slots[passageTerms[place]!]!
      if (slot < 0) continue
      counts[slot]!++
      met++
    }
    if (met === 0) return 0
    const length = (to - from) / average
    byWord.fill(0)
    for (let slot = 0; slot < asked.length; slot++) {
      if (counts[slot] === 0) continue
      const { rarity, words } = asked[slot]!
      const score = bm25(rarity, counts[slot]!, length)
      counts[slot] = 0
      for (const { word, share } of words) byWord[word] = Math.max(byWord[word]!, share * score)
    }
    let sum = 0
    for (const score of byWord) sum += score
    return sum
  }
  const best = positions.map((position): BestPassage => {
    let score = 0
    let passage: Passage | undefined
    for (let at = passageBegins[position]!; at < passageBegins[position + 1]!; at++) {
      const here = scoreOf(at)
      if (here <= score) continue
      score = here
      passage = passages[at]
    }
    return { score, passage }
  })
  for (const { id } of asked) slots[id] = -1
  return best
}

/** A term of the question: how telling it is in passages, and the words it stands for with what it is worth there. */
interface AskedTerm {
  readonly id: number
  readonly rarity: number
  readonly words: { readonly word: number; readonly share: number }[]
}

function askedTerms(
  { inText, passages, passageSpread }: SearchIndex,
  wanted: readonly QueryWord[],
): AskedTerm[] {
  const asked = new Map<number, AskedTerm>()
  wanted.forEach(({ terms, weight }, word) => {
    for (const [term, share] of terms) {
      const id = inText.idOf(term)
      if (id < 0) continue
      let one = asked.get(id)
      if (!one) {
        one = { id, rarity: rarityOf(passageSpread[id] ?? 0, passages.length), words: [] }
        asked.set(id, one)
      }
      one.words.push({ word, share: share * weight })
    }
  })
  return [...asked.values()]
}

/** Of each index, a place a term for the number it has in the search at hand; −1 between searches. */
const slotsByIndex = new WeakMap<SearchIndex, Int32Array>()

function slotsOf(index: SearchIndex): Int32Array {
  let slots = slotsByIndex.get(index)
  if (!slots) {
    slots = new Int32Array(index.passageSpread.length).fill(-1)
    slotsByIndex.set(index, slots)
  }
  return slots
}
