import { z } from 'zod'
import {
  type Counted,
  countHoldout,
  countShares,
  dimensions,
  type HoldoutCounts,
} from '#api/storage/insights.ts'
import { minedGaps } from '#api/storage/staff-gaps.ts'
import type { AppContext } from '#api/web/context.ts'
import { readFilters } from '#api/web/input.ts'
import { refusal } from '#api/web/refusals.ts'
import { articleFor, articleIds, urlFor } from '#content/library/locate.ts'
import { say } from '#content/model/locale.ts'
import { fewestShown, shownOf } from '#core/gaps/figures.ts'
import { difference } from '#core/insights/difference.ts'
import { wilson } from '#core/insights/wilson.ts'
import type { InsightsAnswer, SegmentAnswer, SegmentsAnswer, ShareLine } from './answers.ts'
import { profileAnswer } from './customer-answer.ts'
import { languageOf, type StaffRoute } from './route.ts'

const periods = ['30', '90', '365'] as const
const querySchema = z.strictObject({ by: z.enum(dimensions).optional(), days: z.enum(periods).optional() })
const dayLong = 86_400_000

/** How well the help centre helps whom: shares with their n and their interval, small numbers withheld. */
export const insightRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/insights',
    room: 'insights',
    says: 'Shares by segment, channel, language or month, with n and interval.',
    async handle(c, { context, me }) {
      const { by = 'segment', days = '90' } = readFilters(querySchema, c.req.query())
      const since = context.now().getTime() - Number(days) * dayLong
      const counted = await countShares(context.app, context.tickets(), {
        since,
        now: context.now().getTime(),
      })
      const shares = counted
        .filter(({ dimension }) => dimension === by)
        .map((one) => shareLine(one, labelIn(context, languageOf(c, me))))
        .toSorted((a, b) => (by === 'month' ? (a.group < b.group ? -1 : 1) : b.of - a.of))
      const holdout = holdoutAnswer(await countHoldout(context.app, since))
      return c.json({ by, days: Number(days), shares, holdout } satisfies InsightsAnswer)
    },
  },
  {
    method: 'GET',
    path: '/segments',
    room: 'own',
    says: 'The segments.',
    handle: (c, { context, me }) => {
      const { segments } = context.library()
      const answer = segments.map(({ id, label, owner = '' }) => ({
        id,
        label: say(label, languageOf(c, me)),
        owner,
      }))
      return c.json({ segments: answer } satisfies SegmentsAnswer)
    },
  },
  {
    method: 'GET',
    path: '/segments/:id',
    room: 'own',
    says: 'One segment: its profile beside what the data says.',
    async handle(c, { context, me }) {
      const library = context.library()
      const reader = languageOf(c, me)
      const segment = library.segments.find(({ id }) => id === c.req.param('id'))
      if (!segment) throw refusal('no-such-segment')
      const since = context.now().getTime() - 90 * dayLong
      const counted = await countShares(context.app, undefined, { since, now: context.now().getTime() })
      const { gaps, run } = await minedGaps(context.tickets())
      return c.json({
        profile: profileAnswer(library, segment, reader),
        shares: counted
          .filter((one) => one.dimension === 'segment' && one.group === segment.id)
          .map((one) => shareLine(one, labelIn(context, reader))),
        gaps: gaps
          .filter((gap) => gap.run === run?.id)
          .flatMap(({ id, title, segments }) => {
            const own = shownOf(segments).shown.find((one) => one.segment === segment.id && one.low > 1)
            return own ? [{ id, title, lift: own.lift, tickets: own.tickets }] : []
          })
          .toSorted((a, b) => b.tickets - a.tickets)
          .slice(0, 12),
        articles: articleIds(library).flatMap((id) => {
          const article = articleFor(library, id, reader)
          return article?.segments.includes(segment.id)
            ? [{ title: article.title, url: urlFor(id, reader) }]
            : []
        }),
      } satisfies SegmentAnswer)
    },
  },
]

/** A share with its interval; below ten it is withheld, because it could point at a person. */
function shareLine({ metric, group, yes, of }: Counted, label: (one: Counted['group']) => string): ShareLine {
  const line = { metric, group, label: label(group), of }
  if (of < fewestShown) return { ...line, of: 0, share: null }
  return { ...line, share: { value: yes / of, ...wilson(yes, of) } }
}

function holdoutAnswer({ own, usual }: HoldoutCounts): InsightsAnswer['holdout'] {
  if (own.of < fewestShown || usual.of < fewestShown) return null
  const line = (group: string, share: HoldoutCounts['own']) =>
    shareLine({ metric: 'found', dimension: 'segment', group, ...share }, () => group)
  return { own: line('own', own), usual: line('usual', usual), difference: difference(own, usual) }
}

function labelIn({ library }: AppContext, locale: string): (group: string) => string {
  const { segments } = library()
  return (group) => say(segments.find(({ id }) => id === group)?.label, locale) || group
}
