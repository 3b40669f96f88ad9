import { type Mark, marks } from '#content/redaction/redact.ts'
import type { Item } from './item.ts'

export interface Span {
  readonly from: number
  readonly to: number
  readonly type: Mark
}

export interface Count {
  /** Labelled spans, how many of them were covered whole by marks, and how many of these by their own mark alone. */
  wanted: number
  covered: number
  typed: number
  /** Marks set, and how many of them stand on a labelled span of their type and take at most three signs beyond it. */
  set: number
  right: number
}

/** One count for each `type language`, and one for `type all`. */
export type Counts = ReadonlyMap<string, Count>

export type Redactor = (item: Item) => string

export interface Miss {
  readonly item: Item
  readonly redacted: string
  readonly what: string
}

const marked = new RegExp(`\\[(${marks.join('|')})\\]`)

/** Counts by type and language, and every mistake for the eye. */
export function score(items: readonly Item[], redactor: Redactor): { counts: Counts; misses: Miss[] } {
  const counts = new Map<string, Count>()
  const misses: Miss[] = []
  for (const item of items) {
    const redacted = redactor(item)
    const set = marksOf(item.text, redacted)
    const count = (type: Mark, add: Partial<Count>) => {
      for (const key of [`${type} ${item.lang}`, `${type} all`, `all ${item.lang}`, 'all all']) {
        const sum = counts.get(key) ?? { wanted: 0, covered: 0, typed: 0, set: 0, right: 0 }
        for (const [field, value] of Object.entries(add)) sum[field as keyof Count] += value
        counts.set(key, sum)
      }
    }
    for (const span of item.spans) {
      const covered = isCovered(item.text, span, set)
      const typed =
        covered &&
        isCovered(
          item.text,
          span,
          set.filter(({ type }) => type === span.type),
        )
      count(span.type, { wanted: 1, covered: Number(covered), typed: Number(typed) })
      if (!typed)
        misses.push({ item, redacted, what: `${covered ? 'other mark' : 'left'}: ${textOf(item, span)}` })
    }
    for (const mark of set) {
      const right = item.spans.some(
        (span) =>
          span.type === mark.type && span.from < mark.to && mark.from < span.to && excess(span, mark) <= 3,
      )
      count(mark.type, { set: 1, right: Number(right) })
      if (!right) misses.push({ item, redacted, what: `too much: ${textOf(item, mark)}` })
    }
  }
  return { counts, misses }
}

/** Share of labelled spans of which nothing is left to read. */
export function recall({ wanted, covered }: Count): number {
  return wanted === 0 ? 1 : covered / wanted
}

/** Share of marks that are right in place and type. */
export function precision({ set, right }: Count): number {
  return set === 0 ? 1 : right / set
}

/**
 * Where the marks stand in the text, from the redacted text alone, so that any redactor can be scored. What lies
 * between marks must be the text's own, in order; otherwise it throws.
 */
export function marksOf(text: string, redacted: string): Span[] {
  const pieces = redacted.split(marked)
  const pattern = pieces
    .map((piece, at) => (at % 2 === 1 ? '([^]+?)' : piece.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')))
    .join('')
  const hit = new RegExp(`^${pattern}$`, 'd').exec(text)
  if (hit === null) throw new Error(`This is not a redaction of ${JSON.stringify(text)}: ${redacted}`)
  return pieces
    .filter((_, at) => at % 2 === 1)
    .map((type, at) => {
      const [from, to] = hit.indices![at + 1]!
      return { from, to, type: type as Mark }
    })
}

/** Every letter and digit of the span is under a mark. */
function isCovered(text: string, span: Span, set: readonly Span[]): boolean {
  for (let at = span.from; at < span.to; at++) {
    if (/[\p{L}\p{N}]/u.test(text[at]!) && !set.some(({ from, to }) => from <= at && at < to)) return false
  }
  return true
}

function excess(span: Span, mark: Span): number {
  return Math.max(0, span.from - mark.from) + Math.max(0, mark.to - span.to)
}

function textOf({ text }: Item, { from, to, type }: Span): string {
  return `${type} ${JSON.stringify(text.slice(from, to))}`
}
