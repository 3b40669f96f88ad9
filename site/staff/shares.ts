import type { ShareLine } from '#api/routes/staff/answers.ts'
import { shareInterval } from '#core/charts.ts'
import { drawn } from './charts.ts'
import { el } from './dom.ts'
import { t } from './translate.ts'
import { count, percent } from './words.ts'

/** What a share is counted from, in one sentence: it stands beside the figures. */
export const definitions: Readonly<Record<ShareLine['metric'], readonly [string, string]>> = {
  found: [
    'Searches that end in reading',
    'Of searches whose results somebody saw, those after which a result was opened. A search that was refined counts once, as its last.',
  ],
  helpful: ['Found it helpful', 'Of votes on “Was this helpful?”, those that say yes.'],
  satisfied: ['Satisfied with the answer', 'Of tickets with a rating (CSAT), those rated good.'],
  linked: [
    'Answered with an article',
    'Of tickets whose export holds the answers, those in which an agent linked to an article.',
  ],
  explicit: [
    'Answered before writing, as they said',
    'Explicit deflection: of contact forms that offered articles, those whose reader said that one answered it.',
  ],
  implicit: [
    'Opened an article and did not write',
    'Implicit deflection: of the same forms, those whose reader opened an offered article and sent nothing. Some of them gave up.',
  ],
  failed: ['Wrote all the same', 'Failed deflection: of the same forms, those that were sent.'],
  opened: [
    'Opened what an agent sent',
    'Of links that agents copied from the desk, those that somebody opened. Readers who ask not to be followed (GPC) count as not opened.',
  ],
  returned: [
    'Came back to it',
    'Of links that were opened, those that somebody opened again after half an hour or more.',
  ],
  contacted: [
    'Wrote again all the same',
    'Of links that were sent to a known customer at least a fortnight ago, those whose customer wrote again within a fortnight.',
  ],
}

/** One share a group, each with its n and its 95 % interval drawn. */
export function shareTable(lines: readonly ShareLine[], nobody = t('Not known')): HTMLElement {
  const rows = lines.map(({ group, label, of, share }) => {
    const name = el('th', { scope: 'row' }, group === '' ? nobody : label)
    if (!share)
      return el('tr', {}, name, el('td', { class: 'note', colspan: 4 }, t('Withheld: fewer than ten')))
    return el(
      'tr',
      {},
      name,
      el('td', { class: 'plot' }, drawn(shareInterval(share))),
      el('td', { class: 'num' }, el('b', {}, percent(share.value))),
      el('td', { class: 'num note' }, `${percent(share.low)} – ${percent(share.high)}`),
      el('td', { class: 'num note' }, count(of)),
    )
  })
  const head = (label: string, number = true) => el('th', { scope: 'col', class: number && 'num' }, label)
  return el(
    'table',
    { class: 'lift' },
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        head(t('Group'), false),
        el('th', { scope: 'col' }, el('span', { class: 'vh' }, t('Plot'))),
        head(t('Share')),
        head(t('Interval')),
        head('n'),
      ),
    ),
    el('tbody', {}, ...rows),
  )
}
