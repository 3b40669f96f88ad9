import { grouped } from '#content/language/formats.ts'
import { asksMore, type GapReport, headline, leftOutInWords } from './gap-report.ts'
import { longDay, percent, plain, times } from './in-words.ts'

/** Gaps listed on the terminal; the page has them all. */
const listed = 10
/** Columns of the narrowest terminal still in use. */
const width = 80

/** A table of 80 columns that needs no colour. */
export function terminalReport(report: GapReport): string {
  const { gaps, tickets, open, asOf, segments } = report
  const lines = [
    ...wrapped(`${headline(report)}.`),
    ...wrapped(
      `${grouped(gaps.length)} gaps hold ${grouped(open)} of ${grouped(tickets)} tickets up to ${longDay(asOf)}. ${leftOutInWords(report)}`.trim(),
    ),
  ]
  if (gaps.length === 0) return lines.join('\n')
  const row = (rank: string, asked: string, upTo: string, title: string, who: string) =>
    `${rank.padStart(3)} ${asked.padStart(6)} ${upTo.padStart(5)}  ${column(title, 38)}  ${column(who, 22)}`.trimEnd()
  lines.push('', row('#', 'Asked', 'Sum', 'As customers say it', 'Who asks more'), '-'.repeat(width - 1))
  for (const gap of gaps.slice(0, listed)) {
    const [first] = asksMore(gap)
    const who = first ? `${segments[first.segment] ?? first.segment} ${times(first.lift)}` : 'none clearly'
    lines.push(row(String(gap.rank), grouped(gap.volume), percent(gap.upTo), gap.title, who))
    if (gap.rank === report.line && gap.rank < gaps.length)
      lines.push('--- half of what is open is above ---')
  }
  if (gaps.length > listed)
    lines.push(
      `    ${grouped(gaps.length - listed)} more in the report's files, all ${grouped(gaps.length)} with every figure.`,
    )
  return lines.join('\n')
}

/** Exactly `columns` wide. Control signs in a customer's words must not reach the terminal. */
function column(text: string, columns: number): string {
  const clean = plain(text).replace(/\p{Cf}/gu, '')
  let used = 0
  let out = ''
  for (const { segment } of new Intl.Segmenter('en').segment(clean)) {
    // Wide signs take two columns: East Asian and emoji.
    const takes =
      /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(
        segment,
      )
        ? 2
        : 1
    if (used + takes > columns - 1 && clean.length > out.length + segment.length) {
      return `${out}…`.padEnd(out.length + columns - used)
    }
    out += segment
    used += takes
  }
  return out + ' '.repeat(Math.max(0, columns - used))
}

function wrapped(text: string): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}
