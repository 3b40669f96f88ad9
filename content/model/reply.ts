import { z } from 'zod'
import { localisedSchema } from './locale.ts'

/** What a reply may name: the article, and who writes. */
export const replyVariables = ['title', 'url', 'agent', 'segment'] as const

/** `replies/<id>.yaml`: the words around an article's link when an agent answers. */
export const replySchema = z.strictObject({
  /** For these segments; absent: for everybody. */
  segments: z.array(z.string()).default([]),
  /** For these channels; absent: for every one. */
  channels: z.array(z.string()).default([]),
  greeting: localisedSchema.optional(),
  /** With `{title}`, `{url}`, `{agent}` and `{segment}`. */
  text: localisedSchema,
  sign_off: localisedSchema.optional(),
})
export type Reply = z.infer<typeof replySchema> & { readonly id: string }
