import type { LackingWord } from '#api/routes/staff/answers.ts'
import { el } from './dom.ts'
import { t } from './translate.ts'
import { count, ownName, times } from './words.ts'

/** Words that customers write and no article has, below the list of gaps: for titles, texts and keywords. */
export function lackingWords(words: readonly LackingWord[]): HTMLElement | undefined {
  if (words.length === 0) return undefined
  const rows = words.map(({ word, language, tickets, who, gaps }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, el('span', { class: 'says', lang: language }, word)),
      el('td', { lang: language }, ownName(language)),
      el('td', { class: 'num' }, count(tickets)),
      el('td', {}, who.map(({ label, lift }) => `${label} ${times(lift)}`).join(', ')),
      el(
        'td',
        {},
        ...gaps.flatMap(({ id, title }, at) => [
          at > 0 && el('br'),
          el('a', { class: 'says', lang: language, href: `/staff/gap/?id=${encodeURIComponent(id)}` }, title),
        ]),
      ),
    ),
  )
  const head = ['Word', 'Language', 'Tickets', 'Who asks more', 'Gaps'].map((name) =>
    el('th', { scope: 'col', class: name === 'Tickets' && 'num' }, t(name)),
  )
  return el(
    'details',
    { class: 'changed' },
    el('summary', {}, t('Words no article has')),
    el(
      'p',
      { class: 'note' },
      t('What customers call things and no article in their language does, most used first.'),
    ),
    el(
      'div',
      { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': t('Words no article has') },
      el('table', { class: 'plain' }, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...rows)),
    ),
  )
}
