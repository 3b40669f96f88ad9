import { dateLocale } from '#content/language/formats.ts'
import { say } from '#content/model/locale.ts'
import type { Trait, TraitValue } from '#content/model/trait.ts'

export interface FactText {
  readonly trait: string
  readonly is: TraitValue
  readonly traits: readonly Trait[]
  readonly locale: string
  readonly fallback: string
}

/** A fact a reader can check: "4 trips in the last 90 days". Without a text of its own: "Plan: business". */
export function factText({ trait, is, traits, locale, fallback }: FactText): string {
  const declared = traits.find((one) => one.id === trait)
  const dated = traits.find((one) => `${one.id}_days` === trait)
  const value = nameOf(trait, is, locale) ?? shown(is, declared?.type === 'date', locale)
  const text = say(declared?.text ?? dated?.days_text, locale, fallback)
  if (text) return text.replaceAll('{value}', () => value)
  return `${say(declared?.label, locale, fallback) || trait.replaceAll('_', ' ')}: ${value}`
}

/** The two traits of every request are codes; a reader gets their names: "Turkish" for tr, "Türkiye" for TR. */
function nameOf(trait: string, is: TraitValue, locale: string): string | undefined {
  if (typeof is !== 'string') return undefined
  if (trait === 'language' && /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(is)) return tongue(locale).of(is)
  if (trait === 'country' && /^[A-Z]{2}$/.test(is)) return region(locale).of(is)
  return undefined
}

function shown(is: TraitValue, day: boolean, locale: string): string {
  if (typeof is === 'number') return number(locale).format(is)
  if (Array.isArray(is)) return list(locale).format(is)
  if (day && !Number.isNaN(Date.parse(String(is)))) return date(locale).format(new Date(String(is)))
  return String(is)
}

// Making a formatter costs a thousand times what using it does.
const once = <T>(make: (locale: string) => T): ((locale: string) => T) => {
  const made = new Map<string, T>()
  return (locale) => {
    let formatter = made.get(locale)
    if (!formatter) {
      formatter = make(dateLocale(locale))
      made.set(locale, formatter)
    }
    return formatter
  }
}
const number = once((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }))
const tongue = once((locale) => new Intl.DisplayNames([locale], { type: 'language' }))
const region = once((locale) => new Intl.DisplayNames([locale], { type: 'region' }))
const date = once((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }))

/** "Premium and Business". */
export const list = once((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }))
