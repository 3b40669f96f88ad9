import type { GapLine, GapsAnswer } from '#api/routes/staff/answers.ts'
import { valueBar } from '#core/charts.ts'
import { kindMeaning, kindName } from '#core/gaps/kind.ts'
import { above as aboveLine } from '#core/gaps/ranked.ts'
import { drawn, trend } from './charts.ts'
import { el, type put } from './dom.ts'
import { stateTag } from './states.ts'
import { counted, t } from './translate.ts'
import { count, language, notEnough, percent, times } from './words.ts'

/** Languages with a column of their own. */
const languageColumns = 3

/** Lines on a page: the line at half of the questions is nearly always on the first. */
export const linesOnPage = 24

export interface Shown {
  /** From 1. */
  readonly page: number
  /** Filters and place of the list, for the way back from a card: `segment=business&page=2`. */
  readonly query: string
  /** Ids of the gaps that are chosen. */
  readonly chosen: ReadonlySet<string>
}

/** One page of the list as a table; on a phone its rows are entries. */
export function gapTable(answer: GapsAnswer, shown: Shown): HTMLElement {
  const { gaps, questions } = answer
  const from = (shown.page - 1) * linesOnPage
  const columns = answer.languages.slice(0, languageColumns)
  const above = aboveLine(gaps)
  const most = Math.max(...gaps.map(({ volume }) => volume))
  const rows = gaps.slice(from, from + linesOnPage).flatMap((gap, index) => {
    const at = from + index
    const line = row(gap, { columns, most, above: at < above, shown })
    const last = at === above - 1 && at < gaps.length - 1
    return last ? [line, cut(gaps, above, questions)] : [line]
  })
  const head = (label: string, number = false) =>
    el('th', { role: 'columnheader', scope: 'col', class: number && 'num' }, label)
  return el(
    'table',
    { class: 'gaps', role: 'table' },
    el('caption', { class: 'vh' }, t('Gaps, the most pressing first')),
    el(
      'thead',
      { role: 'rowgroup' },
      el(
        'tr',
        { role: 'row' },
        el(
          'th',
          { role: 'columnheader', scope: 'col', class: 'num' },
          el('span', { class: 'vh' }, t('Choose')),
        ),
        head(t('As customers say it')),
        head(t('Asked')),
        head(t('Adds up to'), true),
        head(t('12 weeks')),
        head(t('Who asks more')),
        ...columns.map((locale) => head(locale, true)),
        head(t('Nearest article, and why it is not enough')),
        head(t('State')),
        head(t('Writer')),
      ),
    ),
    el('tbody', { role: 'rowgroup' }, ...rows),
  )
}

function row(
  gap: GapLine,
  { columns, most, above, shown }: { columns: string[]; most: number; above: boolean; shown: Shown },
): HTMLElement {
  const cell = (name: string, ...children: Parameters<typeof put>[1][]) =>
    el('td', { role: 'cell', class: name }, ...children)
  const asked = columns.map((locale) => gap.languages[locale] ?? 0)
  const first = Math.max(...asked)
  const address = `/staff/gap/?id=${encodeURIComponent(gap.id)}${shown.query && `&${shown.query}`}`
  const who = gap.who.flatMap(({ label, lift }, at) => [at > 0 && el('br'), `${label} ${times(lift)}`])
  return el(
    'tr',
    { role: 'row' },
    cell('num few rank', chooser(gap, shown), count(gap.rank)),
    el(
      'th',
      { role: 'rowheader', scope: 'row' },
      el('a', { class: 'says', href: address, lang: mainLanguage(gap) }, gap.title),
      el('span', { class: 'kind', title: t(kindMeaning(gap.kind)) }, t(kindName(gap.kind))),
      gap.note && el('span', { class: 'kind' }, gap.note),
    ),
    cell('ask', el('span', { class: 'n1' }, count(gap.volume)), drawn(valueBar(gap.volume, most, above))),
    el('td', { role: 'cell', class: 'num sum', 'data-l': t('adds up to') }, percent(gap.upTo)),
    cell('trend', trend(gap)),
    cell('who-asks', ...(who.length > 0 ? who : [el('span', { class: 'few' }, t('None clearly'))])),
    ...columns.map((locale, at) => {
      const value = asked[at] ?? 0
      const shown =
        value === 0
          ? el('span', { class: 'few' }, '0')
          : value === first
            ? el('b', {}, count(value))
            : count(value)
      return el(
        'td',
        { role: 'cell', class: `num l l${at + 1}`, 'data-l': locale, title: language(locale) },
        shown,
      )
    }),
    gap.nearest
      ? cell('near', el('a', { href: gap.nearest.url }, gap.nearest.title), notEnough(gap.nearest))
      : cell('near', t('No article comes near')),
    cell('state', stateTag(gap.state)),
    cell('writer', gap.writer ? gap.writer.name : el('span', { class: 'few' }, t('None yet'))),
  )
}

function chooser({ id, title }: GapLine, { chosen }: Shown): HTMLElement {
  const box = { type: 'checkbox', name: 'gap', value: id, checked: chosen.has(id) }
  return el('input', { ...box, 'aria-label': t('Choose “{title}”', { title }) })
}

function cut(gaps: readonly GapLine[], above: number, questions: number): HTMLElement {
  const held = gaps.slice(0, above).reduce((sum, { volume }) => sum + volume, 0)
  const words = counted(
    above,
    '{n} gap holds {held} of {all} questions; the other {rest} hold {left}.',
    '{n} gaps hold {held} of {all} questions; the other {rest} hold {left}.',
    {
      held: count(held),
      all: count(questions),
      rest: count(gaps.length - above),
      left: count(questions - held),
    },
  )
  return el(
    'tr',
    { role: 'row', class: 'cut' },
    el(
      'td',
      { role: 'cell', colspan: 12 },
      t('Half of what is open is above this line.'),
      el('span', {}, ` ${words}`),
    ),
  )
}

/** Titles are a ticket's words: in the language most of the tickets are in, for hyphens, quotes and voices. */
function mainLanguage({ languages }: GapLine): string | undefined {
  return Object.entries(languages).toSorted(([, a], [, b]) => b - a)[0]?.[0]
}
