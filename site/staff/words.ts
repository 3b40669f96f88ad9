import type { NearestAnswer } from '#api/routes/staff/answers.ts'
import { languageName } from '#content/language/formats.ts'
import { valuesFor } from '#core/gaps/reasons.ts'
import { counted, formatLocale, numberIn, spoken, t, timezone } from './translate.ts'

const small = [
  'No',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
]

/** "1,604" */
export const count = numberIn

/** "Nine", "41": at the start of a sentence; figures in other languages, whose numerals agree with their noun. */
export const Count = (value: number): string =>
  (spoken() === 'en' ? small[value] : undefined) ?? numberIn(value)

/** "1 question", "1,604 questions" */
export function many(value: number, one: string, more = `${one}s`): string {
  return counted(value, `{n} ${one}`, `{n} ${more}`)
}

/** 0.163 → "16%" */
export const percent = (share: number): string =>
  new Intl.NumberFormat(formatLocale(), { style: 'percent', maximumFractionDigits: 0 }).format(share)

/** 3.44 → "3.4×", 12.3 → "12×" */
export const times = (lift: number): string => `${decimal(lift, lift >= 10 ? 0 : 1)}×`

/** 3.44 → "3.4" */
export const decimal = (value: number, digits = 1): string =>
  new Intl.NumberFormat(formatLocale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value)

/** "22 Nov" */
export const day = (iso: string | number): string => dated(iso, { day: 'numeric', month: 'short' })

/** "22 November 2026" */
export const fullDay = (iso: string | number): string =>
  dated(iso, { day: 'numeric', month: 'long', year: 'numeric' })

/** "22 Nov 2026, 14:05", in the person's own time zone. */
export const moment = (iso: string): string =>
  new Intl.DateTimeFormat(formatLocale(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: timezone(),
  }).format(new Date(iso))

/** "22 Nov 2026, 14:05" of a time as some clock shows it, `2026-11-22T14:05`, whose zone is said beside it. */
export const clockTime = (shown: string): string =>
  dated(`${shown}Z`, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })

/** "Turkish" */
export const language = (locale: string): string => languageName(locale, spoken())

/** "Turkish", "Türkçe": as the language calls itself. */
export const ownName = (locale: string): string => languageName(locale, locale)

/** The words of a list: "a, b and c". */
export const listed = (items: readonly string[]): string =>
  new Intl.ListFormat(formatLocale(), { type: 'conjunction' }).format(items)

/** "Agent" */
export const roleName = (role: string): string =>
  t({ agent: 'Agent', writer: 'Writer', manager: 'Manager', admin: 'Admin' }[role] ?? role)

function dated(iso: string | number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(formatLocale(), { ...options, timeZone: 'UTC' }).format(new Date(iso))
}

/** Why the article nearest to a gap is not enough. */
export const notEnough = ({ reasons, why }: Pick<NearestAnswer, 'reasons' | 'why'>): string =>
  reasons.length > 0 ? reasons.map((one) => t(one.text, valuesFor(one, spoken()))).join(' ') : why
