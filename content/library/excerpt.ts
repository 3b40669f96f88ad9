import { LRUCache } from 'lru-cache'
import { tokensOfRun } from '../language/index.ts'
import type { Found } from './find.ts'
import { wordsOfPassage } from './passage-words.ts'

/** Characters of an excerpt: about two lines of a result on a wide screen. */
const usualLength = 180

/**
 * The part of the passage that answers, HTML-escaped, its matching words in `<mark>`; no other markup.
 * @param length characters of text, 40 … 1000; markup comes on top
 */
export function excerpt(found: Found, length = usualLength): string {
  const text = answerText(found)
  const spans = matches(text, found)
  const from = beginning(text, spans, length)
  const cut = text.slice(from, from + length)
  const end = from + length < text.length ? Math.max(cut.lastIndexOf(' '), length / 2) : cut.length
  const body = mark(text, spans, from, from + end)
  // "… declined.…" would stop twice.
  return from + end < text.length
    ? `${from > 0 ? '… ' : ''}${withoutStop(body)}…`
    : `${from > 0 ? '… ' : ''}${body}`
}

/** Without the marks and spaces at its end. */
function withoutStop(text: string): string {
  let end = text.length
  while (end > 0 && /[\s.,;:!?]/.test(text[end - 1]!)) end--
  return text.slice(0, end)
}

/** The passage that answers; the description where the title answers and the passage adds no word to it. */
function answerText({ article, passage, matched }: Found): string {
  if (!article.description) return passage.text || article.title
  const { added } = wordsOfPassage(article, passage)
  const adds = matched.some((word) => added.has(word))
  return adds && passage.text ? passage.text : article.description
}

/** `text` escaped, with the words that answer in `<mark>`. */
export function markWords(text: string, found: Found): string {
  return mark(text, matches(text, found), 0, text.length)
}

type Span = readonly [from: number, to: number]

/** Where words that answer stand, in order. */
function matches(text: string, { matched, article }: Found): Span[] {
  const { runs, byWord } = wordsOf(text, article.locale)
  const places = new Set<number>()
  for (const word of matched) for (const place of byWord.get(word) ?? []) places.add(place)
  return [...places].sort((a, b) => a - b).map((place) => runs[place]!)
}

/** The runs of letters of a text, and by word the places in that list where it stands. */
interface Runs {
  readonly runs: readonly Span[]
  readonly byWord: ReadonlyMap<string, readonly number[]>
}

/** Texts whose runs are remembered: passages that answer are shown again and again. */
const mostTexts = 2_000
/** By locale, then by text. */
const known = new Map<string, LRUCache<string, Runs>>()

function wordsOf(text: string, locale: string): Runs {
  const own = known.get(locale) ?? new LRUCache<string, Runs>({ max: mostTexts })
  known.set(locale, own)
  let words = own.get(text)
  if (!words) {
    const runs: Span[] = []
    const byWord = new Map<string, number[]>()
    for (const { 0: run, index } of text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu)) {
      const place = runs.push([index, index + run.length]) - 1
      for (const word of tokensOfRun(run, locale)) {
        const places = byWord.get(word)
        if (places) places.push(place)
        else byWord.set(word, [place])
      }
    }
    words = { runs, byWord }
    own.set(text, words)
  }
  return words
}

/** Where the window with most matching words begins: at a word, preferably at the start of the text. */
function beginning(text: string, spans: readonly Span[], length: number): number {
  let best = 0
  let most = spans.filter(([, end]) => end <= length).length
  for (const [start] of spans) {
    const inside = spans.filter(([from, end]) => from >= start && end <= start + length).length
    if (inside > most + 1) {
      most = inside
      best = start
    }
  }
  if (best === 0) return 0
  const sentence = text.lastIndexOf('. ', best)
  return sentence >= 0 && best - sentence < length / 3 ? sentence + 2 : best
}

function mark(text: string, spans: readonly Span[], from: number, to: number): string {
  let at = from
  let out = ''
  for (const [start, end] of spans) {
    if (start < at || end > to) continue
    out += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`
    at = end
  }
  return out + escapeHtml(text.slice(at, to))
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
