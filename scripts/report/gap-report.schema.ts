import { z } from 'zod'
import { fewestShown } from '#core/gaps/figures.ts'
import { gapStates } from '#core/gaps/state.ts'
import { jsonFormat } from './json.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const count = z.int().min(0)
const share = z.number().min(0).max(1)
const counts = z.record(z.string(), count)

const lifts = z
  .array(
    z.strictObject({
      segment: z.string(),
      lift: z.number().min(0).describe('How many times as often as everyone else'),
      low: z.number().min(0).describe('Lower end of the 95 % interval'),
      high: z.number().min(0),
      tickets: z.int().min(fewestShown),
    }),
  )
  .describe('Segments whose figures are shown: ten questions or more')

const gap = z.strictObject({
  rank: z.int().min(1).describe('1 = first in the list'),
  id: z.string().describe('The same from run to run'),
  kind: z
    .string()
    .describe(
      'missing, answered, but not found, not for them, not in their language, not helping, fix the product',
    ),
  state: z.enum(gapStates),
  title: z.string().describe("In a customer's words, redacted"),
  keywords: z.array(z.string()),
  volume: count.describe('Questions: tickets and signals'),
  asked: counts.describe('Volume by kind: ticket, search, unclicked, nothing-fits, flag, vote'),
  customers: count.describe('Distinct people'),
  recent: z.strictObject({ volume: count, customers: count }).nullable(),
  value: z.number().min(1).max(5).describe('What an unanswered question costs, 1 usual … 5'),
  upTo: share.describe('Share of all open questions in the gaps up to and with this one'),
  trend: z.number().min(0).describe('Recent rate over earlier rate: 1 = steady'),
  fast: z.boolean().describe('One of the few that grow fastest'),
  weeks: z.array(count).describe('Questions in each of the last 12 weeks, oldest first'),
  firstSeen: day.nullable(),
  lastSeen: day.nullable(),
  languages: counts,
  parts: z
    .array(z.strictObject({ language: z.string(), title: z.string(), questions: count }))
    .describe('The topics it was joined from, one a language; empty when it is asked in one'),
  segments: lifts,
  withheld: z
    .array(z.string())
    .describe(
      'Segments whose figures are withheld: asked less often than that, or would give away the only such one',
    ),
  channels: counts,
  nearest: z
    .strictObject({
      article: z.string(),
      locale: z.string(),
      title: z.string(),
      score: share,
      passage: z.string(),
      why: z.string(),
      reasons: z
        .array(
          z.strictObject({
            text: z.string(),
            with: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
          }),
        )
        .optional()
        .describe('The same sentence by sentence, with places for what goes into them'),
      lacks: z
        .array(z.string())
        .optional()
        .describe('Words that customers use and it lacks, most used first: its keywords to be'),
    })
    .nullable(),
  votes: z
    .strictObject({ helpful: count, unhelpful: count, low: share, high: share, sinceChange: z.boolean() })
    .nullable(),
  score: z.number().describe('What the list is ordered by'),
  samples: z.array(
    z.strictObject({
      ticket: z.string(),
      text: z.string(),
      language: z.string(),
      kind: z.string().optional(),
      url: z.string().optional().describe('Of the ticket in the help desk, where the export had one'),
    }),
  ),
})

/** `report.json`. Published as JSON Schema beside this file; a test keeps both the same. */
export const gapReportSchema = z
  .strictObject({
    format: z.literal(jsonFormat),
    name: z.string(),
    brand: z.strictObject({ hue: z.number(), chroma: z.number() }),
    asOf: day.describe('The "now" of all trends'),
    since: day,
    tickets: count,
    open: count.describe('Questions in gaps: in what is to do'),
    line: count.describe('The gaps up to here hold half of open'),
    languages: z.array(z.string()),
    segments: z.record(z.string(), z.string()).describe('Segment → label'),
    categories: z.record(z.string(), z.string()).describe('Category → label'),
    matrix: z.array(
      z.strictObject({
        segment: z.string(),
        category: z.string(),
        locale: z.string(),
        articles: count,
        forThem: count,
      }),
    ),
    settings: z
      .strictObject({ minTickets: z.number(), minCustomers: z.number(), days: z.number() })
      .nullable(),
    changes: z.array(
      z.discriminatedUnion('what', [
        z.strictObject({ what: z.literal('merged'), gap: z.string(), of: z.array(z.string()) }),
        z.strictObject({ what: z.literal('split'), gap: z.string(), into: z.array(z.string()) }),
        z.strictObject({ what: z.literal('returned'), gap: z.string() }),
        z.strictObject({ what: z.literal('gone'), gap: z.string(), article: z.string().nullable() }),
      ]),
    ),
    terms: z.array(
      z.strictObject({
        term: z.string(),
        language: z.string(),
        searches: count,
        customers: count,
        lastSeen: day.nullable(),
      }),
    ),
    words: z
      .array(
        z.strictObject({
          word: z.string().describe('As most customers spell it'),
          language: z.string(),
          tickets: count,
          customers: count,
          segments: lifts,
          withheld: z.array(z.string()).describe('Segments whose figures are withheld'),
          gaps: z.array(z.string()).describe('Ids of the gaps that have most of these tickets'),
        }),
      )
      .describe('Words that customers write and no article of their language has'),
    leftOut: z.record(z.string(), count),
    gaps: z.array(gap).describe('What is to do, the most pressing first'),
    done: z
      .array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          volume: count,
          languages: counts,
          state: z.enum(gapStates),
        }),
      )
      .describe("Gaps that have their answer, or are the product's"),
  })
  .describe('The gap report: what customers ask and no article answers well enough')
