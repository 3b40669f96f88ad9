import { createHash } from 'node:crypto'
import { sparkline } from './charts.ts'
import { escaped } from './escaped.ts'
import { type Explained, explanations } from './explanations.ts'
import {
  asksMore,
  capital,
  count,
  type GapReport,
  headline,
  inWords,
  kindWord,
  longDay,
  percent,
  type ReportedGap,
  times,
} from './gap-report.ts'
import { filters, rowClasses } from './html-filters.ts'
import { anchor, gapSection, langOf } from './html-gap.ts'
import { overview, worthSpreading } from './html-overview.ts'
import { reportStyle } from './html-style.ts'
import { stateMark, stateMarks, volumeBar } from './marks.ts'

/** One file to open, mail or print: no script, nothing from the network, its own policy inside. */
export function htmlReport(report: GapReport): string {
  const style = reportStyle(report.brand, filters(report).style)
  const hash = createHash('sha256').update(style).digest('base64')
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>What is missing – ${escaped(report.name)}</title>
<style>${style}</style>
</head>
<body>
${stateMarks}
<a class="skip" href="#main">Skip to content</a>
<header class="top wrap"><span><b>${escaped(report.name)}</b> What is missing</span><span>Up to ${longDay(report.asOf)}</span></header>
<main id="main" class="wrap">
<header class="open">
<h1>${escaped(headline(report))}</h1>
<p>${lead(report)}</p>
</header>
${report.gaps.length > 0 ? `${contents(report)}\n${filters(report).form}\n${table(report)}` : ''}
${overview(report)}
${report.gaps.length > 0 ? each(report) : ''}
${reading(report)}
</main>
<footer class="foot wrap">
<p>Titles and quotations are customers’ own words. Names, numbers and addresses were taken out before anything was stored.</p>
</footer>
</body>
</html>
`
}

/** Gaps beyond these are listed and not told: nobody holds more in mind, and the page must open at once. */
const told = 500
/** Gaps that have charts even when fewer hold four in five questions, and at the most: the long tail is told in words. */
const charted = { least: 25, most: 40 } as const

function each(report: GapReport): string {
  const { gaps, line } = report
  const drawn = Math.min(gaps.length, charted.most, Math.max(line, charted.least))
  const sections = gaps.slice(0, told).map((gap, at) => gapSection(gap, report, at < drawn))
  return `<section class="part" id="each" aria-labelledby="each-t"><h2 id="each-t">${gaps.length === 1 ? 'The gap' : 'Each gap'}</h2>${howTold(gaps.length, drawn)}</section>
${sections.join('\n')}`
}

/** What is left out is said, with where it is. */
function howTold(gaps: number, drawn: number): string {
  if (drawn === gaps) return ''
  const rest =
    gaps > told ? ` The first ${count(told)} are told here; the list above has all ${count(gaps)}.` : ''
  return `<p class="note">The first ${count(drawn)} with charts, the others in words, so that the page stays light.${rest} All figures of every gap are in report.json and report.csv, which npm run report writes beside this page.</p>`
}

function contents({ gaps }: GapReport): string {
  const parts = [
    ['main', 'The list'],
    ...(gaps.length >= worthSpreading ? [['spread', 'How it is spread']] : []),
    ...[
      ['segments', 'Who asks what'],
      ['written', 'What is written'],
      ['each', gaps.length === 1 ? 'The gap' : 'Each gap'],
      ['reading', 'How to read this'],
    ],
  ]
  const links = parts.map(([id, name]) => `<a href="#${id}">${name}</a>`)
  return `<nav class="ways" aria-label="In this report">${links.join('')}</nav>`
}

function lead(report: GapReport): string {
  const { gaps, open, tickets, since, asOf } = report
  const what = gaps.length === 1 ? 'One thing' : `${capital(inWords(gaps.length))} things`
  const span = `between ${longDay(since)} and ${longDay(asOf)}`
  if (gaps.length === 0) return nothing(report, span)
  const fast = gaps.filter((gap) => gap.fast).length
  const growing =
    fast === 0
      ? ''
      : ` ${capital(inWords(fast))} ${fast === 1 ? 'grows' : 'grow'} fast; ${fast === 1 ? 'its line is' : 'their lines are'} in colour.`
  return `${what} customers asked ${span} that no article answers well enough: ${count(open)} of ${count(tickets)} questions, those first that most people ask and least is written about.${growing}`
}

/** Why there is nothing, and what to do next. */
function nothing({ tickets, settings }: GapReport, span: string): string {
  if (tickets === 0)
    return 'No questions have been read yet. Import some, then mine again: npm run import, npm run mine.'
  const enough = settings
    ? `was asked ${count(settings.minTickets)} times by ${count(settings.minCustomers)} people`
    : 'was asked often enough'
  return `Of ${count(tickets)} questions asked ${span}, none that ${enough} lacks an article. To see what fewer people ask: npm run mine -- --min-tickets 3 --min-customers 2.`
}

function table(report: GapReport): string {
  const { gaps, languages, line } = report
  const most = Math.max(...gaps.map(({ volume }) => volume))
  const columns = languages
    .map((language) => `<th scope="col" class="num">${escaped(language)}</th>`)
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
  const [term, says] = explanations[key]
  return `<th scope="col"${attributes} data-term="${term}"><button type="button" class="why" popovertarget="why-${key}" title="${escaped(says)}">${term}</button></th>`
}

function meaning(key: Explained): string {
  return `<p popover id="why-${key}" class="meaning">${escaped(explanations[key][1])}</p>`
}

function reading({ settings, gaps }: GapReport): string {
  const terms = Object.values(explanations).map(([term, says]) => `<dt>${term}</dt><dd>${escaped(says)}</dd>`)
  const enough = settings
    ? `<dt>What is a gap</dt><dd>A topic that no article answers well enough, asked at least ${count(settings.minTickets)} times by ${count(settings.minCustomers)} people or more within ${count(settings.days)} days.</dd>`
    : ''
  return `<section class="part" id="reading" aria-labelledby="reading-t"><h2 id="reading-t">How to read this</h2><dl class="terms">${enough}${gaps.length > 0 ? terms.join('') : ''}</dl></section>`
}

function row(gap: ReportedGap, report: GapReport, most: number): string {
  const above = gap.rank <= report.line
  const words = `class="says"${langOf(gap)}`
  const title =
    gap.rank <= told
      ? `<a ${words} href="#${anchor(gap)}">${escaped(gap.title)}</a>`
      : `<span ${words}>${escaped(gap.title)}</span>`
  const highest = Math.max(...Object.values(gap.languages), 0)
  const languages = report.languages.map((language, at) => {
    const n = gap.languages[language] ?? 0
    const text =
      n > 0 && n === highest ? `<b>${count(n)}</b>` : n === 0 ? '<span class="few">0</span>' : count(n)
    return `<td class="num l l${at + 1}" data-l="${escaped(language)}">${text}</td>`
  })
  return `<tr class="${rowClasses(gap, report)}"><td class="num few rank">${gap.rank}</td><th scope="row">${title}<span class="kind">${escaped(kindWord(gap.kind))}</span></th><td class="ask"><span class="n1">${count(gap.volume)}</span>${volumeBar(gap.volume, most, above)}</td><td class="num sum">${percent(gap.upTo)}</td><td class="trend">${sparkline(gap.weeks, gap.fast)}</td><td class="who">${whoAsks(gap, report)}</td>${languages.join('')}<td class="near">${nearest(gap)}</td><td class="state">${stateMark(gap.state)}${stateWord(gap.state)}</td></tr>`
}

function cut({ gaps, line, open, languages }: GapReport): string {
  const held = gaps.slice(0, line).reduce((sum, gap) => sum + gap.volume, 0)
  const rest = gaps.length - line
  const first = line === 1 ? 'One gap holds' : `${capital(inWords(line))} gaps hold`
  return `\n<tr class="cut"><td colspan="${8 + languages.length}">80% of unanswered questions are above this line. <span>${first} ${count(held)} of ${count(open)} questions; the other ${inWords(rest)} ${rest === 1 ? 'holds' : 'hold'} ${count(open - held)}.</span></td></tr>`
}

function whoAsks(gap: ReportedGap, { segments }: GapReport): string {
  const more = asksMore(gap).slice(0, 2)
  if (more.length === 0)
    return `<span class="few">${gap.segments.length === 0 ? 'Not known' : 'All alike'}</span>`
  return more
    .map(
      ({ segment, lift, low, high }) =>
        `<span>${escaped(segments[segment] ?? segment)} ${times(lift)} <span class="vh">, between ${times(low)} and ${times(high)}</span></span>`,
    )
    .join('')
}

function nearest(gap: ReportedGap): string {
  if (!gap.nearest) return '<span class="few">No article comes near</span>'
  return `${escaped(gap.nearest.title)}<span>${escaped(gap.nearest.why)}</span>`
}

function stateWord(state: string): string {
  return state === 'open' ? 'New' : capital(state)
}
