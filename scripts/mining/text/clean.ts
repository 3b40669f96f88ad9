import { detectLanguage } from '#content/language/detect.ts'
import { languageOf } from '#content/language/tag.ts'
import { authored } from '#content/message/authored.ts'
import { cleaning, usualSettings } from '#scripts/mining/thresholds.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'
import { contentWords } from './asks-nothing.ts'

const { recurringShare, edge } = cleaning
/**
 * Words. Of longer texts these many are mined, from the beginning and from the end: there people say what they want.
 * Between stand the story, a log, what was pasted, and thousands of those would take minutes and gigabytes.
 */
const mined = { first: 80, last: 40 }
/** Tickets in which lines that recur are counted; more add nothing. */
const countedAtMost = 50_000

export interface Cleaned {
  /**
   * What is mined: no numbers, addresses, greetings; the subject in front when it says something of its own; of a long
   * text its beginning and its end.
   */
  readonly text: string
  /** What is shown: the same lines as the customer wrote them, without the subject. */
  readonly said: string
}

/** A ticket as it came, redacted. */
export interface Uncleaned {
  readonly subject?: string | undefined
  readonly body: string
  /** A sign-off of few is not drowned by many in another language. */
  readonly language: string
}

/** A ticket as it is cleaned; its language is detected where the import left none. */
export function asWritten({ subject, body, text, language }: MiningTicket): Uncleaned {
  const own = body ?? text
  return {
    subject,
    body: own,
    language: language ? languageOf(language) : detectLanguage(own, undefined, []),
  }
}

/**
 * Cleans one ticket after another by what recurs in all of them: quoted replies, addresses, numbers and recurring
 * first and last lines (greetings, sign-offs) go; the subject stays when it says something of its own.
 */
export function cleaner(count: number, ticket: (at: number) => Uncleaned): (one: Uncleaned) => Cleaned {
  const counted = new Map<string, { tickets: number; lines: Map<string, number> }>()
  // Evenly spaced when there are more.
  const step = Math.max(1, Math.ceil(count / countedAtMost))
  for (let at = 0; at < count; at += step) {
    const { subject, body, language } = ticket(at)
    const own = counted.get(language) ?? { tickets: 0, lines: new Map<string, number>() }
    counted.set(language, own)
    own.tickets++
    const lines = linesOf({ subject, body })
    if (lines.length < 2) continue
    // A line that asks is no greeting.
    const edges = [...lines.slice(0, edge), ...lines.slice(-edge)].filter((line) => !/[?？؟]/.test(line))
    for (const line of new Set(edges.map(shape))) {
      own.lines.set(line, (own.lines.get(line) ?? 0) + 1)
    }
  }
  const recurs = new Set<string>()
  for (const { tickets, lines } of counted.values()) {
    const often = Math.max(usualSettings.minTickets, tickets * recurringShare)
    for (const [line, times] of lines) if (times >= often) recurs.add(line)
  }
  const recurring = (line: string | undefined) => line !== undefined && recurs.has(shape(line))
  return ({ subject, body, language }) => {
    const lines = linesOf({ subject, body })
    const whole = [...lines]
    while (lines.length > 1 && recurring(lines[0])) lines.shift()
    while (lines.length > 1 && recurring(lines.at(-1))) lines.pop()
    // What was taken said more than what is left: it was no greeting, however many write it.
    const taken = whole.filter((line) => !lines.includes(line)).join(' ')
    if (saysMore(taken, lines.join(' '), language)) lines.splice(0, lines.length, ...whole)
    const said = lines.join(' ')
    const own = telling(subject, said) ? `${plain(subject ?? '')}. ` : ''
    return { text: shortened(own + plain(said)), said: said || (subject ?? '') }
  }
}

/** What every ticket says. */
export function clean(tickets: readonly Uncleaned[]): Cleaned[] {
  return tickets.map(cleaner(tickets.length, (at) => tickets[at]!))
}

/** Lines that the customer wrote. */
function linesOf(message: Pick<Uncleaned, 'subject' | 'body'>): string[] {
  const written = authored(message)
  return written === '' ? [] : written.split('\n')
}

/** Addresses and numbers say whose question it is, not what it asks; marks of redaction neither. */
function plain(text: string): string {
  return text
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/\[[\p{L} -]{2,30}\]|\u27e8[^\u27e9]{1,30}\u27e9/gu, ' ')
    .replace(/\(?#?\d[\d\s.,/-]*\)?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function shortened(text: string): string {
  const words = text.split(' ')
  if (words.length <= mined.first + mined.last) return text
  return [...words.slice(0, mined.first), ...words.slice(-mined.last)].join(' ')
}

/** Two sign-offs that differ by case, marks or a name after a comma are the same line. */
const shape = (line: string): string =>
  line
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, '')
    .trim()

/** A subject adds something when it has more than three words and is not how the body begins. */
function telling(subject: string | undefined, body: string): boolean {
  if (!subject || subject.trim().split(/\s+/).length <= 3) return false
  return !shape(body).startsWith(shape(subject).slice(0, 40))
}

/** Whether one text has more words than the other, and more that are neither function words nor courtesies. */
function saysMore(one: string, other: string, language: string): boolean {
  const words = (text: string) => text.split(/\P{L}+/u).filter(Boolean).length
  return (
    words(one) > words(other) && contentWords(one, language).length > contentWords(other, language).length
  )
}
