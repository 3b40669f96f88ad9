/** 12,345: figures in commands and reports, which are English. */
export const grouped = (n: number): string => n.toLocaleString('en-GB')

/** The name of a language in another: `languageName('tr', 'pl')` is "turecki". Its code where that one has no name for it. */
export function languageName(language: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language
}

/** The locale whose dates a page writes: plain English has the day before the month. */
export function dateLocale(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale
}
