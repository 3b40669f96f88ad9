import fc from 'fast-check'
import { parse as parseHtml } from 'node-html-parser'
import { describe, expect, test } from 'vitest'
import type { GapRow } from '#api/storage/tickets-schema.ts'
import { cell, csvReport } from '#scripts/reporters/csv.ts'
import { gapReport, headline, type ReportFacts } from '#scripts/reporters/gap-report.ts'
import { htmlReport } from '#scripts/reporters/html.ts'
import { jsonReport } from '#scripts/reporters/json.ts'
import { terminalReport } from '#scripts/reporters/terminal.ts'

function gap(rank: number, change: Partial<GapRow> = {}): GapRow {
  return {
    ...{
      id: `g${rank}`,
      run: 1,
      rank,
      kind: 'missing',
      title: `question ${rank}`,
      keywords: ['card', 'lost card'],
    },
    ...{ volume: 100, customers: 90, trend: 1, weeks: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
    ...{
      firstSeen: '2026-01-02',
      lastSeen: '2026-11-14',
      languages: { en: 80, tr: 20 },
      channels: { email: 100 },
    },
    segments: [
      { segment: 'business', lift: 5.1, low: 4.3, high: 6, tickets: 40 },
      { segment: 'student', lift: 1.2, low: 0.8, high: 1.5, tickets: 10 },
    ],
    ...{ asked: { ticket: 100 }, recent: { volume: 20, customers: 18 }, value: 1, votes: null },
    ...{ nearest: null, score: 1, samples: [{ ticket: 't', text: `question ${rank}`, language: 'tr' }] },
    ...change,
  }
}

function report(gaps: GapRow[], change: Partial<ReportFacts> = {}) {
  return gapReport({
    ...{
      name: 'Acme',
      brand: { hue: 222, chroma: 0.078 },
      asOf: '2026-11-15',
      since: '2025-11-15',
      tickets: 1000,
    },
    ...{
      locales: ['en', 'tr'],
      segments: { business: 'Business' },
      categories: { cards: 'Cards' },
      gaps,
      states: new Map(),
    },
    ...{ matrix: [], settings: { minTickets: 5, minCustomers: 3, days: 60 }, changes: [], terms: [] },
    ...change,
  })
}

describe('the gap report', () => {
  test('draws the line where four in five questions are above it', () => {
    const volumes = [400, 300, 150, 100, 50]
    const made = report(volumes.map((volume, at) => gap(at + 1, { volume })))
    expect(made).toMatchObject({ open: 1000, line: 3 })
    expect(made.gaps.map(({ upTo }) => upTo)).toEqual([0.4, 0.7, 0.85, 0.95, 1])
    expect(headline(made)).toBe('Three missing answers leave four in five of these questions open')
  })

  test('leaves out what was dismissed and says what is being written', () => {
    const made = report([gap(1), gap(2), gap(3)], {
      states: new Map([
        ['g1', 'dismissed'],
        ['g3', 'drafted'],
      ]),
    })
    expect(made.gaps.map(({ id, rank, state }) => [id, rank, state])).toEqual([
      ['g2', 1, 'open'],
      ['g3', 2, 'drafted'],
    ])
    expect(made.open).toBe(200)
  })

  test('marks only a few as growing, and never on a handful of tickets', () => {
    const rising = Array.from({ length: 8 }, (_, at) => gap(at + 1, { trend: 2 + at }))
    const small = gap(9, { trend: 20, weeks: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4] })
    expect(
      report([...rising, small])
        .gaps.filter(({ fast }) => fast)
        .map(({ id }) => id),
    ).toEqual(['g4', 'g5', 'g6', 'g7', 'g8'])
  })

  test('names only segments whose interval is clear of 1×', () => {
    const page = parseHtml(htmlReport(report([gap(1)])))
    expect(page.querySelector('.who')?.text).toMatch(/Business 5.1×.*between 4.3× and 6.0×/)
    expect(page.querySelector('.who')?.text).not.toContain('student')
  })

  test('has nothing to say of nothing', () => {
    const made = report([])
    expect(headline(made)).toBe('Nothing that customers asked is missing')
    expect(htmlReport(made)).toContain('All 1,000 questions')
    expect(csvReport(made).split('\r\n')).toHaveLength(2)
  })

  test('is the same to the byte for the same facts, whatever their order', () => {
    const gaps = [gap(1), gap(2), gap(3)]
    expect(htmlReport(report(gaps))).toBe(htmlReport(report(gaps.toReversed())))
    expect(jsonReport(report(gaps))).toBe(jsonReport(report(gaps.toReversed())))
  })
})

describe('the page', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</style><script>',
    '&lt;',
    "'--><svg/onload=x>",
    '\u0000\u001b[31m',
    '\ud800',
  ]

  test('runs nothing and loads nothing, whatever customers write', () => {
    for (const text of hostile) {
      const nearest = { article: text, locale: text, title: text, score: 0.3, passage: text, why: text }
      const samples = [{ ticket: text, text, language: text }]
      const evil = gap(1, {
        id: text,
        title: text,
        kind: text,
        keywords: [text],
        nearest,
        samples,
        languages: { [text]: 3 },
        channels: { [text]: 2 },
      })
      const html = htmlReport(
        report([{ ...evil, segments: [{ segment: text, lift: 2, low: 1.5, high: 3, tickets: 3 }] }], {
          name: text,
        }),
      )
      const page = parseHtml(html)
      expect(page.querySelectorAll('script, img, iframe, link, [onload], [onerror], [src], [style]')).toEqual(
        [],
      )
      expect(html).not.toMatch(/<script|<img|<svg\/onload|url\(|@import/i)
      expect(html.isWellFormed()).toBe(true)
    }
  })

  test('carries a policy that lets only its own style in', () => {
    const html = htmlReport(report([gap(1)]))
    expect(html).toMatch(/default-src 'none'; style-src 'sha256-[\w+/]{43}='/)
    expect(html).not.toContain('unsafe-inline')
  })

  test('has one heading of the first level, names for its pictures and a link for every gap', () => {
    const page = parseHtml(htmlReport(report([gap(1), gap(2)])))
    expect(page.querySelectorAll('h1')).toHaveLength(1)
    for (const svg of page.querySelectorAll('svg')) {
      expect(svg.getAttribute('aria-label') ?? svg.getAttribute('aria-hidden')).toBeTruthy()
    }
    for (const link of page.querySelectorAll('.gaps a')) {
      expect(page.getElementById(link.getAttribute('href')!.slice(1))).not.toBeNull()
    }
  })
})

describe('the table for spreadsheets', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\0=1', '＝1', '=cmd|" /C calc"!A0'])(
    'does not calculate %j',
    (text) => {
      expect(cell(text).startsWith(`"'`)).toBe(true)
    },
  )

  test('quotes everything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inner = cell(text).slice(1, -1)
        expect(inner.replaceAll('""', '')).not.toContain('"')
      }),
    )
  })
})

test('the terminal gets no control signs from customers', () => {
  expect(terminalReport(report([gap(1, { title: 'a\u001b[2Jb' })]))).not.toContain('\u001b')
})
