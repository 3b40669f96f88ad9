import { grouped } from '#content/language/formats.ts'
import { changeSentence } from '#core/gaps/changes.ts'
import { whyWithheld } from '#core/gaps/figures.ts'
import { kindMeaning } from '#core/gaps/kind.ts'
import { lineAt } from '#core/gaps/ranked.ts'
import { escaped } from '#scripts/report/escaped.ts'
import { term } from '#scripts/report/explanations.ts'
import { byKind, type GapReport, type ReportedGap } from '#scripts/report/gap-report.ts'
import { capital, percent, shortened, times } from '#scripts/report/in-words.ts'
import { stateMark } from '#scripts/report/marks.ts'
import { type HeatCell, heatMap, liftHeat, pareto } from '#scripts/report/overview-charts.ts'
import { gapLink } from './gap.ts'
import { part, wide } from './part.ts'
import { searchedInVain, wordsNoArticleHas } from './words.ts'

/** From so many gaps on it says something how they are spread. */
export const worthSpreading = 3

/** The parts that look at all gaps at once. */
export function overview(report: GapReport): string {
  const { gaps } = report
  return [
    gaps.length >= worthSpreading ? spread(report) : '',
    gaps.length > 0 ? whoAsksWhat(report) : '',
    written(report),
    wordsNoArticleHas(report),
    searchedInVain(report),
    done(report),
    changed(report),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function spread(report: GapReport): string {
  const { gaps, line, open } = report
  const held = gaps.slice(0, line).reduce((sum, gap) => sum + gap.volume, 0)
  const title =
    line < gaps.length
      ? `${grouped(line)} of ${grouped(gaps.length)} gaps hold ${percent(held / open)} of the unanswered questions`
      : 'Every gap is needed to reach half of the unanswered questions'
  const rows = byKind(report).map(
    ({ kind, gaps: n, volume }) =>
      `<tr><th scope="row">${escaped(kindMeaning(kind))}</th><td class="num">${grouped(n)}</td><td class="num">${grouped(volume)}</td><td class="num">${percent(volume / open)}</td></tr>`,
  )
  const kinds = `<table class="plain kinds"><caption class="vh">Gaps by kind</caption><thead><tr><th scope="col">${term('kind')}</th><th scope="col" class="num">Gaps</th><th scope="col" class="num">${term('asked', 'Questions')}</th><th scope="col" class="num">${term('share')}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  return part(
    'spread',
    title,
    `<p class="note">Gaps from left to right as in the list. Bars are the questions of each, with their own scale; the line is the share they add up to. “Adds up to” in the list has the same figures.</p>${kinds}${pareto({ gaps, line, share: lineAt })}`,
  )
}

/** Rows of the map; more would be a carpet. The list has the segments of every gap. */
const mapped = 25

function whoAsksWhat(report: GapReport): string {
  const { segments } = report
  const ids = Object.keys(segments).filter((id) =>
    report.gaps.some((gap) => gap.segments.some(({ segment }) => segment === id)),
  )
  if (ids.length === 0) {
    const held = report.gaps.some(({ withheld }) => withheld.length > 0)
    return held
      ? part('segments', 'Who asks cannot be shown', `<p class="note">${whyWithheld}</p>`)
      : part(
          'segments',
          'Nothing is known of who asks',
          '<p class="note">The questions come without a segment.</p>',
        )
  }
  const gaps = report.gaps.slice(0, mapped)
  const names = new Map(
    ids.map((id, at) => [
      id,
      unique(
        segments[id] ?? id,
        ids.slice(0, at).map((one) => segments[one] ?? one),
      ),
    ]),
  )
  const rowName = (gap: (typeof gaps)[number]) => `${gap.rank}. ${shortened(gap.title, 28)}`
  const of = (gap: (typeof gaps)[number], id: string) => gap.segments.find(({ segment }) => segment === id)
  const says = (gap: (typeof gaps)[number], id: string) => {
    const found = of(gap, id)
    if (found) return times(found.lift)
    return gap.withheld.includes(id) ? 'withheld' : '–'
  }
  const cells = gaps.flatMap((gap) =>
    ids.map((id): HeatCell => {
      const found = of(gap, id)
      return {
        column: names.get(id)!,
        row: rowName(gap),
        says: says(gap, id),
        heat: found ? liftHeat(found) : 0,
      }
    }),
  )
  const head = ids.map((id) => `<th scope="col" class="num">${escaped(segments[id] ?? id)}</th>`)
  const rows = gaps.map(
    (gap) =>
      `<tr><th scope="row">${gap.rank} <span class="says">${escaped(gap.title)}</span></th>${ids.map((id) => `<td class="num">${escaped(says(gap, id))}</td>`).join('')}</tr>`,
  )
  const picture = heatMap(cells, {
    label: `How many times as often each segment asks ${gaps.length === 1 ? 'this' : `each of the first ${gaps.length} gaps`}; the same figures stand in the table below`,
    rows: gaps.map(rowName),
    columns: [...names.values()],
  })
  return part(
    'segments',
    'Who asks what',
    `<p class="note">How many times as often a segment asks as everyone else, ${gaps.length < report.gaps.length ? `for the first ${grouped(gaps.length)} gaps` : 'gap by gap'}. Tinted, the more the stronger, only where the whole 95% interval lies above 1×. “–”: none. ${whyWithheld}</p>${pictured('Who asks what, picture', picture, ids.length > 10)}${narrow(gaps.map((gap) => askers(gap, segments)).join(''))}${same(`<thead><tr><th scope="col">Gap</th>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody>`, 'Who asks what, figures')}`,
  )
}

function written(report: GapReport): string {
  const { matrix, segments, categories } = report
  const ids = [...new Set(matrix.map(({ segment }) => segment))]
  const shelves = [...new Set(matrix.map(({ category }) => category))]
  if (matrix.length === 0)
    return part(
      'written',
      'What is written for whom',
      '<p class="note">There are no segments or no shelves yet, so there is nothing to compare.</p>',
    )
  const locales = [...new Set(matrix.map(({ locale }) => locale))]
  const label = (id: string) => segments[id] ?? id
  const shelf = (id: string) => categories[id] ?? id
  const cells = matrix.map(
    ({ segment, category, locale, articles, forThem }): HeatCell => ({
      column: `${label(segment)}`,
      row: shelf(category),
      block: locale,
      says: `${forThem}/${articles}`,
      heat: writtenHeat(forThem),
    }),
  )
  const none = matrix.filter(({ forThem }) => forThem === 0).length
  const empty = matrix.filter(({ articles }) => articles === 0)
  const emptyShelves = new Set(empty.map(({ category, locale }) => `${shelf(category)} (${locale})`))
  const rows = matrix.map(
    (cell) =>
      `<tr><th scope="row">${escaped(shelf(cell.category))}</th><td>${escaped(label(cell.segment))}</td><td>${escaped(cell.locale)}</td><td class="num">${cell.forThem}</td><td class="num">${cell.articles}</td></tr>`,
  )
  const picture = heatMap(cells, {
    label:
      'Articles written for each segment, of all on the shelf, in each language; the same figures stand in the table below',
    rows: shelves.map(shelf),
    columns: ids.map(label),
  })
  const sentence = `${grouped(none)} of ${grouped(matrix.length)} combinations of segment, shelf and language have no article of their own.${emptyShelves.size > 0 ? ` Empty shelves: ${[...emptyShelves].join(', ')}.` : ' No shelf is empty in any language.'}`
  return part(
    'written',
    'What is written for whom',
    `<p class="note">${escaped(sentence)} “2/9”: two of nine articles on the shelf were written for this segment; everyone may read all nine.</p>${pictured('What is written for whom, picture', picture, ids.length * locales.length > 20)}${narrow(shelves.map((one) => onShelf(one, report)).join(''))}${same(`<thead><tr><th scope="col">Shelf</th><th scope="col">Segment</th><th scope="col">Language</th><th scope="col" class="num">${term('written', 'For them')}</th><th scope="col" class="num">${term('written', 'All')}</th></tr></thead><tbody>${rows.join('')}</tbody>`, 'What is written for whom, figures')}`,
  )
}

function done({ done: gaps }: GapReport): string {
  if (gaps.length === 0) return ''
  const rows = gaps.map(
    ({ id, title, volume, languages, state }) =>
      `<tr><th scope="row"><span class="says" lang="${escaped(Object.keys(languages)[0] ?? '')}">${escaped(title)}</span></th><td class="num">${grouped(volume)}</td><td>${stateMark(state)}${escaped(capital(state))}</td><td>${escaped(id)}</td></tr>`,
  )
  return part(
    'done',
    'Done',
    `<p class="note">They have their article, or are the product’s to solve; their questions are not counted as open.</p>${wide('Done', `<table class="plain"><thead><tr><th scope="col">As customers say it</th><th scope="col" class="num">${term('asked')}</th><th scope="col">${term('state')}</th><th scope="col">${term('id')}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`)}`,
  )
}

function changed({ changes, gaps }: GapReport): string {
  if (changes.length === 0) return ''
  const titles = new Map(gaps.map(({ id, title }) => [id, `“${title}”`]))
  const items = changes.map(
    (change) => `<li>${escaped(changeSentence(change, (id) => titles.get(id) ?? `gap ${id}`))}</li>`,
  )
  return part('changes', 'Since the mining before', `<ul class="changes">${items.join('')}</ul>`)
}

/** On a screen too narrow for the picture: the same gap by gap, those who clearly ask more first and bold. */
function askers(gap: ReportedGap, segments: GapReport['segments']): string {
  const name = (id: string) => escaped(segments[id] ?? id)
  const shown = gap.segments
    .toSorted((a, b) => Number(b.low > 1) - Number(a.low > 1) || b.lift - a.lift)
    .map((one) => {
      const said = `${name(one.segment)} ${times(one.lift)}`
      return one.low > 1 ? `<b class="heat-${liftHeat(one)}">${said}</b>` : `<span>${said}</span>`
    })
  const held =
    gap.withheld.length > 0 ? `<span class="few">${gap.withheld.map(name).join(', ')}: withheld</span>` : ''
  const none = shown.length === 0 && held === '' ? '<span class="few">Nobody known</span>' : ''
  return `<section><h3>${gap.rank}. ${gapLink(gap)}</h3><p class="askers">${shown.join(' ')} ${held}${none}</p></section>`
}

/** … and shelf by shelf. */
function onShelf(category: string, { matrix, segments, categories }: GapReport): string {
  const here = matrix.filter((cell) => cell.category === category)
  const locales = [...new Set(here.map(({ locale }) => locale))]
  const head = locales.map((locale) => `<th scope="col" class="num">${escaped(locale)}</th>`)
  const rows = [...Map.groupBy(here, ({ segment }) => segment)].map(([segment, cells]) => {
    const figures = locales.map((locale) => {
      const cell = cells.find((one) => one.locale === locale)
      return cell
        ? `<td class="num heat-${writtenHeat(cell.forThem)}">${cell.forThem}/${cell.articles}</td>`
        : '<td></td>'
    })
    return `<tr><th scope="row">${escaped(segments[segment] ?? segment)}</th>${figures.join('')}</tr>`
  })
  return `<table class="plain"><caption>${escaped(categories[category] ?? category)}</caption><thead><tr><th scope="col">Segment</th>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function writtenHeat(forThem: number): HeatCell['heat'] {
  if (forThem < 2) return forThem === 1 ? 1 : 0
  return forThem < 4 ? 2 : forThem < 7 ? 3 : 4
}

/** For wide screens and paper; one that is wider than any of them scrolls, and says so. */
function pictured(label: string, picture: string, broad: boolean): string {
  if (!broad) return `<div class="picture">${picture}</div>`
  return `<div class="picture"><p class="note">Wider than the page: it scrolls sideways.</p>${wide(label, picture)}</div>`
}

/** Instead of the picture and its table, where there is no room for them. */
function narrow(body: string): string {
  return `<div class="narrow">${body}</div>`
}

function same(table: string, label: string): string {
  return `<details class="same"><summary>The same figures as a table</summary>${wide(label, `<table class="plain">${table}</table>`)}</details>`
}

function unique(name: string, before: readonly string[]): string {
  return before.includes(name) ? `${name} ` : name
}
