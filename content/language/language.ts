/** What the house knows of one language beyond its letters. */
export interface Language {
  /** @param token lower case, without diacritics (see fold.ts) */
  stem(token: string): string
  /** Words that hold sentences together, in lower case: they tell short texts of two languages apart, and no topic. */
  readonly functionWords: ReadonlySet<string>
}
