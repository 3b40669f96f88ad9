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
