import type { ChangeLine, GapName, HistoryLine } from '#api/routes/staff/answers.ts'
import { type Child, el } from './dom.ts'
import { t } from './translate.ts'
import { day, many } from './words.ts'

/** What a mining did with gaps, a line each; on the card of one gap that one is "this gap". */
export function changeLine(change: ChangeLine, self = ''): HTMLElement {
  return el('li', {}, el('p', {}, ...sentence(change, self)), el('p', { class: 'note' }, day(change.asOf)))
}

/** "2 merged, 1 split" */
export function changesInShort(changes: readonly ChangeLine[]): string {
  const said = { merged: 'merged', split: 'split', returned: 'came back', gone: 'no longer found' } as const
  return (['merged', 'split', 'returned', 'gone'] as const)
    .map((what) => [what, changes.filter((change) => change.what === what).length] as const)
    .filter(([, n]) => n > 0)
    .map(([what, n]) => `${many(n, 'gap')} ${said[what]}`)
    .join(', ')
}

function sentence({ what, gap, others, article }: ChangeLine, self: string): Child[] {
  const subject = name(gap, self, true)
  if (what === 'merged') return [subject, ' now also holds ', ...list(others, self), '.']
  if (what === 'split')
    return [subject, gap.here ? ' gave a part to ' : ' is now several: ', ...list(others, self), '.']
  if (what === 'returned') return [subject, ' is back.']
  return [subject, article === null ? ' was not found any more.' : ` is now answered by “${article}”.`]
}

function list(others: ChangeLine['others'], self: string): Child[] {
  return others.flatMap((one, at) => [
    at > 0 && (at === others.length - 1 ? ' and ' : ', '),
    name(one, self, false),
    one.decided &&
      ` (${[`${one.decided.by}, ${day(one.decided.at)}, ${t(decided[one.decided.decision])}`, one.decided.reason].filter(Boolean).join(': ')})`,
  ])
}

/** What a decision did, after the name of who decided. */
export const decided: Record<HistoryLine['decision'], string> = {
  assign: 'gave it to a writer',
  unassign: 'took it back',
  link: 'linked an article',
  dismiss: 'dismissed it',
  draft: 'began a draft',
  withdraw: 'withdrew the draft',
  snooze: 'put it off',
  merge: 'merged it with another gap',
  product: 'gave it to the product team',
  separate: 'took a part out, to be a gap of its own',
  reopen: 'reopened it',
  undo: 'took the last decision back',
}

function name({ id, title, here }: GapName, self: string, first: boolean): Child {
  if (id === self) return first ? 'This gap' : 'this gap'
  const words = title ?? `gap ${id}`
  return here
    ? el(
        'a',
        { class: title === null ? '' : 'says', href: `/staff/gap/?id=${encodeURIComponent(id)}` },
        words,
      )
    : el('span', { class: title === null ? '' : 'says' }, words)
}
