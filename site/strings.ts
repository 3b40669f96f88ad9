import en from './strings/en.json' with { type: 'json' }
import pl from './strings/pl.json' with { type: 'json' }
import tr from './strings/tr.json' with { type: 'json' }

export type Strings = Omit<typeof en, 'usually'> & { readonly usually: Readonly<Record<string, string>> }

/** To add a locale, add its file here; a locale without one has its pages around the articles in English. */
const all: Readonly<Record<string, Strings>> = { en, pl, tr }

export function strings(locale: string): Strings {
  return all[locale] ?? all[locale.split('-')[0] ?? ''] ?? en
}

/** The form of a counted phrase for `n`, with `{n}` in it; `ordinal` for places instead of amounts. */
export function counted(
  forms: Readonly<Record<string, string>>,
  n: number,
  locale: string,
  type: 'cardinal' | 'ordinal' = 'cardinal',
): string {
  const form = new Intl.PluralRules(locale, { type }).select(n)
  return (forms[form] ?? forms['other'] ?? '{n}').replaceAll('{n}', new Intl.NumberFormat(locale).format(n))
}

/** A language's name in another: "İngilizce". */
export function languageName(language: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language
}

/** A day in the reader's words: "12 November 2026". */
export function dayInWords(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`))
}
