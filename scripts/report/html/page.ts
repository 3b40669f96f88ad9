import { createHash } from 'node:crypto'
import { grouped } from '#content/language/formats.ts'
import { escaped } from '#scripts/report/escaped.ts'
import { explanations } from '#scripts/report/explanations.ts'
import { type GapReport, headline, leftOutInWords } from '#scripts/report/gap-report.ts'
import { capital, inWords, longDay } from '#scripts/report/in-words.ts'
import { stateMarks } from '#scripts/report/marks.ts'
import { filters, onPaper } from './filters.ts'
import { gapSection } from './gap.ts'
import { gapList, told } from './list.ts'
import { overview, worthSpreading } from './overview.ts'
import { reportStyle } from './style.ts'

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
<p>${lead(report)}${leftOut(report)}</p>
${onSheets(report.gaps.length)}
</header>
${report.gaps.length > 0 ? `${contents(report)}\n${filters(report).form}\n${gapList(report)}` : ''}
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

/** Gaps that have charts even when fewer hold half of the questions, and at the most: the long tail is described in words. */
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
    gaps > told ? ` The first ${grouped(told)} are told here; the list above has all ${grouped(gaps)}.` : ''
  return `<p class="note">The first ${grouped(drawn)} with charts, the others in words, so that the page stays light.${rest} All figures of every gap are in report.json and report.csv, which npm run report writes beside this page.</p>`
}

/** What paper leaves out. A filter chosen on the screen holds on paper too. */
function onSheets(gaps: number): string {
  if (gaps === 0) return ''
  const which =
    gaps > onPaper
      ? `every gap has its line, and the first ${grouped(onPaper)} of the list are told; the page on a screen tells the others, too`
      : 'every gap is told'
  return `<p class="note paper">On paper ${which}. Left out are why the nearest article is not enough where the list names it, its passage, most of the customers’ words, and tables of what pictures show.</p>`
}

function contents({ gaps, changes, terms, words, done }: GapReport): string {
  const parts = [
    ['main', 'The list'],
    ...(gaps.length >= worthSpreading ? [['spread', 'How it is spread']] : []),
    ...[
      ['segments', 'Who asks what'],
      ['written', 'What is written'],
      ...(words.length > 0 ? [['lacking', 'Words no article has']] : []),
      ...(terms.length > 0 ? [['words', 'Searched for in vain']] : []),
      ...(done.length > 0 ? [['done', 'Done']] : []),
      ...(changes.length > 0 ? [['changes', 'What changed']] : []),
      ['each', gaps.length === 1 ? 'The gap' : 'Each gap'],
      ['reading', 'How to read this'],
    ],
  ]
  const links = parts.map(([id, name]) => `<a href="#${id}">${name}</a>`)
  return `<nav class="ways" aria-label="In this report">${links.join('')}</nav>`
}

const leftOut = (report: GapReport): string => {
  const words = leftOutInWords(report)
  return words === '' ? '' : ` ${words}`
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
  return `${what} customers asked ${span} that no article answers well enough: ${grouped(open)} of ${grouped(tickets)} questions, those first that most people ask and least is written about.${growing}`
}

/** Why there is nothing, and what to do next. */
function nothing({ tickets, settings }: GapReport, span: string): string {
  if (tickets === 0)
    return 'No questions have been read yet. Import some, then mine again: npm run import, npm run mine.'
  const enough = settings
    ? `was asked ${grouped(settings.minTickets)} times by ${grouped(settings.minCustomers)} people`
    : 'was asked often enough'
  return `Of ${grouped(tickets)} questions asked ${span}, none that ${enough} lacks an article. To see what fewer people ask: npm run mine -- --min-tickets 3 --min-customers 2.`
}

function reading({ settings, gaps }: GapReport): string {
  const terms = Object.values(explanations).map(([term, says]) => `<dt>${term}</dt><dd>${escaped(says)}</dd>`)
  const enough = settings
    ? `<dt>What is a gap</dt><dd>A topic that no article answers well enough, asked at least ${grouped(settings.minTickets)} times by ${grouped(settings.minCustomers)} people or more within ${grouped(settings.days)} days.</dd>`
    : ''
  return `<section class="part" id="reading" aria-labelledby="reading-t"><h2 id="reading-t">How to read this</h2><dl class="terms">${enough}${gaps.length > 0 ? terms.join('') : ''}</dl></section>`
}
