import { expect, it } from 'vitest'
import { csvReport } from '#scripts/report/csv.ts'
import { htmlReport } from '#scripts/report/html/page.ts'
import { jsonReport } from '#scripts/report/json.ts'
import { markdownReport } from '#scripts/report/markdown.ts'
import { gap, report } from '#tests/scripts/report/example-report.ts'

it('every form says how a gap was asked, when not only in tickets', () => {
  const mixed = gap(1, {
    volume: 21,
    asked: { ticket: 12, unclicked: 8, search: 1 },
    samples: [{ ticket: 'search:1', text: 'lost card', language: 'en', kind: 'unclicked' }],
  })
  const said = '12 tickets, 8 searches without a click, 1 search in vain'
  expect(htmlReport(report([mixed]))).toContain(`: ${said}.`)
  expect(htmlReport(report([mixed]))).toContain('Searched, opened nothing of what was found')
  expect(markdownReport(report([mixed]), { articles: '', files: new Map() })).toContain(`21: ${said} |`)
  expect(csvReport(report([mixed]))).toContain('"ticket 12; unclicked 8; search 1"')
  expect(JSON.parse(jsonReport(report([mixed]))).gaps[0].asked).toEqual(mixed.asked)
  expect(htmlReport(report([gap(1)]))).not.toContain('100 tickets')
})
