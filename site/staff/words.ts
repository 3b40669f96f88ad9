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
const number = new Intl.NumberFormat('en-GB')
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const longDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
const languages = new Intl.DisplayNames('en', { type: 'language' })

/** "1,604" */
export const count = (value: number): string => number.format(value)

/** "Nine", "41": at the start of a sentence. */
export const Count = (value: number): string => small[value] ?? count(value)

/** "1 question", "1,604 questions" */
export function many(value: number, one: string, more = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : more}`
}

/** 0.163 → "16%" */
export const percent = (share: number): string => `${Math.round(share * 100)}%`

/** 3.44 → "3.4×", 12.3 → "12×" */
export const times = (lift: number): string => `${lift >= 10 ? Math.round(lift) : lift.toFixed(1)}×`

/** "22 Nov" */
export const day = (iso: string | number): string => shortDay.format(new Date(iso))

/** "22 November 2026" */
export const fullDay = (iso: string | number): string => longDay.format(new Date(iso))

/** "Turkish" */
export const language = (locale: string): string => languages.of(locale) ?? locale

/** "Turkish", "Türkçe": as the language calls itself. */
export function ownName(locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale
}
