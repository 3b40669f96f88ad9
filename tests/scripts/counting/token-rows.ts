import fc from 'fast-check'
import { byCodePoint } from '#scripts/counting/code-points.ts'
import {
  type CountEngine,
  samplesKept,
  type TermCount,
  type TokenRow,
  type TokenSource,
} from '#scripts/counting/contract.ts'

/** Rows as a source, so many at a time. */
export function sourceOf(rows: readonly TokenRow[], size = 7): TokenSource {
  return {
    async *rows() {
      for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
    },
  }
}

export async function countsOf(engine: CountEngine, rows: readonly TokenRow[]): Promise<TermCount[]> {
  const all: TermCount[] = []
  for await (const batch of engine.count(sourceOf(rows))) all.push(...batch)
  return all
}

/** The contract in the plainest words, to hold engines against. */
export function plainCounts(rows: readonly TokenRow[]): TermCount[] {
  const groups = Map.groupBy(
    rows.flatMap((row) => [...new Set(row.tokens)].map((term) => ({ term, row }))),
    ({ term, row }) => JSON.stringify([term, row.segment, row.week]),
  )
  return [...groups.values()]
    .map((members) => {
      const { term, row } = members[0]!
      return {
        term,
        segment: row.segment,
        week: row.week,
        df: members.length,
        first_seen: members.map(({ row: { day, week } }) => day ?? week).sort()[0]!,
        samples: members
          .map(({ row: { id } }) => id)
          .sort(byBytes)
          .slice(0, samplesKept),
      }
    })
    .sort((a, b) => byBytes(a.term, b.term) || byBytes(a.segment, b.segment) || byBytes(a.week, b.week))
}

/** Not the code that is tested: the bytes of UTF-8. */
export const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** What databases, shells and sorting stumble over: letters of three languages, quotes, what is beyond U+FFFF. */
const awkward = [
  ...[
    'ışık',
    'IŞIK',
    'iğne',
    'İĞNE',
    'i̇ğne',
    'zażółć',
    'ZAŻÓŁĆ',
    'łąka',
    'laka',
    'z',
    'ź',
    'ż',
    'ä',
    'a\u0308',
  ],
  ...[
    "don't",
    '"quoted"',
    'back\\slash',
    'a,b',
    'a;b',
    '{a}',
    '{"a"}',
    '$1',
    '%',
    '=1+1',
    'NULL',
    'null',
    ' ',
    '  x',
  ],
  ...[
    'tab\there',
    'line\nbreak',
    '\r',
    '\u2028',
    '😀',
    '\ue000',
    '\uffff',
    '\u{10ffff}',
    '0',
    '00',
    '1e3',
    "'';--",
  ],
]
const text = fc.oneof(
  fc.constantFrom(...awkward),
  fc.constantFrom('kart', 'card', 'karta', 'fee'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }).filter((one) => !one.includes('\0')),
)
/** Three weeks over the end of a year, which is in the middle of a week. */
const mondays = ['2026-12-21', '2026-12-28', '2027-01-04']

const row = fc
  .record({
    id: text,
    segment: fc.oneof(fc.constantFrom('', 'business', "o'neill", 'şube'), text),
    week: fc.constantFrom(...mondays),
    after: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    tokens: fc.array(text, { maxLength: 6 }),
  })
  .map(({ after, ...one }): TokenRow => {
    if (after === undefined) return one
    const day = new Date(Date.parse(one.week) + after * 86_400_000).toISOString().slice(0, 10)
    return { ...one, day }
  })

export const tokenRows = fc.uniqueArray(row, {
  maxLength: 40,
  selector: ({ id, segment }) => JSON.stringify([id, segment]),
})

export const inAnyOrder = (a: TokenRow, b: TokenRow): number =>
  byCodePoint(b.id, a.id) || byCodePoint(b.segment, a.segment)
