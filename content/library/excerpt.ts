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
    ? `${from > 0 ? '… ' : ''}${body.replace(/[\s.,;:!?]+$/, '')}…`
    : `${from > 0 ? '… ' : ''}${body}`
}

/** The passage that answers; the description where the title answers and the passage adds no word to it. */
function answerText({ article, passage, matched }: Found): string {
  if (!article.description) return passage.text || article.title
  const telling = new Set(matched)
  const adds = wordsOfPassage(article, passage).some(({ word, added }) => added && telling.has(word))
  return adds && passage.text ? passage.text : article.description
}

/** `text` escaped, with the words that answer in `<mark>`. */
export function markWords(text: string, found: Found): string {
  return mark(text, matches(text, found), 0, text.length)
}

function matches(text: string, { matched, article }: Found): [number, number][] {
  const wanted = new Set(matched)
  const spans: [number, number][] = []
  for (const { from, to, words } of wordsOf(text, article.locale))
    for (const word of words) {
      if (!wanted.has(word)) continue
      spans.push([from, to])
      break
    }
  return spans
}

/** A run of letters of a text, where it stands, and the words it is. */
interface Run {
  readonly from: number
  readonly to: number
  readonly words: readonly string[]
}

/** Texts whose runs are remembered: passages that answer are shown again and again. */
const mostTexts = 2_000
/** By locale, then by text. */
const known = new Map<string, LRUCache<string, readonly Run[]>>()

function wordsOf(text: string, locale: string): readonly Run[] {
  const own = known.get(locale) ?? new LRUCache<string, readonly Run[]>({ max: mostTexts })
  known.set(locale, own)
  let runs = own.get(text)
  if (!runs) {
    runs = Array.from(text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu), (run) => ({
      ...{ from: run.index, to: run.index + run[0].length },
      words: tokensOfRun(run[0], locale),
    }))
    own.set(text, runs)
  }
  return runs
}

/** Where the window with most matching words begins: at a word, preferably at the start of the text. */
function beginning(text: string, spans: readonly [number, number][], length: number): number {
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

function mark(text: string, spans: readonly [number, number][], from: number, to: number): string {
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
