import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'

/** The articles' bodies; their front-matter is read and checked by the library, which knows lines and near names. */
export const collections = {
  articles: defineCollection({
    loader: glob({
      base: `${process.env['KINDRED_CONTENT'] || 'content/marlin'}/articles`,
      pattern: ['*/*/*.{md,mdx}', '*/*/*/*.{md,mdx}'],
      generateId: ({ entry }) => entry,
    }),
  }),
}
