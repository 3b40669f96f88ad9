import { OperatorError } from '#content/model/operator-error.ts'
import { byCodePoint } from './code-points.ts'

/**
 * What goes into counting: one document as one group of customers wrote it. Whoever can make such rows can count
 * them, with any of the engines, on any machine.
 */
export interface TokenRow {
  /** The document. No two rows have the same id and segment. */
  readonly id: string
  /** Group it is counted in; '' is everybody. A ticket of two segments is three rows. */
  readonly segment: string
  /** Monday of its week, `YYYY-MM-DD`. */
  readonly week: string
  /** Its day, `YYYY-MM-DD`, within that week; the Monday when absent. */
  readonly day?: string | undefined
  /** Its terms in any order; one that comes twice counts once. */
  readonly tokens: readonly string[]
}

/** What comes out: how many documents of a segment and a week have a term. */
export interface TermCount {
  readonly term: string
  readonly segment: string
  /** Monday, `YYYY-MM-DD`. */
  readonly week: string
  /** Documents, not occurrences; at least 1. */
  readonly df: number
  /** Earliest day among them, `YYYY-MM-DD`. */
  readonly first_seen: string
  /** The smallest of their ids, at most {@link samplesKept}, by code point. */
  readonly samples: readonly string[]
}

/** Ids kept a count: three are enough to look at, and merging two counts needs no more than this from each. */
export const samplesKept = 3

/** Counts of all engines come in this order: term, segment, week, each by code point. */
export function inOrder(a: TermCount, b: TermCount): number {
  return byCodePoint(a.term, b.term) || byCodePoint(a.segment, b.segment) || byCodePoint(a.week, b.week)
}

/** One count of the same term, segment and week over two sets of documents that share none. */
export function joined(a: TermCount, b: TermCount): TermCount {
  const [first_seen] = [a.first_seen, b.first_seen].sort() as [string, string]
  return {
    term: a.term,
    segment: a.segment,
    week: a.week,
    df: a.df + b.df,
    first_seen,
    samples: [...a.samples, ...b.samples].sort(byCodePoint).slice(0, samplesKept),
  }
}

/**
 * Something that counts. Two of them give the same counts in the same order for the same rows.
 */
export interface CountEngine {
  readonly name: string
  /** Counts in batches. Throws {@link Miscounted} for rows that break the contract. */
  count(rows: TokenSource): AsyncIterable<readonly TermCount[]>
}

export interface TokenSource {
  /** All rows, in batches; each call starts over. */
  rows(): AsyncIterable<readonly TokenRow[]>
  /** NDJSON files that hold exactly these rows, for engines that read files themselves. */
  readonly files?: readonly string[]
}

/** Rows break the contract, or cannot be counted here; the message says which, where and what to do. */
export class Miscounted extends OperatorError {
  override name = 'Miscounted'
}

const fields: readonly string[] = ['id', 'segment', 'week', 'day', 'tokens']

/** The value as a row, or what is wrong with it. */
export function tokenRow(value: unknown): TokenRow | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'The row is not an object.'
  const row = value as Record<string, unknown>
  for (const name in row)
    if (!fields.includes(name)) return `There is no field "${name}". Fields are ${fields.join(', ')}.`
  const { id, segment, week, day, tokens } = row
  if (!sound(id) || id === '') return 'The field "id" is a text that is not empty, without NUL.'
  if (!sound(segment)) return 'The field "segment" is a text without NUL; "" is everybody.'
  if (typeof week !== 'string' || dayNumber(week) === undefined || mondayOf(week) !== week)
    return `The field "week" is a Monday such as "2026-11-16", not ${JSON.stringify(week)}.`
  if (day !== undefined && (typeof day !== 'string' || mondayOf(day) !== week))
    return `The field "day" is a day of the week of ${week}, not ${JSON.stringify(day)}.`
  if (!Array.isArray(tokens) || !tokens.every(isToken))
    return 'The field "tokens" is a list of texts that are not empty, without NUL.'
  return value as TokenRow
}

/** Databases hold neither NUL nor half a letter in a text, so nobody counts them. */
const sound = (value: unknown): value is string =>
  typeof value === 'string' && !value.includes('\0') && value.isWellFormed()

const isToken = (value: unknown): boolean => sound(value) && value !== ''

const millisecondsOfDay = 86_400_000
/** The days that the date type of every database holds. */
const firstDay = dayNumberOf('1970-01-05')
const lastDay = dayNumberOf('2149-06-06')

const known = new Map<string, number | undefined>()
/** Days are few; more distinct texts than this are mistakes, and are not remembered. */
const mostKnown = 100_000

/** Days since 1970; undefined when the text is no day from 1970-01-05 to 2149-06-06 written as `YYYY-MM-DD`. */
function dayNumber(day: string): number | undefined {
  if (known.has(day)) return known.get(day)
  const number = /^\d{4}-\d\d-\d\d$/.test(day) ? dayNumberOf(day) : Number.NaN
  const fits = number >= firstDay && number <= lastDay && textOf(number) === day
  if (known.size < mostKnown) known.set(day, fits ? number : undefined)
  return fits ? number : undefined
}

/** The Monday on or before a day `YYYY-MM-DD`, or undefined when it is none that can be counted. */
export function mondayOf(day: string): string | undefined {
  const number = dayNumber(day)
  // 1970-01-05 was a Monday.
  return number === undefined ? undefined : textOf(number - ((number - 4) % 7))
}

function dayNumberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / millisecondsOfDay
}

const texts = new Map<number, string>()

function textOf(number: number): string {
  let text = texts.get(number)
  if (text === undefined) {
    text = new Date(number * millisecondsOfDay).toISOString().slice(0, 10)
    texts.set(number, text)
  }
  return text
}
