import { z } from 'zod'
import { localisedListSchema, localisedSchema } from './locale.ts'

/** What we know of a segment, for people: agents see it beside a customer, writers on a gap. */
export const profileSchema = z.strictObject({
  characteristics: localisedListSchema.optional(),
  needs: localisedListSchema.optional(),
  pains: localisedListSchema.optional(),
  tone: localisedSchema.optional(),
  support: z
    .strictObject({
      style: z.enum(['self-service', 'assisted']).default('self-service'),
      /** Expected response time, in words. */
      response: localisedSchema.optional(),
    })
    .optional(),
  /** What an unanswered question of this segment costs, relative to others: 1 (usual) … 5. */
  value: z
    .strictObject({ weight: z.number().min(1).max(5).default(1), note: localisedSchema.optional() })
    .optional(),
})

/** `segments/<id>.yaml`: a named group of customers with a rule and a profile. */
export const segmentSchema = z.strictObject({
  label: localisedSchema,
  /** As it stands in "I'm here as…": "A traveller". Default: the label. */
  as: localisedSchema.optional(),
  /** Its customers in the plural, as within a sentence: "travellers" ask this twice as often. Default: the label. */
  people: localisedSchema.optional(),
  /** Completes "Shown first because …": "you travel". */
  because: localisedSchema.optional(),
  /** Precedence among several matches, higher first; ties break on id. */
  priority: z.number().default(0),
  /** A condition over traits in GrowthBook's language (Mongo-style). Absent: only by choice. */
  who: z.record(z.string(), z.unknown()).optional(),
  /** Shelves that move up, strongest first. */
  categories: z.array(z.string()).default([]),
  /** Articles to suggest, best next step first. */
  suggest: z.array(z.string()).default([]),
  /** What its customers need one after the other; the first they have not read is suggested first. */
  steps: z
    .strictObject({
      /** Said of the first step: "Next after opening your account". */
      start: localisedSchema,
      articles: z.array(z.string()).min(1),
    })
    .optional(),
  /** Preferred channels, most preferred first. */
  channels: z.array(z.string()).default([]),
  /** Why the channels stand in this order: completes "In this order because …". */
  channels_because: localisedSchema.optional(),
  /** Its front door, `/en/for/<id>/`, in its own words. Default: "Help for <people>". */
  front: z.strictObject({ title: localisedSchema.optional(), text: localisedSchema.optional() }).optional(),
  owner: z.string().optional(),
  profile: profileSchema.default({}),
})
export type Segment = z.infer<typeof segmentSchema> & { readonly id: string }
