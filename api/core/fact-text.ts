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
  const value = shown(is, declared?.type === 'date', locale)
  const text = say(declared?.text ?? dated?.days_text, locale, fallback)
  if (text) return text.replaceAll('{value}', () => value)
  return `${say(declared?.label, locale, fallback) || trait.replaceAll('_', ' ')}: ${value}`
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
      formatter = make(british(locale))
      made.set(locale, formatter)
    }
    return formatter
  }
}
const british = (locale: string) => (locale === 'en' ? 'en-GB' : locale)
const number = once((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }))
const date = once((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }))

/** "Premium and Business". */
export const list = once((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }))
