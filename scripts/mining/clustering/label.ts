import { termOf, termsOf, tokens } from '#content/language/index.ts'
import { ranked } from '#scripts/mining/ranked.ts'
import { namesNothing } from '#scripts/mining/text/asks-nothing.ts'
import { shown } from '#scripts/mining/thresholds.ts'

export interface Text {
  readonly text: string
  readonly language: string
}

const keywordCount = 6

/** Counts of words and word pairs over all texts, against which a topic's own words stand out. */
export interface Background {
  readonly spread: ReadonlyMap<string, number>
  readonly texts: number
}

export function backgroundOf(texts: readonly Text[]): Background {
  const terms = texts.flatMap((text) => [...phrasesOf(text).keys()])
  return { spread: new Map(ranked(terms)), texts: texts.length }
}

/** Words and pairs that a topic uses and the others do not (class-based TF-IDF), in the form customers use most. */
export function keywordsOf(texts: readonly Text[], { spread, texts: all }: Background): string[] {
  const uses = Map.groupBy(
    texts.flatMap((text) => [...phrasesOf(text)]),
    ([term]) => term,
  )
  const worth = (term: string, { length: count }: readonly unknown[]) =>
    (count / texts.length) *
    Math.log(1 + all / (spread.get(term) ?? 1)) *
    (term.includes(' ') ? shown.pairWorth : 1)
  const best = [...uses]
    .filter(([, forms]) => forms.length > 1 || texts.length < 3)
    .map(([term, forms]) => ({ term, worth: worth(term, forms) }))
    .sort((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
  const chosen: string[] = []
  for (const { term } of best) {
    if (chosen.length === keywordCount) break
    const parts = term.split(' ')
    if (chosen.some((other) => parts.every((part) => other.split(' ').includes(part)))) continue
    chosen.push(term)
  }
  return chosen.map((term) => ranked(uses.get(term)!.map(([, form]) => form))[0]![0])
}

/** Content words and pairs of neighbouring words that neither begin nor end with a word that names nothing: term → form. */
function phrasesOf({ text, language }: Text): Map<string, string> {
  const words = tokens(text, language).map((word) => ({
    word,
    root: termOf(word, language),
    small: namesNothing(word, language) || word.length < 2,
  }))
  const out = new Map<string, string>()
  words.forEach(({ word, root, small }, at) => {
    if (small) return
    if (word.length > 2) out.set(root, word)
    const next = words[at + 1]
    if (next && !next.small && next.root !== root) out.set(`${root} ${next.root}`, `${word} ${next.word}`)
  })
  return out
}

/** How many of the keywords a text has, whatever their endings. */
export function keywordsIn({ text, language }: Text, keywords: readonly string[]): number {
  const stems = new Set(termsOf(text, language))
  return keywords.filter((keyword) => termsOf(keyword, language).every((term) => stems.has(term))).length
}
