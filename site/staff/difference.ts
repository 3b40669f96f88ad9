import { diffLines } from 'diff'
import { el, hidden } from './dom.ts'
import { t } from './translate.ts'

/** Unchanged lines shown around a change. */
const around = 2

/** What `after` changes in `before`, line by line; long unchanged parts are cut. */
export function difference(before: string, after: string): HTMLElement {
  const parts = diffLines(before, after)
  if (parts.every(({ added, removed }) => !added && !removed))
    return el('p', { class: 'note' }, t('Nothing changed.'))
  const lines = parts.flatMap(({ value, added, removed }) => {
    const all = value.replace(/\n$/, '').split('\n')
    if (added) return all.map((line) => el('ins', {}, hidden(`${t('Added:')} `), line))
    if (removed) return all.map((line) => el('del', {}, hidden(`${t('Removed:')} `), line))
    const cut = all.length > 2 * around + 1
    const shown = cut ? [...all.slice(0, around), '…', ...all.slice(-around)] : all
    return shown.map((line) => el('span', {}, line))
  })
  return el('pre', { class: 'difference', tabindex: 0, 'aria-label': t('What changed') }, ...lines)
}
