import type { GapReport } from './gap-report.ts'

/** For other programs: everything the page shows. `gap-report.schema.json` describes it; a change of meaning counts up. */
export const jsonFormat = 'kindred-gap-report/1'

export function jsonReport(report: GapReport): string {
  return `${JSON.stringify({ format: jsonFormat, ...report }, null, 2)}\n`
}
