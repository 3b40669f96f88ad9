import { createHash } from 'node:crypto'
import { saidElsewhere } from '#core/asked.ts'
import { liftPlot, sparkline, weekBars } from './charts.ts'
import { escaped } from './escaped.ts'
import { type Explained, explanations } from './explanations.ts'
import {
  askedIn,
  asksMore,
  capital,
  count,
  fewestShown,
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
import { overview } from './html-overview.ts'
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
${report.gaps.length > 0 ? `${contents}\n${filters(report).form}\n${table(report)}` : ''}
${report.gaps
  .slice(0, detailed(report))
  .map((gap) => details(gap, report))
  .join('\n')}
${overview(report)}
${reading(report)}
</main>
<footer class="foot wrap">
<p>Titles and quotations are customers’ own words. Names, numbers and addresses were taken out before anything was stored.</p>
</footer>
</body>
</html>
`
}

/** Gaps that are shown in detail even when fewer hold four in five questions. */
const alwaysDetailed = 25

/** The long tail is listed, not told: the page stays one that can be read. report.json has everything of every gap. */
function detailed({ gaps, line }: GapReport): number {
  return Math.min(
    gaps.length,
    gaps.length < longList ? mostDetailed : alwaysDetailed,
    Math.max(line, alwaysDetailed),
  )
}

/** No more than these are told, however many the line needs: a page that nobody can hold in mind helps nobody. */
const mostDetailed = 40
/** From so many gaps on only the first {@link alwaysDetailed} are told, to keep the page under a megabyte. */
const longList = 200

const contents =
  '<nav class="ways" aria-label="In this report"><a href="#main">The list</a><a href="#spread">How it is spread</a><a href="#segments">Who asks what</a><a href="#written">What is written</a><a href="#reading">How to read this</a></nav>'

function lead({ gaps, open, tickets, since, asOf }: GapReport): string {
  const what = gaps.length === 1 ? 'One thing' : `${capital(inWords(gaps.length))} things`
  const span = `between ${longDay(since)} and ${longDay(asOf)}`
  if (gaps.length === 0)
    return `All ${count(tickets)} questions asked ${span} find an article that answers them.`
  const fast = gaps.filter((gap) => gap.fast).length
  const growing =
    fast === 0
      ? ''
      : ` ${capital(inWords(fast))} ${fast === 1 ? 'grows' : 'grow'} fast; ${fast === 1 ? 'its line is' : 'their lines are'} in colour.`
  return `${what} customers asked ${span} that no article answers well enough: ${count(open)} of ${count(tickets)} questions, those first that most people ask and least is written about.${growing}`
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
<thead><tr>${rank}<th scope="col">As customers say it</th><th scope="col">${why('asked')}</th><th scope="col" class="num">${why('upTo')}</th><th scope="col">${why('weeks')}</th><th scope="col">${why('who')}</th>${columns}<th scope="col">${why('near')}</th><th scope="col">${why('state')}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
${(['asked', 'upTo', 'weeks', 'who', 'near', 'state'] as const).map(meaning).join('')}`
}

/** A heading that says what it means: on hover, on press, with the keyboard; no script. */
function why(key: Explained): string {
  const [term, says] = explanations[key]
  return `<button type="button" class="why" popovertarget="why-${key}" title="${escaped(says)}">${term}</button>`
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
    gap.rank <= detailed(report)
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

function details(gap: ReportedGap, report: GapReport): string {
  const seen =
    gap.firstSeen && gap.lastSeen
      ? `, first on ${longDay(gap.firstSeen)}, last on ${longDay(gap.lastSeen)}`
      : ''
  return `<section class="gap" id="${anchor(gap)}" aria-labelledby="${anchor(gap)}-t">
<h2 id="${anchor(gap)}-t"><span class="rank">${gap.rank}</span><span class="says"${langOf(gap)}>${escaped(gap.title)}</span></h2>
<p class="note">${escaped(kindWord(gap.kind))}. ${count(gap.volume)} questions from ${count(gap.customers)} customers${seen}${askedIn(gap) && `: ${escaped(askedIn(gap))}`}. <a href="#main">Back to the list</a></p>
<div class="cols">
<div>${words(gap)}${article(gap, report)}</div>
<div>${weeks(gap, report.asOf)}${lifts(gap, report)}</div>
</div>
</section>`
}

function words(gap: ReportedGap): string {
  const shown = gap.samples.slice(0, 6)
  const items = shown.map(
    ({ text, language, kind }) =>
      `<li><p class="says" lang="${escaped(language)}">${escaped(text)}</p>${kind ? `<p class="note">${escaped(saidElsewhere[kind] ?? kind)}</p>` : ''}</li>`,
  )
  return `<section><h3>In their words</h3><p class="note">${shown.length} of ${count(gap.volume)}. Words they share: ${gap.keywords.map(escaped).join(', ')}</p><ul class="words">${items.join('')}</ul></section>`
}

function weeks(gap: ReportedGap, asOf: string): string {
  const note = 'Questions a week, by the day each week begins; the last four weeks in colour'
  return `<section><h3>${weeksFinding(gap)}</h3><p class="note">${note}</p>${weekBars(gap.weeks, asOf)}</section>`
}

function weeksFinding({ weeks, trend }: ReportedGap): string {
  const lately = weeks.slice(-4).reduce((sum, n) => sum + n, 0)
  const earlier = weeks.slice(-8, -4).reduce((sum, n) => sum + n, 0)
  const compared = `${count(lately)} in the last four weeks, ${count(earlier)} in the four before`
  if (trend >= 1.25) return `Asked more and more: ${compared}`
  if (trend <= 0.8) return `Asked less and less: ${compared}`
  return `Asked steadily: ${compared}`
}

function lifts(gap: ReportedGap, { segments }: GapReport): string {
  const few =
    gap.withheld.length === 0
      ? ''
      : `<p class="note">Too few to show (under ${fewestShown} questions): ${gap.withheld.map((id) => escaped(segments[id] ?? id)).join(', ')}</p>`
  if (gap.segments.length === 0)
    return `<section><h3>Nothing is known of who asks</h3><p class="note">No segment asked this ${fewestShown} times or more.</p>${few}</section>`
  const [first] = asksMore(gap)
  const finding = first
    ? `${escaped(segments[first.segment] ?? first.segment)}: asked ${times(first.lift)} as often as by everyone else`
    : 'No segment clearly asks more than the others'
  const rows = gap.segments
    .toSorted((a, b) => b.lift - a.lift)
    .map((one) => {
      const { segment, lift, low, high, tickets } = one
      return `<tr><th scope="row">${escaped(segments[segment] ?? segment)}</th><td class="plot">${liftPlot(one)}</td><td class="num"><b>${times(lift)}</b></td><td class="num few">${low.toFixed(1)} to ${high.toFixed(1)}</td><td class="num few">${count(tickets)}</td></tr>`
    })
  return `<section><h3>${finding}</h3><p class="note">Compared with all other customers; the line is the 95% interval</p>
<table class="lift"><thead><tr><th scope="col">Segment</th><th scope="col"><span class="vh">Plot, </span><span class="scale"><span>0.1×</span><span>1×</span><span>10×</span></span></th><th scope="col" class="num">Lift</th><th scope="col" class="num">Interval</th><th scope="col" class="num">Asked</th></tr></thead><tbody>${rows.join('')}</tbody></table>${few}</section>`
}

function article(gap: ReportedGap, report: GapReport): string {
  const languages = listed(gap.languages)
  const channels = listed(gap.channels)
  const facts = `<dl class="facts"><dt>Languages</dt><dd>${languages}</dd><dt>Channels</dt><dd>${channels || 'not known'}</dd>${recent(gap, report)}${gap.value > 1 ? `<dt>Value</dt><dd>${gap.value.toFixed(1)} of 5</dd>` : ''}${readers(gap)}<dt>Gap</dt><dd>${escaped(gap.id)}</dd></dl>`
  if (!gap.nearest) return `<section><h3>No article comes near</h3>${facts}</section>`
  const { title, why, passage, locale, article: id, score } = gap.nearest
  const quote = passage === '' ? '' : `<blockquote lang="${escaped(locale)}">${escaped(passage)}</blockquote>`
  return `<section><h3>Nearest is “${escaped(title)}”</h3><p class="note">${escaped(id)}, ${escaped(locale)}; likeness ${score.toFixed(2)} of 1. ${escaped(sentence(why))}</p>${quote}${facts}</section>`
}

function recent({ recent: lately }: ReportedGap, { settings }: GapReport): string {
  if (!lately || !settings) return ''
  return `<dt>Last ${count(settings.days)} days</dt><dd>${count(lately.volume)} questions from ${count(lately.customers)} customers</dd>`
}

function readers({ votes }: ReportedGap): string {
  if (!votes) return ''
  const { helpful, unhelpful, low, high, sinceChange } = votes
  return `<dt>Its readers</dt><dd>It helped ${count(helpful)} of ${count(helpful + unhelpful)}${sinceChange ? ' since it was last changed' : ''}; of all readers between ${percent(low)} and ${percent(high)}</dd>`
}

/** With its full stop, whether it was written as a sentence or as a clause. */
function sentence(text: string): string {
  return text === '' ? '' : capital(/[.!?]$/.test(text) ? text : `${text}.`)
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, n]) => `${escaped(name)} ${count(n)}`)
    .join(', ')
}

function stateWord(state: string): string {
  return state === 'open' ? 'New' : capital(state)
}

function anchor(gap: ReportedGap): string {
  return `gap-${gap.id.replace(/[^\w-]/g, '-')}`
}

/** The title is one of the samples, or made from one: their language tells a screen reader how to say it. */
function langOf(gap: ReportedGap): string {
  const language =
    gap.samples.find(({ text }) => text.includes(gap.title))?.language ?? gap.samples[0]?.language
  return language && language !== 'en' ? ` lang="${escaped(language)}"` : ''
}
