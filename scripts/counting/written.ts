import { csvCell } from '#core/csv.ts'
import { samplesKept, type TermCount } from './contract.ts'

/** How counts are written: what stands before all rows, and one row. */
export interface Written {
  readonly header: string
  row(count: TermCount): string
}

const columns = ['term', 'segment', 'week', 'df', 'first_seen'] as const

export const formats: Readonly<Record<'ndjson' | 'csv', Written>> = {
  ndjson: {
    header: '',
    row: ({ term, segment, week, df, first_seen, samples }) =>
      `${JSON.stringify({ term, segment, week, df, first_seen, samples })}\n`,
  },
  /** For spreadsheets: every sample has a column. */
  csv: {
    header: `${[...columns, ...Array.from({ length: samplesKept }, (_, at) => `sample_${at + 1}`)].map(csvCell).join(',')}\r\n`,
    row: (count) =>
      `${[...columns.map((name) => count[name]), ...Array.from({ length: samplesKept }, (_, at) => count.samples[at] ?? '')].map(csvCell).join(',')}\r\n`,
  },
}
