import { grouped } from '#content/language/formats.ts'
import { changeNote } from '#core/gaps/changes.ts'
import { kindMeaning } from '#core/gaps/kind.ts'
import { sparkline, volumeBar } from '#scripts/report/charts.ts'
import { escaped } from '#scripts/report/escaped.ts'
import { type Explained, explanations, term } from '#scripts/report/explanations.ts'
import { asksMore, type GapReport, type ReportedGap } from '#scripts/report/gap-report.ts'
import { capital, inWords, percent, times } from '#scripts/report/in-words.ts'
import { stateMark } from '#scripts/report/marks.ts'
import { rowClasses } from './filters.ts'
import { gapLink, langOf } from './gap.ts'

/** Gaps beyond these are listed and not told: nobody holds more in mind, and the page must open at once. */
export const told = 500

/** Every gap in a line. */
export function gapList(report: GapReport): string {
  const { gaps, languages, line } = report
  const most = Math.max(...gaps.map(({ volume }) => volume))
  const columns = languages
    .map((language) => `<th scope="col" class="num">${term('languages', escaped(language))}</th>`)
    .join('')
  const rows = gaps.map(
    (gap, at) => row(gap, report, most) + (at + 1 === line && line < gaps.length ? cut(report) : ''),
  )
  const rank = '<th scope="col" class="num"><span class="vh">Rank</span></th>'
  return `<table class="gaps">
<caption class="vh">Gaps, in order of what an answer would be worth</caption>
<thead><tr>${rank}<th scope="col">As customers say it</th>${explained('asked')}${explained('upTo', ' class="num"')}${explained('weeks')}${explained('who')}${columns}${explained('near')}${explained('state')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
${(['asked', 'upTo', 'weeks', 'who', 'near', 'state'] as const).map(meaning).join('')}`
}

/**
 * A heading that says what it means: on hover, on press, with the keyboard; no script. Browsers do not print buttons
 * again on the next sheet, so in print its word stands in their place.
 */
function explained(key: Explained, attributes = ''): string {
  const [name, says] = explanations[key]
  return `<th scope="col"${attributes} data-term="${name.replace(/,.*/, '')}"><button type="button" class="why" popovertarget="why-${key}" title="${escaped(says)}">${name}</button></th>`
}

function meaning(key: Explained): string {
  return `<p popover id="why-${key}" class="meaning">${escaped(explanations[key][1])}</p>`
}

function row(gap: ReportedGap, report: GapReport, most: number): string {
  const above = gap.rank <= report.line
  const title =
    gap.rank <= told ? gapLink(gap) : `<span class="says"${langOf(gap)}>${escaped(gap.title)}</span>`
  const became = changeNote(gap.id, report.changes)
  const highest = Math.max(...Object.values(gap.languages), 0)
  const languages = report.languages.map((language, at) => {
    const n = gap.languages[language] ?? 0
    const text =
      n > 0 && n === highest ? `<b>${grouped(n)}</b>` : n === 0 ? '<span class="few">0</span>' : grouped(n)
    return `<td class="num l l${at + 1}" data-l="${escaped(language)}">${text}</td>`
  })
  return `<tr class="${rowClasses(gap, report)}"><td class="num few rank">${gap.rank}</td><th scope="row">${title}<span class="kind">${escaped(kindMeaning(gap.kind))}</span>${became === '' ? '' : `<span class="became">${became}</span>`}</th><td class="ask"><span class="n1">${grouped(gap.volume)}</span>${volumeBar(gap.volume, most, above)}</td><td class="num sum">${percent(gap.upTo)}</td><td class="trend">${sparkline(gap.weeks, gap.fast)}</td><td class="who">${whoAsks(gap, report)}</td>${languages.join('')}<td class="near">${nearest(gap)}</td><td class="state">${stateMark(gap.state)}${stateWord(gap.state)}</td></tr>`
}

function cut({ gaps, line, open, languages }: GapReport): string {
  const held = gaps.slice(0, line).reduce((sum, gap) => sum + gap.volume, 0)
  const rest = gaps.length - line
  const first = line === 1 ? 'One gap holds' : `${capital(inWords(line))} gaps hold`
  return `\n<tr class="cut"><td colspan="${8 + languages.length}">Half of what is open is above this line. <span>${first} ${grouped(held)} of ${grouped(open)} questions; the other ${inWords(rest)} ${rest === 1 ? 'holds' : 'hold'} ${grouped(open - held)}.</span></td></tr>`
}

function whoAsks(gap: ReportedGap, { segments }: GapReport): string {
  const more = asksMore(gap).slice(0, 2)
  if (more.length === 0) return '<span class="few">None clearly</span>'
  return more
    .map(
      ({ segment, lift, low, high }) =>
        `<span>${escaped(segments[segment] ?? segment)} ${times(lift)} <span class="vh">, between ${times(low)} and ${times(high)}</span></span>`,
    )
    .join('')
}

function nearest(gap: ReportedGap): string {
  if (!gap.nearest) return '<span class="few">No article comes near</span>'
  return `${escaped(gap.nearest.title)}<span class="because">${escaped(gap.nearest.why)}</span>`
}

function stateWord(state: string): string {
  return state === 'open' ? 'New' : capital(state)
}
