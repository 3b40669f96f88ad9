import { resolver } from 'hono-openapi'
import { z } from 'zod'
import { type ProblemName, problemSchema, statusOf } from '#api/web/problems.ts'

const traitValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

const matchSchema = z.object({
  segment: z.string(),
  label: z.string(),
  because: z.array(z.object({ trait: z.string(), is: traitValue, source: z.string(), text: z.string() })),
})

/** The body of `GET /api/ordering`. */
export const orderingSchema = z.object({
  matches: z.array(matchSchema).describe('Strongest first; empty for somebody we know nothing of.'),
  categories: z.array(z.string()).describe('Every category, in order.'),
  suggestions: z.array(
    z.object({
      article: z.string(),
      title: z.string(),
      url: z.string(),
      because: z.object({ segment: z.string(), text: z.string() }),
    }),
  ),
  channels: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      open: z.boolean(),
      opens: z.string().nullable(),
      opensText: z.string(),
      because: z.string().nullable(),
    }),
  ),
  heldOut: z.boolean().describe('In the control group, which sees the editors’ order.'),
})

export const aboutSchema = z.object({
  known: z.boolean().describe('Whether anything is stored about you.'),
  customer: z.string().nullable(),
  choice: z.string().nullable(),
  chosen: z.boolean(),
  optedOut: z.boolean(),
  heldOut: z.boolean(),
  traits: z.array(
    z.object({
      trait: z.string(),
      label: z.string(),
      is: traitValue,
      source: z.string(),
      text: z.string(),
      signed: z.boolean(),
    }),
  ),
  matches: z.array(matchSchema),
  votes: z.array(
    z.object({
      article: z.string(),
      locale: z.string(),
      helpful: z.union([z.boolean(), z.literal('partly')]),
      comment: z.string().nullable(),
      at: z.string(),
    }),
  ),
  searches: z.array(
    z.object({
      query: z.string(),
      locale: z.string(),
      at: z.string(),
      opened: z.string().nullable().describe('The article that was opened from the results.'),
    }),
  ),
  messages: z
    .array(z.object({ text: z.string(), locale: z.string(), at: z.string() }))
    .describe('As kept: redacted.'),
  read: z.array(z.string()),
  articles: z
    .record(z.string(), z.object({ title: z.string(), url: z.string() }))
    .describe('Of those above, what you can open now.'),
})

export const localeParameter = { name: 'locale', in: 'query', schema: { type: 'string' } } as const

/** The refusals of a route, for its description. */
export function refusals(...names: ProblemName[]) {
  const byStatus = new Map<number, string[]>()
  for (const name of names) byStatus.set(statusOf(name), [...(byStatus.get(statusOf(name)) ?? []), name])
  return Object.fromEntries(
    [...byStatus].map(([status, all]) => [
      status,
      {
        description: all.join(', '),
        content: { 'application/problem+json': { schema: resolver(problemSchema) } },
      },
    ]),
  )
}

/** Every write may be refused for these. */
export const writeRefusals = [
  'cross-site',
  'wrong-type',
  'too-large',
  'malformed-json',
  'unreadable-text',
  'invalid-request',
  'busy',
] as const
