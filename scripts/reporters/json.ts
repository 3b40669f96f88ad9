import type { GapReport } from './gap-report.ts'

/** For other programs: everything the page shows. */
export function jsonReport(report: GapReport): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
