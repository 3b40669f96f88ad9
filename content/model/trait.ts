import { z } from 'zod'
import { localisedSchema } from './locale.ts'

/** One fact about a visitor, declared in `traits.yaml`. */
export const traitSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and underscores')
    .refine((id) => id !== 'searches_30d', 'another name: the help centre counts this itself'),
  /** A date is an ISO 8601 day or instant; it also gives `<id>_days`, its age in whole days. */
  type: z.enum(['string', 'number', 'boolean', 'date', 'list']),
  /** Allowed values; absent = any of the type. */
  values: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Only a signed fact may unlock anything; unsigned facts still reorder. */
  signed: z.boolean().default(false),
  label: localisedSchema.optional(),
  /** The fact in words, with `{value}`: "{value} trips in the last 90 days". */
  text: localisedSchema.optional(),
  /** The same for the derived age of a date, `{value}` in days. */
  days_text: localisedSchema.optional(),
})
export type Trait = z.infer<typeof traitSchema>
export type TraitValue = string | number | boolean | string[]
export type Traits = Readonly<Record<string, TraitValue>>

/** Strongest first: what a visitor tells us outranks what we know, which outranks what we guess. */
export const traitSources = ['choice', 'token', 'account', 'link', 'behaviour', 'request'] as const
export type TraitSource = (typeof traitSources)[number]

/** What the company itself vouches for: its product's token, and its own record of the customer the token names. */
export const signedSources = ['token', 'account'] as const satisfies readonly TraitSource[]
