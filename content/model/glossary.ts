import { z } from 'zod'

/**
 * `glossary/<locale>.yaml`: words that readers may not know, each with what it means. Inflected or other spellings stand
 * in `also`; an article's first mention of any of them is explained.
 */
export const glossarySchema = z
  .record(
    z.string().trim().min(1),
    z.union(
      [
        z
          .string()
          .trim()
          .min(1)
          .transform((text) => ({ text, also: [] as string[] })),
        z.strictObject({
          text: z.string().trim().min(1),
          also: z.array(z.string().trim().min(1)).default([]),
        }),
      ],
      'what the word means, as a text or as { text: …, also: [other forms] }',
    ),
  )
  .transform((terms) => Object.entries(terms).map(([term, { text, also }]) => ({ term, text, also })))

/** A word of the company's or its trade, and what it means. */
export interface GlossaryTerm {
  readonly term: string
  /** One or two sentences, plain text. */
  readonly text: string
  /** Other forms of the word in which articles write it. */
  readonly also: readonly string[]
}
