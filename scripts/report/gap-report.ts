import type { GapRow, RunRow } from '#api/storage/tickets-schema.ts'
import { grouped } from '#content/language/formats.ts'
import type { MatrixCell } from '#content/library/coverage-matrix.ts'
import { askedInWords } from '#core/gaps/demand-in-words.ts'
import { growingFast, shownOf } from '#core/gaps/figures.ts'
import type { GapSample, SegmentLift } from '#core/gaps/mined.ts'
import { type Place, partOf, rankedList } from '#core/gaps/ranked.ts'
import type { GapState } from '#core/gaps/state.ts'
import { capital, inWords } from './in-words.ts'

/** Everything the report says, in one plain value: the reporters only write it down. */
export interface GapReport {
  /** The company's name. */
  readonly name: string
  readonly brand: { readonly hue: number; readonly chroma: number }
  /** `YYYY-MM-DD`: the "now" of all trends. */
  readonly asOf: string
  /** Day of the oldest ticket. */
  readonly since: string
  /** All tickets that count. */
  readonly tickets: number
  /** Questions in {@link gaps}. */
  readonly open: number
  /** The gaps up to here hold half of {@link open}. */
  readonly line: number
  /** Languages worth a column: the site's, then others by use. */
  readonly languages: readonly string[]
  /** Segment id → label. */
  readonly segments: Readonly<Record<string, string>>
  /** Category id → label, in the editors' order. */
  readonly categories: Readonly<Record<string, string>>
  /** Segment × category × locale: what is written today. */
  readonly matrix: readonly MatrixCell[]
  /** How much had to be asked to become a gap; null in runs of an older version. */
  readonly settings: RunRow['settings']
  /** What became of earlier gaps since the mining before. */
  readonly changes: RunRow['changes']
  /** Words searched for in vain. */
  readonly terms: RunRow['terms']
  /** Words that customers write and no article of their language has, most tickets first. */
  readonly words: readonly ReportedWord[]
  /** Tickets that ask nothing, by why; empty in runs of an older version. */
  readonly leftOut: RunRow['leftOut']
  /** What is to do, the most pressing first. */
  readonly gaps: readonly ReportedGap[]
  /** Gaps that have their answer, or are the product's, most asked first. */
  readonly done: readonly DoneGap[]
}

export interface DoneGap {
  readonly id: string
  readonly title: string
  readonly volume: number
  readonly languages: Readonly<Record<string, number>>
  readonly state: GapState
}

export interface ReportedWord {
  /** As most customers spell it. */
  readonly word: string
  readonly language: string
  readonly tickets: number
  readonly customers: number
  /** Segments whose figures may be shown … */
  readonly segments: readonly SegmentLift[]
  /** … and ids of those whose may not. */
  readonly withheld: readonly string[]
  /** Ids of the listed gaps that have most of these tickets, most first. */
  readonly gaps: readonly string[]
}

export interface ReportedGap extends Omit<GapRow, 'run' | 'segments' | 'samples' | 'rank'>, Place {
  /** With the ticket's address in the help desk, where the export had one. */
  readonly samples: readonly (GapSample & { readonly url?: string })[]
  /** Only those with {@link fewestShown} questions or more. */
  readonly segments: readonly SegmentLift[]
  /** Ids of segments that asked, but too little for their figures to be shown. */
  readonly withheld: readonly string[]
  readonly state: GapState
  /** Grows fast enough to deserve the eye. */
  readonly fast: boolean
}

export interface ReportFacts
  extends Omit<GapReport, 'open' | 'line' | 'gaps' | 'done' | 'languages' | 'words'> {
  readonly words: RunRow['words']
  readonly locales: readonly string[]
  readonly gaps: readonly GapRow[]
  readonly states: ReadonlyMap<string, GapState>
  /** Ticket → its address in the help desk. */
  readonly addresses: ReadonlyMap<string, string>
}

/** Puts the report together; pure, so that the same facts give the same bytes. Gaps that somebody put away are left out. */
export function gapReport({ gaps, states, locales, words, addresses, ...rest }: ReportFacts): GapReport {
  const stateOf = ({ id }: Pick<GapRow, 'id'>) => states.get(id) ?? 'open'
  const inOrder = gaps.toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
  const { gaps: ranked, open, line } = rankedList(inOrder.filter((gap) => partOf(stateOf(gap)) === 'open'))
  const quick = growingFast(ranked)
  const reported = ranked.map(({ run: _, segments, samples, parts, ...gap }): ReportedGap => {
    const { shown: known, withheld } = shownOf(segments)
    const linked = samples.map((sample) => {
      const url = addresses.get(sample.ticket)
      return url ? { ...sample, url } : sample
    })
    const figures = { segments: known, withheld, state: stateOf(gap), fast: quick.has(gap.id) }
    return { ...gap, ...figures, samples: linked, parts: parts.map(({ tickets: __, ...part }) => part) }
  })
  const done = inOrder
    .filter((gap) => partOf(stateOf(gap)) === 'done')
    .toSorted((a, b) => b.volume - a.volume)
    .map((gap): DoneGap => {
      const { id, title, volume, languages } = gap
      return { id, title, volume, languages, state: stateOf(gap) }
    })
  const ids = new Set(reported.map(({ id }) => id))
  return {
    ...{ ...rest, open, line, languages: languagesOf(reported, locales), gaps: reported, done },
    words: words.map(({ segments, ...word }): ReportedWord => {
      const { shown: known, withheld } = shownOf(segments)
      return { ...word, segments: known, withheld, gaps: word.gaps.filter((id) => ids.has(id)) }
    }),
  }
}

/** More columns than these do not fit a page. */
const mostLanguages = 4

function languagesOf(gaps: readonly ReportedGap[], locales: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const { languages } of gaps) {
    for (const [language, n] of Object.entries(languages))
      counts.set(language, (counts.get(language) ?? 0) + n)
  }
  const others = [...counts.keys()]
    .filter((language) => !locales.includes(language))
    .sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1))
  return [...locales, ...others].slice(0, mostLanguages)
}

/** Gaps by kind, largest first. */
export function byKind({ gaps }: Pick<GapReport, 'gaps'>): { kind: string; gaps: number; volume: number }[] {
  const kinds = Map.groupBy(gaps, ({ kind }) => kind)
  return [...kinds]
    .map(([kind, of]) => ({ kind, gaps: of.length, volume: of.reduce((sum, gap) => sum + gap.volume, 0) }))
    .toSorted((a, b) => b.volume - a.volume || (a.kind < b.kind ? -1 : 1))
}

/** "290 tickets, 12 searches in vain"; '' when there are only tickets, and in runs of an older version. */
export function askedIn({ asked, volume }: Pick<GapRow, 'asked' | 'volume'>): string {
  return asked['ticket'] === volume ? '' : askedInWords(asked)
}

/** Segments that clearly ask more, strongest first: only where the interval lies above 1×. */
export function asksMore(gap: ReportedGap): ReportedGap['segments'] {
  return gap.segments.filter(({ low }) => low > 1).toSorted((a, b) => b.lift - a.lift)
}

/** The finding, as one sentence. */
export function headline({ gaps, line, open }: GapReport): string {
  if (gaps.length === 0 || open === 0) return 'Nothing that customers asked is missing'
  if (gaps.length === 1) return 'One answer is missing'
  if (line === gaps.length) return `${capital(inWords(gaps.length))} answers are missing`
  return `${capital(inWords(line))} ${line === 1 ? 'answer' : 'answers'} would settle half of what is open`
}

const leftOutWords: Readonly<Record<string, string>> = {
  thanks: 'only say thanks',
  'too little': 'say too little to tell',
  absence: 'are notes of absence',
  sales: 'are sales mails',
}

/** "Left out, because they ask nothing: 60 tickets that only say thanks."; '' when there are none. */
export function leftOutInWords({ leftOut }: Pick<GapReport, 'leftOut'>): string {
  const parts = Object.entries(leftOut)
    .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([why, n]) => `${grouped(n)} ${leftOutWords[why] ?? why}`)
  return parts.length > 0 ? `Left out, because they ask nothing: of the tickets ${parts.join(', ')}.` : ''
}
