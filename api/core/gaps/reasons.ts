import { dateLocale, languageName } from '#content/language/formats.ts'

/** What mining can say of the article nearest to a gap. The staff area translates them; exports and the report are English. */
export const reasonTexts = [
  'Search shows it to {shown} of {asked} who ask this in their own words.',
  'Agents sent it to {customers} people who asked this.',
  'It is there in {its}, not in {theirs}.',
  'It is there in {its}; nothing is written in {theirs}.',
  'It is there in {its} only.',
  'It lacks {words}.',
  'It says nothing about {words}.',
  'It has the words of this question, but little of what customers ask with them.',
  'It answers this for {segments}, but {segment} asks {times} times as often as everyone else.',
  '{helpful} of {readers} readers found it helpful (95% interval {low}–{high}%).',
  '{helpful} of {readers} readers found it helpful since its last change (95% interval {low}–{high}%).',
  '{readers} readers of the {theirs} pages said that it did not help.',
  'Agents said {flags} times that it is wrong or lacks something.',
  '{readers} people wrote to us within half an hour of reading it.',
  'Still {people} people asked in the last {days} days; the middle topic has {middle}.',
  'After its last change on {day} {after} tickets a week asked this, before it {before}.',
] as const

export type ReasonText = (typeof reasonTexts)[number]

/** One sentence, and what goes into its places: `its` and `theirs` are languages (BCP 47), lists are words as customers write them, or segments. */
export interface Reason {
  readonly text: ReasonText
  readonly with: Readonly<Record<string, string | number | readonly string[]>>
}

export const reason = (text: ReasonText, values: Reason['with'] = {}): Reason => ({ text, with: values })

/** What goes into the places, as a reader of `locale` reads it. */
export function valuesFor({ with: values }: Reason, locale: string): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([place, value]) => [place, shown(place, value, locale)]),
  )
}

function shown(place: string, value: Reason['with'][string], locale: string): string | number {
  if (typeof value === 'number') return value
  if (typeof value === 'string')
    return place === 'its' || place === 'theirs' ? languageName(value, locale) : value
  const [type, items] =
    place === 'words'
      ? (['disjunction', value.slice(0, 3).map((word) => `“${word}”`)] as const)
      : (['conjunction', value] as const)
  return new Intl.ListFormat(dateLocale(locale), { type }).format(items)
}

/** The sentences in English. */
export function inEnglish(reasons: readonly Reason[]): string {
  return reasons
    .map((one) => {
      const values = valuesFor(one, 'en')
      return one.text.replace(/\{(\w+)\}/g, (_, place: string) => String(values[place] ?? ''))
    })
    .join(' ')
}
