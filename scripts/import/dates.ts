import { fold } from '#content/language/fold.ts'
import { instantIn } from '#content/model/local-time.ts'
import type { Reject } from './desks/source.ts'

/** The first part of a date of three numbers: day, month or year. */
export const dateOrders = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof dateOrders)[number]

export interface DateReading {
  /** Absent: what can be read in two ways is rejected. */
  readonly dates?: DateOrder | undefined
  /** IANA name of the zone of times without one; UTC otherwise. */
  readonly zone?: string | undefined
}

/** ISO 8601, UTC, to the second: `2026-11-15T09:30:00Z`. Or why it is none. */
export function instant(value: unknown, column: string, reading: DateReading = {}): string | Reject {
  const ms =
    typeof value === 'number'
      ? fromEpoch(value)
      : typeof value === 'string'
        ? fromText(normal(value), reading)
        : undefined
  if (ms === undefined || Number.isNaN(ms)) return { reason: 'There is no date that can be read.', column }
  if (ms === 'ambiguous') {
    return { reason: 'The date can be read in two ways. Say which: --dates dmy or --dates mdy.', column }
  }
  if (ms < earliest || ms > latest) return { reason: 'The date lies outside 1990 to 2100.', column }
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/**
 * Every space of Unicode is a space: since 2022 ICU writes U+202F before "AM". `Date.toString()`, the zoned times of Java
 * and Go, Oracle's `09.30.00.000000 AM`, French `9h30` and the `年 月 日` of Japanese and Chinese are brought into the
 * form of the others.
 */
function normal(written: string): string {
  return written
    .replace(/[\s\u00a0\u200e\u200f\u202f]+/gu, ' ')
    .trim()
    .replace(/ ?\[[\w/+-]{1,40}\]$| \([^()]{1,60}\)$/, '')
    .replace(/^\p{L}{3,12}\.?,? (?=\p{L}{3,12}\.? \d{1,2},? \d{4} )/u, '')
    .replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6')
    .replace(/ (?:GMT|UTC)(?=[+-]\d)/, '')
    .replace(/( [+-]\d{4}) (?:[A-Z]{2,5}|[+-]\d\d)$/, '$1')
    .replace(/\b(\d{1,2})\.(\d\d)\.(\d\d)(?:\.\d{1,9})?(?= [AaPp][Mm])/, '$1:$2:$3')
    .replace(/(\d{1,2}) ?h ?(\d\d)(?= ?m(?:in)?\b|$| )/i, '$1:$2')
    .replace(/^(\d{4})年 ?(\d{1,2})月 ?(\d{1,2})日/, '$1-$2-$3')
}

const earliest = Date.UTC(1990, 0, 1)
const latest = Date.UTC(2100, 0, 1)

/** Seconds and milliseconds since 1970 lie a thousandfold apart. */
function fromEpoch(value: number): number {
  return value < 1e11 ? value * 1000 : value
}

function fromText(text: string, reading: DateReading): number | 'ambiguous' | undefined {
  if (/^\d{9,10}(?:\.\d{1,6})?$|^\d{12,13}$/.test(text)) return fromEpoch(Number(text))
  const parts = /^(.{6,40}?)(?:(?:T|,? )(\d{1,2}:\d\d.*))?$/.exec(text)
  if (!parts) return undefined
  const day = dayOf(parts[1]!, reading.dates)
  if (day === undefined || day === 'ambiguous') return day
  const time = timeOf(parts[2] ?? '00:00')
  if (time === undefined) return undefined
  const shown = day + time.ms
  if (time.offset !== undefined) return shown - time.offset
  return reading.zone === undefined ? shown : instantIn(reading.zone, shown)
}

/** Three numbers, or a month's name among two. */
function dayOf(text: string, order: DateOrder | undefined): number | 'ambiguous' | undefined {
  const numbers = threeNumbers(text)
  if (numbers === undefined) return namedDay(text)
  const [a, b, c] = numbers
  if (/^\d{4}\D/.test(text)) return utcDay(a, b, c)
  const found = orderOf(text)
  const which = order === 'ymd' && found === 'sure-dmy' ? 'dmy' : (order ?? found)
  if (which === 'ymd') return utcDay(fullYear(a), b, c)
  if (which === 'mdy') return utcDay(fullYear(c), a, b)
  if (which === 'dmy' || which === 'sure-dmy' || (which === undefined && a === b && c > 99))
    return utcDay(fullYear(c), b, a)
  return 'ambiguous'
}

/** Three numbers of a date and the one sign between them. */
function threeNumbers(text: string): [number, number, number] | undefined {
  const parts = /^(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{1,2})$/.exec(text)
  return parts ? [Number(parts[1]), Number(parts[3]), Number(parts[4])] : undefined
}

/**
 * The order that a date shows by itself: by a number over twelve, or by dots before a year of four digits, which
 * are day first everywhere. `sure-dmy` is such a date with dots. Undefined: it may be read in two ways, or is none.
 */
export function orderOf(text: string): DateOrder | 'sure-dmy' | undefined {
  const numbers = threeNumbers(text)
  if (numbers === undefined) return undefined
  const [a, b, c] = numbers
  if (a > 99) return 'ymd'
  if (c <= 99) return undefined
  if (text.includes('.')) return 'sure-dmy'
  return a > 12 ? 'dmy' : b > 12 ? 'mdy' : undefined
}

/** Years of two digits are of this century: help desks are not older. */
function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year
}

/** 31 February would slip into March, so the day is looked at again. */
function utcDay(year: number, month: number, day: number): number | undefined {
  const ms = Date.UTC(year, month - 1, day)
  return new Date(ms).getUTCDate() === day && month >= 1 && month <= 12 ? ms : undefined
}

/** Languages whose months are read by name. */
const languages = ['en', 'tr', 'pl', 'de', 'es', 'fr']

let monthsByName: Map<string, number> | undefined

function months(): Map<string, number> {
  if (monthsByName) return monthsByName
  monthsByName = new Map()
  for (const language of languages) {
    for (const month of ['long', 'short'] as const) {
      // With a day the name may stand in another case: "3 kwietnia".
      for (const day of [{}, { day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(language, { month, ...day, timeZone: 'UTC' })
        for (let at = 0; at < 12; at++) {
          const parts = format.formatToParts(Date.UTC(2026, at, 15))
          const name = parts.find(({ type }) => type === 'month')!.value
          monthsByName.set(fold(name).replace('.', ''), at + 1)
        }
      }
    }
  }
  return monthsByName
}

/** `3 Apr 2026`, `April 3, 2026`, `3. April 2026`, `3 de abril de 2026`. */
function namedDay(text: string): number | undefined {
  const words = fold(text).match(/\p{L}+|\d+/gu) ?? []
  const named = words.flatMap((word) => months().get(word) ?? [])
  const numbers = words.filter((word) => /^\d+$/.test(word))
  const others = words.length - named.length - numbers.length
  if (named.length !== 1 || numbers.length !== 2 || others > 3) return undefined
  // Beside a month's name a year of two digits is no riddle when it stands last: "12/Nov/26".
  const last = words.at(-1) === numbers[1] && numbers[0]!.length <= 2 && numbers[1]!.length === 2
  const year = last ? `20${numbers[1]}` : numbers.find((number) => number.length === 4)
  const day = last ? numbers[0] : numbers.find((number) => number.length <= 2)
  return year === undefined || day === undefined ? undefined : utcDay(Number(year), named[0]!, Number(day))
}

/** Hours ahead of UTC. Abbreviations that mean several zones (IST, BST in Asia, CST) are not read but for the usual one. */
const zones: Readonly<Record<string, number>> = {
  ...{ Z: 0, UTC: 0, GMT: 0, WET: 0, WEST: 1, BST: 1, CET: 1, CEST: 2, EET: 2, EEST: 3, TRT: 3, MSK: 3 },
  ...{ EST: -5, EDT: -4, PST: -8, PDT: -7 },
}

/** ms after midnight, and ms that the zone is ahead of UTC where the text says it. */
function timeOf(text: string): { ms: number; offset?: number } | undefined {
  const parts =
    /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?: ?([AaPp])\.?[Mm]\.?)?(?: ?(Z|[A-Z]{2,4}|[+-]\d\d(?::?\d\d)?))?$/.exec(
      text,
    )
  if (!parts) return undefined
  const [hour, minute, second] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)]
  const half = parts[4]?.toLowerCase()
  if (minute > 59 || second > 60 || hour > 24 || (half && (hour < 1 || hour > 12))) return undefined
  const hours = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0)
  const ms = ((hours * 60 + minute) * 60 + second) * 1000
  const zone = parts[5]
  if (zone === undefined) return { ms }
  if (!/^[+-]/.test(zone)) {
    const hoursAhead = zones[zone]
    return hoursAhead === undefined ? undefined : { ms, offset: hoursAhead * 3_600_000 }
  }
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)) * (zone.length > 3 ? 1 : 0)
  return { ms, offset: (zone.startsWith('-') ? -1 : 1) * minutes * 60_000 }
}
