import { z } from 'zod'
import { localisedSchema } from './locale.ts'

/** One shelf of the help centre. The list in `categories.yaml` is the editors' order. */
export const categorySchema = z.strictObject({
  /** The folder's name below `articles/<locale>/`. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and dashes'),
  label: localisedSchema,
  description: localisedSchema.optional(),
  /** Slugs in the editors' order; articles that are not named follow by title. */
  articles: z.array(z.string()).default([]),
})
export type Category = z.infer<typeof categorySchema>
