import { z } from 'zod'
import { type Held, instantOf } from './publication.ts'

const day = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-11-20'),
)

const moment = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString() : value),
  z
    .string('a day or a time such as 2026-11-20 or 2026-11-20 09:30')
    .refine(
      (text) => instantOf(text, 'UTC') !== undefined,
      'a day or a time such as 2026-11-20 or 2026-11-20 09:30',
    ),
)

/** Front-matter of an article. Category, slug and locale come from its path. */
export const articleSchema = z.strictObject({
  title: z.string().min(1),
  /** One sentence under the title and in search results. */
  description: z.string().optional(),
  /** Segments it is written for: moves it up for them, hides it from nobody. */
  segments: z.array(z.string()).default([]),
  /** Words customers use and the text does not. */
  keywords: z.array(z.string()).default([]),
  /** Earlier paths of this article, redirected to it: `/en/cards/old-slug/`. */
  aliases: z.array(z.string()).default([]),
  /** open: everywhere. unlisted: by link only, not in search, lists or sitemap; never called private. */
  access: z.enum(['open', 'unlisted']).default('open'),
  /**
   * Segments that may read it, and nobody else: it is kept out of the public build, and the API serves it to visitors who
   * match one of them by signed facts. Absent: everybody may. What Zendesk calls `user_segment_id` becomes this field.
   */
  restricted: z
    .array(z.string(), 'a list of segments, such as [business]')
    .min(1, 'at least one segment; without any, nobody could read it')
    .optional(),
  /** Begun, not published: only `npm run dev` shows it. */
  draft: z.boolean().default(false),
  /** Not public before: a day or a time, by the clocks of the site's time zone where it has no offset. */
  publish_at: moment.optional(),
  /** Not public any more from then on. */
  expires_at: moment.optional(),
  /** Id of the gap this article answers; publishing it closes the gap. */
  answers: z.string().optional(),
  /** Day of the last check by a person. */
  updated: day.optional(),
  /** Place on its shelf, lowest first; articles without one follow by title. `categories.yaml` comes before it. */
  order: z.number().optional(),
})
export type ArticleFields = z.infer<typeof articleSchema>

/** A part of an article small enough to answer one question: what stands under one heading. */
export interface Passage {
  /** '' for the lead. */
  readonly heading: string
  /** Anchor on the page, '' for the lead. */
  readonly anchor: string
  /** Plain text, no markup. */
  readonly text: string
}

export interface Article extends ArticleFields {
  /** Why it was not public when it was read; absent: it was. */
  readonly held?: Held
  /** `<category>/<slug>`, the same in every locale. */
  readonly id: string
  readonly category: string
  readonly slug: string
  readonly locale: string
  /** `/<locale>/<category>/<slug>/` */
  readonly url: string
  /** Path below the content folder, for messages: `articles/en/cards/freeze-a-card.mdx`. */
  readonly file: string
  /** Always known: the person's day, else git's last change, else the file's. */
  readonly updated: string
  /** Who says so; absent where only the file does, whose day means nothing to readers: a copy is younger than its text. */
  readonly updatedBy?: 'person' | 'git'
  readonly passages: readonly Passage[]
  /** The MDX source below the front-matter. */
  readonly body: string
}
