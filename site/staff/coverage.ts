import type { CoverageAnswer } from '#api/routes/staff/answers.ts'
import { call } from './call.ts'
import { byId, el, hidden, icon, put } from './dom.ts'
import { fail, show } from './form.ts'
import { frame } from './frame.ts'
import { counted, t } from './translate.ts'
import { Count, count, language, many, ownName } from './words.ts'

const sift = byId<HTMLFormElement>('sift')
const select = sift.elements.namedItem('locale') as HTMLSelectElement

frame()
  .then(() => call<CoverageAnswer>('GET', 'coverage'))
  .then((coverage) => {
    put(
      select,
      ...coverage.locales.map((locale) => el('option', { value: locale, lang: locale }, ownName(locale))),
    )
    select.addEventListener('change', () => draw(coverage, select.value))
    sift.addEventListener('submit', (event) => event.preventDefault())
    draw(coverage, coverage.locales[0] ?? 'en')
    show('ready')
  })
  .catch(fail)

function draw({ segments, categories, cells }: CoverageAnswer, locale: string): void {
  const here = cells.filter((cell) => cell.locale === locale)
  const shelf = (category: string) => here.find((cell) => cell.category === category)?.articles ?? 0
  const written = (segment: string) =>
    here.filter((cell) => cell.segment === segment).reduce((sum, { forThem }) => sum + forThem, 0)
  const [least] = segments.toSorted((a, b) => written(a.id) - written(b.id))
  byId('finding').textContent = least
    ? counted(
        written(least.id),
        '{n} article is written for {segment} in {language}, fewer than for anybody else',
        '{n} articles are written for {segment} in {language}, fewer than for anybody else',
        { n: Count(written(least.id)), segment: least.label, language: language(locale) },
      )
    : t('There are no segments yet')
  byId('count').textContent = many(
    categories.reduce((sum, { id }) => sum + shelf(id), 0),
    'article',
  )
  const head = categories.map(({ id, label }) =>
    el(
      'th',
      { role: 'columnheader', scope: 'col' },
      label,
      el('span', { class: 'note' }, ` ${count(shelf(id))}`),
    ),
  )
  const rows = segments.map(({ id, label }) =>
    el(
      'tr',
      { role: 'row' },
      el('th', { role: 'rowheader', scope: 'row' }, label),
      ...categories.map((category) => {
        const cell = here.find((one) => one.segment === id && one.category === category.id)
        const own = cell?.forThem ?? 0
        // On phones each cell stands alone and names its shelf.
        const attributes = { role: 'cell', 'data-l': category.label }
        if (own === 0) return el('td', attributes, icon('part'), hidden(t('none')))
        return el('td', attributes, el('b', {}, count(own)))
      }),
    ),
  )
  put(
    byId('list'),
    el(
      'table',
      { class: 'cover matrix', role: 'table' },
      el(
        'caption',
        { class: 'vh' },
        t('Articles written for each segment, by shelf; beside a shelf all it has'),
      ),
      el(
        'thead',
        { role: 'rowgroup' },
        el('tr', { role: 'row' }, el('th', { role: 'columnheader', scope: 'col' }, t('Segment')), ...head),
      ),
      el('tbody', { role: 'rowgroup' }, ...rows),
    ),
  )
}
