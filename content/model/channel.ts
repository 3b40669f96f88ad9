import { z } from 'zod'
import { localisedSchema } from './locale.ts'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "08:00"')

/** As a channel's `href`: the contact form of this site, `/<locale>/contact/`. */
export const contactForm = 'contact'

/** One way to reach the company, in `channels.yaml`, in the editors' order. */
export const channelSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  label: localisedSchema,
  /** What it is good for, one sentence. */
  note: localisedSchema.optional(),
  icon: z.enum(['chat', 'phone', 'mail', 'people', 'branch', 'card']).default('mail'),
  /** An address, `tel:`, `mailto:`, or `contact` for the form of this site. */
  href: z.string(),
  /** The number or address as people read it, shown beside the name. Default: what a mailto: link holds. */
  shown: z.string().optional(),
  /** For what cannot wait: first whenever nobody with hours is there. */
  urgent: z.boolean().optional(),
  /** Absent: at any hour. Days are ISO, 1 = Monday … 7 = Sunday; zone is the site's. */
  hours: z
    .strictObject({ days: z.array(z.number().int().min(1).max(7)).min(1), from: clock, to: clock })
    .optional(),
  /** Waiting time in words: "About 4 minutes". */
  wait: localisedSchema.optional(),
  /** Segments that may use it; absent: everyone. */
  entitled: z.array(z.string()).optional(),
})
export type Channel = z.infer<typeof channelSchema>
