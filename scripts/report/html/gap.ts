import { grouped } from '#content/language/formats.ts'
import { changeNote } from '#core/gaps/changes.ts'
import { saidElsewhere } from '#core/gaps/demand-in-words.ts'
import { paceOf } from '#core/gaps/figures.ts'
import { kindMeaning } from '#core/gaps/kind.ts'
import { liftPlot, weekBars } from '#scripts/report/charts.ts'
import { escaped } from '#scripts/report/escaped.ts'
import { term } from '#scripts/report/explanations.ts'
import { askedIn, asksMore, type GapReport, type ReportedGap } from '#scripts/report/gap-report.ts'
import { capital, inWords, longDay, percent, times } from '#scripts/report/in-words.ts'
import { rowClasses } from './filters.ts'

/** Samples that mining keeps of a gap. */
const allSamples = 6

/** Everything of one gap, below the list; without charts the same in fewer words, for the long tail. */
export function gapSection(gap: ReportedGap, report: GapReport, charts: boolean): string {
  const seen =
    gap.firstSeen && gap.lastSeen
      ? `, first on ${longDay(gap.firstSeen)}, last on ${longDay(gap.lastSeen)}`
      : ''
  const became = changeNote(gap.id, report.changes)
  const asked = askedIn(gap) && `: ${escaped(askedIn(gap))}`
  const head = `<h3 id="${anchor(gap)}-t"><span class="rank">${gap.rank}</span><span class="says"${langOf(gap)}>${escaped(gap.title)}</span></h3>
<p class="note">${term('kind', escaped(kindMeaning(gap.kind)))}. ${became && `${became}. `}${term('asked', `${grouped(gap.volume)} questions`)} from ${term('customers', `${grouped(gap.customers)} customers`)}${seen}${asked}. <a href="#main">Back to the list</a></p>${partsInWords(gap)}`
  const body = charts
    ? `<div>${words(gap, allSamples)}${article(gap, report)}</div>
<div>${weeks(gap, report.asOf)}${lifts(gap, report)}</div>`
    : `<div>${words(gap, 3)}</div>
<div>${nearestInWords(gap)}${factsInWords(gap, report)}</div>`
  return `<section class="gap${charts ? '' : ' short'} ${rowClasses(gap, report)}" id="${anchor(gap)}" aria-labelledby="${anchor(gap)}-t">
${head}
<div class="cols">
${body}
</div>
</section>`
}

function words(gap: ReportedGap, most: number): string {
  const shown = gap.samples.slice(0, most)
  const items = shown.map(({ text, language, ...where }) => {
    const from = whereSaid(where, most === allSamples)
    const says = `class="says" lang="${escaped(language)}">${escaped(text)}`
    return from === '' ? `<li ${says}</li>` : `<li><p ${says}</p>${from}</li>`
  })
  return `<section><h4>In their words</h4><p class="note">${term('samples', `${shown.length} of ${grouped(gap.volume)}`)}. Words they share: ${gap.keywords.map(escaped).join(', ')}</p><ul class="words">${items.join('')}</ul></section>`
}

/** Where a sample was said: the ticket's address, else, where there is room for it, its id. */
function whereSaid(
  { kind, ticket, url }: Pick<ReportedGap['samples'][number], 'kind' | 'ticket' | 'url'>,
  roomy: boolean,
): string {
  if (kind) return `<p class="note">${escaped(saidElsewhere[kind] ?? kind)}</p>`
  if (url) return `<p class="note"><a href="${escaped(url)}">Open the ticket</a></p>`
  return roomy ? `<p class="note">${escaped(ticket)}</p>` : ''
}

/** What was joined, so that a person can judge it. */
function partsInWords({ parts }: ReportedGap): string {
  if (parts.length < 2) return ''
  const said = parts.map(
    ({ language, title, questions }) =>
      `<span class="says" lang="${escaped(language)}">${escaped(title)}</span> (${escaped(language)}, ${grouped(questions)})`,
  )
  return `<p class="note">One question in ${inWords(parts.length)} languages: ${said.join(', ')}</p>`
}

function weeks(gap: ReportedGap, asOf: string): string {
  const note = `Questions a week, by the day each week begins${gap.fast ? '; the last four weeks in colour' : ''}`
  return `<section><h4>${term('pace', weeksFinding(gap))}</h4><p class="note weeks-note">${note}</p>${weekBars(gap.weeks, { asOf, fast: gap.fast })}</section>`
}

const paces = {
  few: 'Too few to tell a trend',
  more: 'Asked more and more',
  less: 'Asked less and less',
  steady: 'Asked steadily',
} as const

function weeksFinding(gap: ReportedGap): string {
  const { weeks } = gap
  const lately = weeks.slice(-4).reduce((sum, n) => sum + n, 0)
  const earlier = weeks.slice(-8, -4).reduce((sum, n) => sum + n, 0)
  return `${paces[paceOf(gap)]}: ${grouped(lately)} in the last four weeks, ${grouped(earlier)} in the four before`
}

function lifts(gap: ReportedGap, { segments }: GapReport): string {
  const held =
    gap.withheld.length === 0
      ? ''
      : `<p class="note">${term('who', 'Withheld')}: ${gap.withheld.map((id) => escaped(segments[id] ?? id)).join(', ')}</p>`
  if (gap.segments.length === 0)
    return `<section><h4>${held === '' ? 'Nothing is known of who asks' : 'Who asks cannot be shown'}</h4>${held}</section>`
  const [first] = asksMore(gap)
  const finding = first
    ? `${escaped(segments[first.segment] ?? first.segment)}: asked ${times(first.lift)} as often as by everyone else`
    : 'No segment clearly asks more than the others'
  const rows = gap.segments
    .toSorted((a, b) => b.lift - a.lift)
    .map((one) => {
      const { segment, lift, low, high, tickets } = one
      return `<tr><th scope="row">${escaped(segments[segment] ?? segment)}</th><td class="plot">${liftPlot(one)}</td><td class="num"><b>${times(lift)}</b></td><td class="num few">${low.toFixed(1)} to ${high.toFixed(1)}</td><td class="num few">${grouped(tickets)}</td></tr>`
    })
  return `<section><h4>${finding}</h4><p class="note lift-note">Compared with all other customers; the line is the 95% interval</p>
<table class="lift"><thead><tr><th scope="col">Segment</th><th scope="col"><span class="vh">Plot, </span><span class="scale"><span>0.1×</span><span>1×</span><span>10×</span></span></th><th scope="col" class="num">${term('lift')}</th><th scope="col" class="num">${term('interval')}</th><th scope="col" class="num">${term('asked')}</th></tr></thead><tbody>${rows.join('')}</tbody></table>${held}</section>`
}

function article(gap: ReportedGap, report: GapReport): string {
  const languages = listed(gap.languages)
  const channels = listed(gap.channels)
  const facts = `<dl class="facts"><dt>${term('languages')}</dt><dd>${languages}</dd><dt>${term('channels')}</dt><dd>${channels || 'not known'}</dd>${recent(gap, report)}${value(gap)}${readers(gap)}<dt>${term('id')}</dt><dd>${escaped(gap.id)}</dd></dl>`
  if (!gap.nearest) return `<section><h4>No article comes near</h4>${facts}</section>`
  const { passage, locale } = gap.nearest
  const quote = passage === '' ? '' : `<blockquote lang="${escaped(locale)}">${escaped(passage)}</blockquote>`
  return `<section>${nearestInWords(gap)}${quote}${facts}</section>`
}

function nearestInWords({ nearest }: ReportedGap): string {
  if (!nearest) return '<h4>No article comes near</h4>'
  const { title, why, locale, article: id, score } = nearest
  return `<h4>Nearest is “${escaped(title)}”</h4><p class="note">${escaped(id)}, ${escaped(locale)}; ${term('likeness', `likeness ${score.toFixed(2)} of 1`)}. ${escaped(sentence(why))}</p>`
}

/** What the charts show, as a list. */
function factsInWords(gap: ReportedGap, report: GapReport): string {
  const { segments } = report
  const name = (id: string) => escaped(segments[id] ?? id)
  const asking = asksMore(gap).map(
    ({ segment, lift, low, high }) =>
      `${name(segment)} ${times(lift)} (${low.toFixed(1)} to ${high.toFixed(1)})`,
  )
  const who = asking.length > 0 ? asking.join(', ') : 'no segment clearly'
  return `<dl class="facts"><dt>${term('pace', '12 weeks')}</dt><dd>${weeksFinding(gap)}</dd><dt>${term('who')}</dt><dd>${who}</dd>${recent(gap, report)}${value(gap)}${readers(gap)}<dt>${term('id')}</dt><dd>${escaped(gap.id)}</dd></dl>`
}

function value(gap: ReportedGap): string {
  return gap.value > 1 ? `<dt>${term('value')}</dt><dd>${gap.value.toFixed(1)} of 5</dd>` : ''
}

function recent({ recent: lately }: ReportedGap, { settings }: GapReport): string {
  if (!lately || !settings) return ''
  return `<dt>${term('recent', `Last ${grouped(settings.days)} days`)}</dt><dd>${grouped(lately.volume)} questions from ${grouped(lately.customers)} customers</dd>`
}

function readers({ votes }: ReportedGap): string {
  if (!votes) return ''
  const { helpful, unhelpful, low, high, sinceChange } = votes
  return `<dt>${term('readers')}</dt><dd>It helped ${grouped(helpful)} of ${grouped(helpful + unhelpful)}${sinceChange ? ' since it was last changed' : ''}; of all readers between ${percent(low)} and ${percent(high)}</dd>`
}

/** With its full stop, whether it was written as a sentence or as a clause. */
function sentence(text: string): string {
  return text === '' ? '' : capital(/[.!?]$/.test(text) ? text : `${text}.`)
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, n]) => `${escaped(name)} ${grouped(n)}`)
    .join(', ')
}

/** A gap's title, leading to what is told of it. */
export function gapLink(gap: ReportedGap): string {
  return `<a class="says"${langOf(gap)} href="#${anchor(gap)}">${escaped(gap.title)}</a>`
}

export function anchor(gap: ReportedGap): string {
  return `gap-${gap.id.replace(/[^\w-]/g, '-')}`
}

/** The title is one of the samples, or made from one: their language tells a screen reader how to say it. */
export function langOf(gap: ReportedGap): string {
  const language =
    gap.samples.find(({ text }) => text.includes(gap.title))?.language ?? gap.samples[0]?.language
  return language && language !== 'en' ? ` lang="${escaped(language)}"` : ''
}
