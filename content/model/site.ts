import { z } from 'zod'
import { type Localised, localeSchema, localisedSchema } from './locale.ts'

const linkSchema = z.strictObject({ label: localisedSchema, href: z.string() })

const oneLine = (text: Localised): boolean =>
  (typeof text === 'string' ? [text] : Object.values(text)).every((one) => !/[\r\n]/.test(one))

const variableSchema = z
  .union([localisedSchema, z.number().transform(String)])
  .refine(oneLine, 'a text on one line')

const hostSchema = z
  .string()
  .regex(
    /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?$/,
    'a host such as stats.example.com, without https://',
  )

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
  /** SVG path data of the logo in a 24 × 24 box; or a picture of public/ (`logo.svg`), one or one a colour scheme. */
  logo: z.union([z.string(), z.strictObject({ light: z.string(), dark: z.string() })]).optional(),
  /** A picture of public/, for tabs and bookmarks. Default: the logo's path on the accent colour. */
  favicon: z.string().optional(),
  /** A picture of public/ that other sites show beside a link to this one; 1200 × 630 is what they expect. */
  social_image: z.string().optional(),
  /** Without a {@link social_image}: whether a picture with its title is drawn for each page at build. */
  social_cards: z.boolean().default(true),
  /** Links beside the logo, such as the one back to the product. */
  header: z.array(linkSchema).max(4).default([]),
  /** Links in the footer, before {@link legal}. */
  footer: z.array(linkSchema).default([]),
  /** Where an article is edited; `{file}` becomes its path: `https://git.example.com/help/edit/main/{file}`. */
  edit: z
    .string()
    .regex(
      /^https:\/\/.*\{file\}/,
      'an address with {file} in it, such as https://git.example.com/edit/{file}',
    )
    .optional(),
  /** Scripts of others on public pages, such as analytics; their hosts must be named in {@link script_hosts}. */
  scripts: z
    .array(
      z.strictObject({
        src: z.string(),
        /** Attributes `data-…` without their beginning: `{ domain: help.example.com }`. */
        data: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.string()).default({}),
      }),
    )
    .default([]),
  /** Hosts whose scripts public pages may run: added to the content security policy, never to staff pages. */
  script_hosts: z.array(hostSchema).default([]),
  /** Hosts that those scripts may send to. */
  connect_hosts: z.array(hostSchema).default([]),
  contact: z
    .strictObject({
      email: z.string().optional(),
      phone: z.string().optional(),
      /** Whom to tell of a weakness, for `/.well-known/security.txt`: an address or a URL. Default: `email`. */
      security: z.string().optional(),
    })
    .default({}),
  /** IANA zone in which channel hours are written and ages are counted. */
  timezone: z.string().refine(isTimeZone, 'a time zone such as "Europe/London"').default('UTC'),
  legal: z.array(linkSchema).default([]),
  /** What `{{support_phone}}` stands for in articles: one text, or one a locale, each on one line. */
  variables: z
    .record(z.string().regex(/^[A-Za-z]\w*$/, 'a name of letters, digits and "_"'), variableSchema)
    .default({}),
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
  /** What the widget shows first, by the path of the product's page; of several that fit the longest counts. */
  widget: z
    .array(
      z.strictObject({
        /** `/cards/new`, or with a star at its end everything that begins so: `/cards/*`. */
        path: z.string().regex(/^\/[^*?#]*\*?$/, 'a path such as "/cards/*", with a star only at its end'),
        /** Articles by id, whole shelves by theirs. */
        show: z.array(z.string()).min(1),
      }),
    )
    .default([]),
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
