import { z } from 'zod'
import { localeSchema, localisedSchema } from './locale.ts'

/** `site.yaml`: what makes the help centre this company's. Every field may be left out. */
export const siteSchema = z.strictObject({
  /** The company's name, as customers say it. */
  name: z.string().min(1).default('Help'),
  /** The help centre's name, in the header and in page titles. */
  title: localisedSchema.optional(),
  /** Languages of the site; the first is shown where a translation is missing. Default: the folders in articles/. */
  locales: z.array(localeSchema).min(1).optional(),
  /** Accent colour. Lightness is fixed by the product, so that contrast cannot be broken. */
  brand: z
    .strictObject({
      /** Hue in degrees of OKLCH, 0 … 360. */
      hue: z.number().min(0).max(360).default(222),
      /** Chroma of OKLCH, 0 (grey) … 0.14 (vivid); above that text contrast is no longer certain. */
      chroma: z.number().min(0).max(0.14).default(0.078),
    })
    .default({ hue: 222, chroma: 0.078 }),
  /** SVG path data of the logo in a 24 × 24 box. */
  logo: z.string().optional(),
  contact: z.strictObject({ email: z.string().optional(), phone: z.string().optional() }).default({}),
  /** IANA zone in which channel hours are written and ages are counted. */
  timezone: z.string().refine(isTimeZone, 'a time zone such as "Europe/London"').default('UTC'),
  legal: z.array(z.strictObject({ label: localisedSchema, href: z.string() })).default([]),
  /** "Cannot wait?": at most three links that are never below the fold. */
  urgent: z
    .array(z.strictObject({ article: z.string(), label: localisedSchema, icon: z.string().default('flag') }))
    .max(3)
    .default([]),
  /** "Most asked": article ids, the same for everyone. */
  most_asked: z.array(z.string()).default([]),
  /** How much must be asked before `npm run mine` calls it a gap; each may be left out. */
  mining: z
    .strictObject({
      /** Tickets within {@link days}; two searches without result count as one, four without a click too. Default 5. */
      min_tickets: z.number().int().min(1).optional(),
      /** Distinct customers among them. Default 3. */
      min_customers: z.number().int().min(1).optional(),
      /** Default 60. */
      days: z.number().int().min(1).max(3650).optional(),
    })
    .default({}),
  home: z.strictObject({ question: localisedSchema.optional() }).default({}),
})
export type Site = z.infer<typeof siteSchema>

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
