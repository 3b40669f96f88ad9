/** The language of a BCP 47 tag, lower case: `en-GB` and `en_gb` are "en". Rules of a language hold in all its regions. */
export function languageOf(tag: string): string {
  let language = known.get(tag)
  if (language === undefined) {
    language = tag.toLowerCase().split(/[-_]/, 1)[0] ?? ''
    if (known.size < mostKnown) known.set(tag, language)
  }
  return language
}

/** Tags that were asked for, with their languages; there are few, and they are asked for with every word. */
const known = new Map<string, string>()
const mostKnown = 1_000

/** The direction of a language's writing, as in `dir`: right to left for Arabic, Persian, Hebrew, Urdu … */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return new Intl.Locale(tag).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr'
}
