import type { InsightsAnswer } from '#api/routes/staff/answers.ts'
import { el } from './dom.ts'
import { shareTable } from './shares.ts'
import { t } from './translate.ts'
import { decimal } from './words.ts'

/** Whether tailoring helps, in words, as far as the hold-out can tell. */
export function holdoutFigure(holdout: InsightsAnswer['holdout']): HTMLElement {
  const parts = holdout
    ? [
        el('p', {}, verdict(holdout.difference)),
        shareTable([
          { ...holdout.own, label: t('Their own order') },
          { ...holdout.usual, label: t('The editors’ order') },
        ]),
      ]
    : [el('p', {}, t('Too early to tell: each group needs at least ten readers who searched.'))]
  return el(
    'section',
    { class: 'fig' },
    el('h2', {}, t('Does their own order help?')),
    el(
      'p',
      { class: 'note' },
      t(
        'Of readers in a segment, those whose latest search ended in reading. A few of them, chosen at random, see the editors’ order.',
      ),
    ),
    ...parts,
  )
}

function verdict({ value, low, high }: NonNullable<InsightsAnswer['holdout']>['difference']): string {
  const points = (share: number) => decimal(Math.abs(share) * 100)
  const signed = (share: number) => `${share < 0 ? '−' : ''}${points(share)}`
  const values = { points: points(value), low: signed(low), high: signed(high) }
  if (low > 0)
    return t(
      'It helps: {points} points more than in the editors’ order (95% interval {low} to {high}).',
      values,
    )
  if (high < 0)
    return t(
      'It harms: {points} points less than in the editors’ order (95% interval {low} to {high}).',
      values,
    )
  return t(
    'The difference is not yet more than chance: it lies between {low} and {high} points (95% interval).',
    values,
  )
}
