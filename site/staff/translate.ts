// Fetched, not imported: only `islands/page.ts` imports lazily, see there.
import pl from './strings/pl.json?url'
import tr from './strings/tr.json?url'

/** Text of one language by its English text; a counted text by its English plural, with a form for each plural category. */
export type Dictionary = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/** Languages of the staff area. To add one, add its dictionary; a test holds every dictionary to the same texts. */
const dictionaries: Readonly<Record<string, string>> = { tr, pl }

export const staffLanguages = ['en', ...Object.keys(dictionaries)] as const

let dictionary: Dictionary = {}
let locale = 'en'
let zone: string | undefined

/** Loads the dictionary of a language, the browser's when none is chosen, and translates what the page already says. */
export async function speak(language: string | null, timezone: string | null = null): Promise<void> {
  const wanted = [language, ...navigator.languages].map((one) => one?.split('-')[0] ?? '')
  locale = wanted.find((one) => (staffLanguages as readonly string[]).includes(one)) ?? 'en'
  zone = timezone ?? undefined
  const file = dictionaries[locale]
  dictionary = file ? ((await (await fetch(file)).json()) as Dictionary) : {}
  document.documentElement.lang = locale
  if (file) translateTexts(document.body)
}

/** Language in which the page speaks. */
export const spoken = (): string => locale

/** IANA zone in which times are shown; undefined: the browser's. */
export const timezone = (): string | undefined => zone

/** The text in the page's language, `{name}` filled in. */
export function t(english: string, values: Readonly<Record<string, string | number>> = {}): string {
  const known = dictionary[english]
  return filled(typeof known === 'string' ? known : english, values)
}

/** What a code means in the page's language; undefined in English, whose words come with the code. */
export function termIn(
  code: string,
  values: Readonly<Record<string, string | number>> = {},
): string | undefined {
  const known = dictionary[code]
  return typeof known === 'string' ? filled(known, values) : undefined
}

/** A counted text: `counted(2, '{n} gap', '{n} gaps')`. */
export function counted(
  n: number,
  one: string,
  other: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const forms = dictionary[other]
  const form =
    typeof forms === 'object'
      ? (forms[new Intl.PluralRules(locale).select(n)] ?? forms['other'])
      : n === 1
        ? one
        : other
  return filled(form ?? other, { n: numberIn(n), ...values })
}

export const numberIn = (value: number): string => new Intl.NumberFormat(formatLocale()).format(value)

/** For dates and numbers: English as it is written in Britain. */
export const formatLocale = (): string => (locale === 'en' ? 'en-GB' : locale)

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** Attributes that are read out or shown. */
const readOut = ['aria-label', 'placeholder', 'title']

/** Puts the page's language in place of every English text that the built page has. */
function translateTexts(root: HTMLElement): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim().replace(/\s+/g, ' ')
    const known = dictionary[text]
    if (typeof known === 'string')
      node.textContent = (node.textContent ?? '').replace(/\S[\s\S]*\S|\S/, known)
  }
  for (const name of readOut)
    for (const element of root.querySelectorAll(`[${name}]`)) {
      const known = dictionary[element.getAttribute(name) ?? '']
      if (typeof known === 'string') element.setAttribute(name, known)
    }
}
