import type { ChangeLine, GapName, HistoryLine } from '#api/routes/staff/answers.ts'
import { type Child, el } from './dom.ts'
import { counted, formatLocale, t } from './translate.ts'
import { day } from './words.ts'

/** What a mining did with gaps, a line each; on the card of one gap that one is "this gap". */
export function changeLine(change: ChangeLine, self = ''): HTMLElement {
  return el('li', {}, el('p', {}, ...sentence(change, self)), el('p', { class: 'note' }, day(change.asOf)))
}

/** "2 merged, 1 split" */
export function changesInShort(changes: readonly ChangeLine[]): string {
  const happened = (what: ChangeLine['what']) => changes.filter((change) => change.what === what).length
  const [merged, split, returned, gone] = [
    happened('merged'),
    happened('split'),
    happened('returned'),
    happened('gone'),
  ]
  return [
    merged > 0 && counted(merged, '{n} gap merged', '{n} gaps merged'),
    split > 0 && counted(split, '{n} gap split', '{n} gaps split'),
    returned > 0 && counted(returned, '{n} gap came back', '{n} gaps came back'),
    gone > 0 && counted(gone, '{n} gap no longer found', '{n} gaps no longer found'),
  ]
    .filter(Boolean)
    .join(', ')
}

function sentence({ what, gap, others, article }: ChangeLine, self: string): Child[] {
  const said = {
    merged: () => t('{gap} now also holds {others}.'),
    split: () => (gap.here ? t('{gap} gave a part to {others}.') : t('{gap} is now several: {others}.')),
    returned: () => t('{gap} is back.'),
    gone: () =>
      article === null
        ? t('{gap} was no longer found.')
        : t('{gap} is now answered by “{article}”.', { article }),
  }
  return said[what]()
    .split(/(\{\w+\})/)
    .flatMap((piece) =>
      piece === '{gap}' ? [name(gap, self, true)] : piece === '{others}' ? list(others, self) : [piece],
    )
}

function list(others: ChangeLine['others'], self: string): Child[] {
  const places = others.map((_, at) => String(at))
  return new Intl.ListFormat(formatLocale(), { type: 'conjunction' })
    .formatToParts(places)
    .flatMap(({ type, value }) => {
      const one = type === 'element' && others[Number(value)]
      if (!one) return [value]
      const { decided: last } = one
      const line = last && [`${last.by}, ${day(last.at)}, ${t(decided[last.decision])}`, last.reason]
      return [name(one, self, false), line && ` (${line.filter(Boolean).join(': ')})`]
    })
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
  if (id === self) return first ? t('This gap') : t('this gap')
  const words = title ?? t('gap {id}', { id })
  return here
    ? el(
        'a',
        { class: title === null ? '' : 'says', href: `/staff/gap/?id=${encodeURIComponent(id)}` },
        words,
      )
    : el('span', { class: title === null ? '' : 'says' }, words)
}
