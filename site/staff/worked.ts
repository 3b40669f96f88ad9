import type { WorkedAnswer } from '#api/routes/staff/answers.ts'
import { el, svg } from './dom.ts'
import { counted, t } from './translate.ts'
import { day, fullDay, percent } from './words.ts'

/** Fewer votes than this say nothing yet. */
const enoughVotes = 10

const week = 7 * 86_400_000

/** "Did it work?": the verdict as a sentence, the tickets a week beside those that would have come, and what else is known. */
export function workedFigure(worked: WorkedAnswer): HTMLElement {
  const { since, read, votes } = worked
  const reading = counted(
    read,
    '{n} search since ended in reading it.',
    '{n} searches since ended in reading it.',
  )
  const helped =
    votes.of >= enoughVotes
      ? t('{share} of {n} votes since say that it helped.', {
          share: percent(votes.yes / votes.of),
          n: votes.of,
        })
      : ''
  return el(
    'section',
    { class: 'fig span', 'aria-labelledby': 'fig-worked' },
    el('h2', { id: 'fig-worked' }, verdictInWords(worked)),
    el(
      'p',
      { class: 'note' },
      t(
        'Tickets a week about this topic; the line is what would have come without the article of {day}, from the trend before and from all other topics.',
        { day: fullDay(since) },
      ),
    ),
    chart(worked),
    el('p', { class: 'note' }, [reading, helped].filter(Boolean).join(' ')),
  )
}

/** Why the gap is where it is, in one sentence. */
export function verdictInWords({ effect }: WorkedAnswer): string {
  const { verdict, ratio, low, high } = effect
  if (ratio === null) return t('Too early to say whether the article works')
  const between = { low: percent(Math.max(0, 1 - high)), high: percent(Math.max(0, 1 - low)) }
  if (verdict === 'working')
    return t('It works: {share} fewer tickets than without the article, surely between {low} and {high}', {
      share: percent(1 - ratio),
      ...between,
    })
  if (verdict === 'not working')
    return t('It does not work: surely less than {most} of the tickets are gone', { most: between.high })
  return t('Too early to say: between {low} and {high} of the tickets are gone', between)
}

/** A bar a week in the article's time, grey before it; the line of what would have come. */
function chart({ weeks, effect, since }: WorkedAnswer): SVGElement {
  const { topic, before } = weeks
  const most = Math.max(1, ...topic, ...effect.expected)
  const [base, tallest, left, right] = [150, 126, 4, 452]
  const step = (right - left) / Math.max(1, topic.length)
  const x = (at: number) => round(left + at * step)
  const y = (value: number) => round(base - (value / most) * tallest)
  const bars = topic.map((value, at) =>
    svg('rect', {
      class: at >= before ? 'hot' : 'bar',
      x: x(at),
      y: y(value),
      width: round(step * 0.75),
      height: round(base - y(value)),
    }),
  )
  const line = effect.expected.map((value, at) => `${round(x(at) + step * 0.375)} ${y(value)}`)
  const start = Date.parse(since)
  const named = [0, before, topic.length - 1].filter((at, index, all) => all.indexOf(at) === index)
  const labels = named.map((at) =>
    svg(
      'text',
      { x: x(at), y: 170, 'text-anchor': at === topic.length - 1 ? 'end' : 'start' },
      day(start + (at - before) * week),
    ),
  )
  const label = t('Tickets a week before the article: {before}. Since: {since}.', {
    before: topic.slice(0, before).join(', '),
    since: topic.slice(before).join(', ') || '–',
  })
  return svg(
    'svg',
    { viewBox: '0 0 456 176', role: 'img', 'aria-label': label },
    ...bars,
    line.length > 0 && svg('path', { class: 'ln', d: `M${line.join('L')}` }),
    svg('path', { class: 'ax', d: `M2 ${base}H454M${x(before)} 10V${base}` }),
    ...labels,
  )
}

const round = (value: number): number => Math.round(value * 10) / 10
