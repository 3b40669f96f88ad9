import { z } from 'zod'
import { localisedSchema } from './locale.ts'

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and dashes')

/** A part of a shelf: a folder in its folder. */
export const sectionSchema = z.strictObject({
  id,
  label: localisedSchema,
  description: localisedSchema.optional(),
})
export type Section = z.infer<typeof sectionSchema>

/** One shelf of the help centre. The list in `categories.yaml` is the editors' order. */
export const categorySchema = z.strictObject({
  /** The folder's name below `articles/<locale>/`. */
  id,
  label: localisedSchema,
  description: localisedSchema.optional(),
  /** In the editors' order; sections that are not named follow as their folders say. */
  sections: z.array(sectionSchema).optional(),
  /** Slugs in the editors' order, `<section>/<slug>` in a section; articles that are not named follow by title. */
  articles: z.array(z.string()).default([]),
})
export type Category = z.infer<typeof categorySchema>
