import type { GapRow } from '#api/storage/tickets-schema.ts'
import { gapReport, type ReportFacts } from '#scripts/report/gap-report.ts'

/** A gap as a mining stores it. */
export function gap(rank: number, change: Partial<GapRow> = {}): GapRow {
  return {
    ...{
      id: `g${rank}`,
      parts: [],
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

/** A report of such gaps. */
export function report(gaps: GapRow[], change: Partial<ReportFacts> = {}) {
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
    ...{
      matrix: [],
      settings: { minTickets: 5, minCustomers: 3, days: 60 },
      changes: [],
      terms: [],
      words: [],
      addresses: new Map(),
      leftOut: {},
    },
    ...change,
  })
}

const words =
  'how do I top up my card abroad when the exchange rate was wrong and the transfer is pending'.split(' ')
const segmentIds = ['business', 'student', 'traveller', 'newcomer', 'premium', 'family']

/** As much as the page is meant for: so many gaps, each with all that a gap can have, in three languages. */
export function largeReport(gaps = 500) {
  const rows = Array.from({ length: gaps }, (_, at) => {
    const language = ['en', 'tr', 'pl'][at % 3]!
    const said = `${words.slice(at % 7, 8 + (at % 9)).join(' ')} ${language === 'tr' ? 'İade gelmedi, ışığı görünmüyor' : language === 'pl' ? 'Dlaczego źle naliczono opłatę' : 'number'} ${at}`
    return gap(at + 1, {
      title: at === 3 ? `Donaudampfschifffahrts${'gesellschafts'.repeat(9)}kapitän` : said,
      kind: ['missing', 'missing', 'not for them', 'not in their language', 'not helping', 'fix the product'][
        at % 6
      ]!,
      volume: 600 - at,
      trend: at % 11 === 0 ? 2 : 1,
      weeks: Array.from({ length: 12 }, (_, week) => (at * 7 + week * 5) % 23),
      languages: { [language]: 600 - at },
      value: 1 + (at % 4),
      segments: segmentIds.map((segment, nth) => ({
        segment,
        lift: 0.3 + ((at + nth) % 9) * 0.6,
        low: 0.2 + ((at + nth) % 9) * 0.45,
        high: 0.5 + ((at + nth) % 9) * 0.8,
        tickets: ((at + nth) % 5) * 8,
      })),
      nearest: {
        ...{ article: 'cards/top-up', locale: 'en', title: 'Ways to top up your card', score: 0.21 },
        passage: 'You can top up by card, by transfer or with cash at a partner shop. '.repeat(3),
        why: 'It speaks of “top up”, but not of “abroad”, “exchange” or “pending”.',
      },
      votes: { helpful: 3, unhelpful: 12, low: 0.07, high: 0.45, sinceChange: true },
      samples: Array.from({ length: 6 }, (_, n) => ({
        ticket: `t${at}-${n}`,
        text: `${said}, ${n}`,
        language,
      })),
    })
  })
  const categories = ['start', 'cards', 'payments', 'top-up', 'travel', 'security', 'account', 'business']
  return report(rows, {
    tickets: 400_000,
    locales: ['en', 'tr', 'pl'],
    segments: Object.fromEntries(segmentIds.map((id) => [id, id[0]!.toUpperCase() + id.slice(1)])),
    categories: Object.fromEntries(categories.map((id) => [id, id])),
    matrix: segmentIds.flatMap((segment, s) =>
      categories.flatMap((category, c) =>
        ['en', 'tr', 'pl'].map((locale, l) => ({
          segment,
          category,
          locale,
          articles: 9 - l * 3,
          forThem: (s + c + l) % 4,
        })),
      ),
    ),
    changes: [
      { what: 'merged', gap: 'g1', of: ['g900'] },
      { what: 'split', gap: 'g2', into: ['g2', 'g3'] },
      { what: 'returned', gap: 'g4' },
      { what: 'gone', gap: 'g901', article: 'cards/top-up' },
    ],
    words: [
      {
        ...{ word: 'cheque', language: 'en', tickets: 135, customers: 120, gaps: ['g1', 'g3'] },
        segments: [
          { segment: 'student', lift: 2.2, low: 1.5, high: 3.1, tickets: 31 },
          { segment: 'family', lift: 3, low: 0.5, high: 9, tickets: 3 },
        ],
      },
    ],
    terms: [{ term: 'çek', language: 'tr', searches: 31, customers: 22, lastSeen: '2026-11-01' }],
  })
}
