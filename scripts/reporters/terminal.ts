import { asksMore, count, type GapReport, headline, longDay, percent, times } from './gap-report.ts'

/** Gaps listed on the terminal; the page has them all. */
const listed = 10

export function terminalReport(report: GapReport): string {
  const { gaps, tickets, open, asOf, segments } = report
  const lines = [
    `${headline(report)}.`,
    `${count(gaps.length)} gaps hold ${count(open)} of ${count(tickets)} tickets up to ${longDay(asOf)}.`,
  ]
  for (const gap of gaps.slice(0, listed)) {
    const more = asksMore(gap)
      .slice(0, 2)
      .map(({ segment, lift }) => `${segments[segment] ?? segment} ${times(lift)}`)
      .join(', ')
    // Control signs in a customer's words must not reach the terminal.
    const title = gap.title.replace(/\p{Cc}/gu, ' ').slice(0, 70)
    lines.push(
      `${String(gap.rank).padStart(3)}  ${count(gap.volume).padStart(6)}  ${percent(gap.upTo).padStart(4)}  ${title}${more && `  (${more})`}`,
    )
  }
  return lines.join('\n')
}
