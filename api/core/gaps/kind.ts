/** What each kind of gap is called, and what it asks of a writer. */
const words = {
  missing: ['Missing', 'No article answers it'],
  'answered, but not found': ['Not found', 'Answered, but search does not lead there from customers’ words'],
  'not for them': ['Not for them', 'Answered, but not for those who ask'],
  'not in their language': ['Not in their language', 'Answered, but not in their language'],
  'not helping': ['Not helping', 'There is an article and it does not help'],
  'fix the product': ['Fix the product', 'Well answered, and it keeps coming: look at the product'],
} as const satisfies Record<string, readonly [name: string, meaning: string]>

export type GapKind = keyof typeof words
export const gapKinds = Object.keys(words) as GapKind[]

/** "Not for them"; a kind of another version stays as it is. */
export function kindName(kind: string): string {
  return known(kind)?.[0] ?? kind
}

/** "Answered, but not for those who ask" */
export function kindMeaning(kind: string): string {
  return known(kind)?.[1] ?? kind
}

const known = (kind: string): (typeof words)[GapKind] | undefined =>
  Object.hasOwn(words, kind) ? words[kind as GapKind] : undefined
