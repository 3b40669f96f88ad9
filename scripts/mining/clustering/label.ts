import { languageFor, termOf, termsOf, tokens } from '#content/language/index.ts'

export interface Text {
  readonly text: string
  readonly language: string
}

/** A title is a short ticket: this many words at least, to say something, and at most, to be read at a glance. */
const titleWords = { least: 4, most: 16 }
/** The title is one of so many most typical tickets. */
const candidates = 8
const keywordCount = 6
/** A pair of words counts this much more than its parts: "exchange rate" says more than "rate". */
const pairWorth = 1.5

/**
 * The title of a topic: of its most typical tickets the one with most of its keywords, of equals the first that asks. A
 * real sentence, never a phrase put together; and not one that could be about anything ("Can I check that?").
 *
 * @param said its tickets, most typical first
 */
export function titleOf(said: readonly string[], keywords: readonly string[], language: string): string {
  const fitting = said
    .map((text) => ownSentence(text))
    .filter((text) => {
      const words = text.split(/\s+/).length
      return words >= titleWords.least && words <= titleWords.most
    })
    .slice(0, candidates)
    .map((text) => ({ text, shared: compareWords(keywords, { text, language }).shared.length }))
  const most = Math.max(...fitting.map(({ shared }) => shared))
  const telling = fitting.filter(({ shared }) => shared === most).map(({ text }) => text)
  const best = telling.find((text) => text.endsWith('?')) ?? telling[0] ?? cut(said[0] ?? '')
  return best.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}

/** The first question of a longer text, else the text without loose marks. */
function ownSentence(text: string): string {
  const bare = text
    .replace(/\s*\(#?\d+\)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (bare.split(' ').length <= titleWords.most) return bare
  const sentences = bare.match(/[^.!?]+[.!?]*/g) ?? [bare]
  return (sentences.find((sentence) => sentence.includes('?')) ?? sentences[0] ?? bare).trim()
}

function cut(text: string): string {
  const words = text.split(/\s+/)
  return words.length <= titleWords.most ? text : `${words.slice(0, titleWords.most).join(' ')}…`
}

/** Counts of words and word pairs over all texts, against which a topic's own words stand out. */
export interface Background {
  readonly spread: ReadonlyMap<string, number>
  readonly texts: number
}

export function backgroundOf(texts: readonly Text[]): Background {
  const spread = new Map<string, number>()
  for (const text of texts) {
    for (const { term } of new Map(phrasesOf(text).map((phrase) => [phrase.term, phrase])).values()) {
      spread.set(term, (spread.get(term) ?? 0) + 1)
    }
  }
  return { spread, texts: texts.length }
}

/** Words and pairs that a topic uses and the others do not (class-based TF-IDF), in the form customers use most. */
export function keywordsOf(texts: readonly Text[], { spread, texts: all }: Background): string[] {
  const counts = new Map<string, number>()
  const forms = new Map<string, Map<string, number>>()
  for (const text of texts) {
    for (const { term, form } of new Map(phrasesOf(text).map((phrase) => [phrase.term, phrase])).values()) {
      counts.set(term, (counts.get(term) ?? 0) + 1)
      const seen = forms.get(term) ?? new Map<string, number>()
      seen.set(form, (seen.get(form) ?? 0) + 1)
      forms.set(term, seen)
    }
  }
  const ranked = [...counts]
    .filter(([, count]) => count > 1 || texts.length < 3)
    .map(([term, count]) => ({
      term,
      worth:
        (count / texts.length) *
        Math.log(1 + all / (spread.get(term) ?? 1)) *
        (term.includes(' ') ? pairWorth : 1),
    }))
    .sort((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
  const chosen: string[] = []
  for (const { term } of ranked) {
    if (chosen.length === keywordCount) break
    const parts = term.split(' ')
    if (chosen.some((other) => parts.every((part) => other.split(' ').includes(part)))) continue
    chosen.push(term)
  }
  return chosen.map((term) => mostUsed(forms.get(term)!))
}

function mostUsed(forms: ReadonlyMap<string, number>): string {
  let best = ''
  let most = 0
  for (const [form, count] of forms) {
    if (count > most || (count === most && form < best)) {
      best = form
      most = count
    }
  }
  return best
}

/** Content words and pairs of neighbouring words that neither begin nor end with a function word. */
function phrasesOf({ text, language }: Text): { term: string; form: string }[] {
  const functionWords = languageFor(language)?.functionWords
  const words = tokens(text, language).map((word) => ({
    word,
    root: termOf(word, language),
    small: functionWords?.has(word) === true || word.length < 2,
  }))
  const out: { term: string; form: string }[] = []
  words.forEach(({ word, root, small }, at) => {
    if (small) return
    if (word.length > 2) out.push({ term: root, form: word })
    const next = words[at + 1]
    if (next && !next.small && next.root !== root) {
      out.push({ term: `${root} ${next.root}`, form: `${word} ${next.word}` })
    }
  })
  return out
}

/** Which of the keywords an article's text has, and which it has not. */
export function compareWords(
  keywords: readonly string[],
  text: Text,
): { shared: string[]; absent: string[] } {
  const stems = new Set(termsOf(text.text, text.language))
  const has = (keyword: string) => termsOf(keyword, text.language).every((term) => stems.has(term))
  return { shared: keywords.filter(has), absent: keywords.filter((keyword) => !has(keyword)) }
}
