import { grouped } from '#content/language/formats.ts'
import { fewestShown } from '#core/gaps/figures.ts'
import { kindMeaning } from '#core/gaps/kind.ts'
import {
  askedIn,
  asksMore,
  byKind,
  type GapReport,
  headline,
  leftOutInWords,
  type ReportedGap,
} from './gap-report.ts'
import { longDay, percent, plain, shortened, times } from './in-words.ts'

/** Rows a reviewer still reads. */
const listed = 15

export interface MarkdownPlace {
  /** How `articles/` is reached from where the text will stand: a relative path or an address, with a slash at its end. */
  readonly articles: string
  /** Files of articles below it by `<locale>/<id>`: they may end in `.md` or `.mdx`. */
  readonly files: ReadonlyMap<string, string>
}

/** For a pull request: short, and only words of ours can be marks, links or mentions. */
export function markdownReport(report: GapReport, place: MarkdownPlace): string {
  const { gaps, open, tickets, asOf, line } = report
  const rest = gaps.length - listed
  return `${[
    `## ${safe(headline(report))}`,
    `${safe(report.name)}, up to ${longDay(asOf)}: ${grouped(gaps.length)} gaps hold ${grouped(open)} of ${grouped(tickets)} questions${line > 0 && line < gaps.length ? `; the first ${grouped(line)} hold half of those` : ''}.`,
    ...(leftOutInWords(report) === '' ? [] : [leftOutInWords(report)]),
    ...(gaps.length > 0 ? [kinds(report), table(report, place)] : []),
    ...(rest > 0
      ? [
          `The first ${listed} of ${grouped(gaps.length)} gaps. All of them are in the report’s other files: \`index.html\`, \`report.csv\`, \`report.json\`.`,
        ]
      : []),
    `Titles are customers’ own words, redacted. “Who asks more” is the lift over everyone else; only lifts whose 95% interval lies above 1× are named, and figures from fewer than ${fewestShown} questions are withheld, with another small one where that would be the only one.`,
  ].join('\n\n')}\n`
}

function kinds(report: GapReport): string {
  const rows = byKind(report).map(
    ({ kind, gaps, volume }) => `| ${safe(kindMeaning(kind))} | ${grouped(gaps)} | ${grouped(volume)} |`,
  )
  return ['| Kind | Gaps | Questions |', '| --- | ---: | ---: |', ...rows].join('\n')
}

function table(report: GapReport, place: MarkdownPlace): string {
  const rows = report.gaps.slice(0, listed).map((gap) => {
    const cells = [
      String(gap.rank),
      `“${safe(shortened(gap.title, 90))}”`,
      safe(kindMeaning(gap.kind)),
      [grouped(gap.volume), safe(askedIn(gap))].filter(Boolean).join(': '),
      percent(gap.upTo),
      who(gap, report),
      nearest(gap, place),
      gap.state === 'open' ? 'new' : gap.state,
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    '| # | As customers say it | Kind | Asked | Adds up to | Who asks more | Nearest article | State |',
    '| ---: | --- | --- | ---: | ---: | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

function who(gap: ReportedGap, { segments }: GapReport): string {
  const more = asksMore(gap).slice(0, 2)
  if (more.length === 0) return 'none clearly'
  return more.map(({ segment, lift }) => `${safe(segments[segment] ?? segment)} ${times(lift)}`).join(', ')
}

/** Only an article that there is, in a file of the expected form, becomes a link. */
function nearest({ nearest: found }: ReportedGap, { articles, files }: MarkdownPlace): string {
  if (!found) return 'none comes near'
  const { article, locale, title } = found
  const file = files.get(`${locale}/${article}`)
  if (!file || !/^[\w-]+(?:\/\w[\w-]*){2,3}\.mdx?$/.test(file)) return safe(title)
  return `[${safe(title)}](${articles}${file})`
}

/**
 * The only way of a foreign text into Markdown: one line on which nothing is a mark, a tag, a link, a cell, a mention
 * or the number of an issue.
 */
export function safe(text: string): string {
  return (
    plain(text)
      .replace(/[\s\u2028\u2029]+/g, ' ')
      .trim()
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[\\`*_{}[\]()#+!|~^$=-]/g, '\\$&')
      // A word joiner shows as nothing and keeps hosts from making links and mentions of plain words.
      .replace(/@/g, '@\u2060')
      .replace(/:\/\//g, ':\u2060//')
      .replace(/www\./gi, (word) => `${word.slice(0, 3)}\u2060.`)
  )
}
