import { wilson } from './wilson.ts'

/** A share of one week beside the four weeks before. */
export interface WeeklyShare {
  /** As people read it: "Searches that end in reading". */
  readonly name: string
  readonly week: Share
  readonly before: Share
}

interface Share {
  readonly yes: number
  readonly of: number
}

export interface DigestFacts {
  readonly site: string
  /** Last day of the week, `YYYY-MM-DD`. */
  readonly until: string
  readonly shares: readonly WeeklyShare[]
  /** Searches that end in reading, by segment label, over the five weeks. */
  readonly segments: readonly ({ readonly label: string } & Share)[]
  /** Satisfaction with answers (CSAT). */
  readonly satisfied: Omit<WeeklyShare, 'name'>
  /** Gaps to decide about, most pressing first; `growing` as the list marks them. */
  readonly gaps: readonly {
    readonly title: string
    readonly url: string
    readonly volume: number
    readonly growing: boolean
  }[]
  /** Address of the insights. */
  readonly insights: string
}

export interface Digest {
  /** What somebody should look at, one sentence each; empty in a quiet week. */
  readonly alerts: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Counts below ten could point at a person, and say nothing. */
const fewest = 10

/** Gaps of the list that are named. */
const named = 5

/** The week in words, as a mail: what changed, and what somebody should look at. */
export function digestOf(facts: DigestFacts): Digest {
  const { site, until, shares, gaps, insights } = facts
  const alerts = alertsOf(facts)
  const lines = shares
    .filter(({ week, before }) => week.of >= fewest || before.of >= fewest)
    .map(({ name, week, before }) => [name, said(week), said(before)] as const)
  const top = gaps.slice(0, named)
  const text = [
    `${site}, the week to ${until}`,
    '',
    ...(alerts.length > 0 ? ['To look at:', ...alerts.map((alert) => `- ${alert}`), ''] : []),
    ...lines.map(([name, week, before]) => `${name}: ${week} (four weeks before: ${before})`),
    '',
    ...(top.length > 0 ? ['Most pressing gaps:'] : []),
    ...top.map(({ title, volume, url }) => `- ${title}: ${volume} questions\n  ${url}`),
    '',
    `All figures, with intervals: ${insights}`,
    '',
  ].join('\n')
  const html = [
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Digest</title>',
    `<h1>${escaped(site)}, the week to ${until}</h1>`,
    alerts.length > 0
      ? `<h2>To look at</h2><ul>${alerts.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`
      : '',
    '<table><thead><tr><th align="left">Share</th><th>This week</th><th>Four weeks before</th></tr></thead><tbody>',
    ...lines.map(
      ([name, week, before]) =>
        `<tr><th align="left" scope="row">${escaped(name)}</th><td>${week}</td><td>${before}</td></tr>`,
    ),
    '</tbody></table>',
    top.length > 0 ? '<h2>Most pressing gaps</h2><ol>' : '',
    ...top.map(
      ({ title, volume, url }) =>
        `<li><a href="${escaped(url)}">${escaped(title)}</a>: ${volume} questions</li>`,
    ),
    top.length > 0 ? '</ol>' : '',
    `<p><a href="${escaped(insights)}">All figures, with intervals</a></p></html>`,
  ].join('\n')
  const subject = `[${site}] ${alerts[0] ?? `The week to ${until}: nothing to look at`}`
  return { alerts, subject, text, html }
}

/** "72 % of 130"; withheld below ten. */
function said({ yes, of }: Share): string {
  return of < fewest ? 'fewer than ten' : `${Math.round((100 * yes) / of)} % of ${of}`
}

/**
 * A gap that grows fast, a segment whose searches end in reading less often than everybody's, satisfaction that fell:
 * the latter two only where the 95 % intervals (Wilson) lie apart.
 */
function alertsOf({ gaps, segments, satisfied }: DigestFacts): string[] {
  const alerts = gaps
    .filter(({ growing }) => growing)
    .map(({ title, volume }) => `A gap is growing fast: ${title} (${volume} questions).`)
  for (const { label, yes, of } of segments) {
    const rest = segments.filter((one) => one.label !== label)
    const others = { yes: sum(rest.map((one) => one.yes)), of: sum(rest.map((one) => one.of)) }
    if (of < fewest || others.of < fewest) continue
    if (wilson(yes, of).high < wilson(others.yes, others.of).low)
      alerts.push(
        `${label} finds less than the others: ${said({ yes, of })} searches end in reading, of the others ${said(others)}.`,
      )
  }
  const { week, before } = satisfied
  if (
    week.of >= fewest &&
    before.of >= fewest &&
    wilson(week.yes, week.of).high < wilson(before.yes, before.of).low
  )
    alerts.push(`Satisfaction fell: ${said(week)}, in the four weeks before ${said(before)}.`)
  return alerts
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
}
