import type { GapLine } from '#api/routes/staff/answers.ts'
import { el, svg } from './dom.ts'
import { t } from './translate.ts'

const words: Record<GapLine['state'], string> = {
  open: 'New',
  assigned: 'Assigned',
  drafted: 'In writing',
  published: 'Published',
  working: 'Published, works',
  'not working': 'Published, still asked',
  snoozed: 'Put off',
  product: 'For the product team',
  merged: 'Part of another gap',
  dismissed: 'Dismissed',
}

/** The state in words. */
export const stateName = (state: GapLine['state']): string => t(words[state])

/** A ring that fills as the work goes on, always with its word. */
export function stateTag(state: GapLine['state'], writer = ''): HTMLElement {
  return el(
    'span',
    { class: 'tag' },
    ring(state),
    writer ? `${stateName(state)}, ${writer}` : stateName(state),
  )
}

function ring(state: GapLine['state']): SVGElement {
  const box = { width: 12, height: 12, viewBox: '0 0 12 12', 'aria-hidden': 'true' }
  const circle = svg('circle', { cx: 6, cy: 6, r: 4.5 })
  if (['dismissed', 'merged', 'snoozed', 'product'].includes(state))
    return svg('svg', box, svg('path', { d: 'm2.500 2.500 7 7M9.500 2.500l-7 7' }))
  if (state === 'open' || state === 'not working') return svg('svg', box, circle)
  if (state === 'assigned')
    return svg('svg', box, circle, svg('circle', { class: 'hot', cx: 6, cy: 6, r: 1.8 }))
  const half = svg('path', { class: 'hot', d: 'M6 1.500a4.500 4.500 0 0 1 0 9Z' })
  return svg(
    'svg',
    box,
    circle,
    state === 'drafted' ? half : svg('circle', { class: 'hot', cx: 6, cy: 6, r: 4.5 }),
  )
}
