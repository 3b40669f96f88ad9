import { csvOf } from '#core/csv.ts'
import type { GapReport } from './gap-report.ts'

/** For a spreadsheet: one gap a row. */
export function csvReport({ gaps, languages }: GapReport): string {
  const header = ['rank', 'id', 'kind', 'state', 'title', 'tickets', 'customers', 'adds up to', 'trend']
  header.push(
    'first seen',
    'last seen',
    ...languages,
    'who asks more',
    'segments withheld',
    'asked in',
    'value',
    'keywords',
    'nearest article',
    'score',
    'why',
  )
  const rows = gaps.map((gap) => [
    ...[gap.rank, gap.id, gap.kind, gap.state, gap.title, gap.volume, gap.customers],
    ...[gap.upTo.toFixed(4), gap.trend.toFixed(2), gap.firstSeen ?? '', gap.lastSeen ?? ''],
    ...languages.map((language) => gap.languages[language] ?? 0),
    gap.segments
      .filter(({ low }) => low > 1)
      .map(({ segment, lift }) => `${segment} ${lift.toFixed(1)}x`)
      .join('; '),
    gap.withheld.join('; '),
    Object.entries(gap.asked)
      .map(([kind, n]) => `${kind} ${n}`)
      .join('; '),
    gap.value.toFixed(2),
    gap.keywords.join('; '),
    gap.nearest?.article ?? '',
    gap.nearest?.score.toFixed(3) ?? '',
    gap.nearest?.why ?? '',
  ])
  return csvOf([header, ...rows])
}
