/** The language of a BCP 47 tag, lower case: `en-GB` and `en_gb` are "en". Rules of a language hold in all its regions. */
export function languageOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/, 1)[0] ?? ''
}
