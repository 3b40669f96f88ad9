import { describe, expect, test } from 'vitest'
import { openLibrary } from '#content/library/open-library.ts'
import { segmentSchema } from '#content/model/segment.ts'
import { type Asks, evidenceOf, fewest } from '#core/evidence.ts'
import { viewFor } from '#core/ordering.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const now = new Date('2026-11-23T12:00:00Z')

/** A shop's folder with so many segments, each with articles of its own and an editors' list in every second one. */
function shop(segments: number) {
  const tiny = tinyLibrary()
  const ids = Array.from({ length: segments }, (_, at) => `group-${at + 1}`)
  const [one] = tiny.articles
  const articles = ['start', 'cards', 'trips'].flatMap((category) =>
    Array.from({ length: 8 }, (_, at) => ({
      ...one!,
      ...{
        id: `${category}/a${at}`,
        category,
        slug: `a${at}`,
        title: `${category} ${at}`,
        url: `/en/${category}/a${at}/`,
      },
      segments: [ids[at % segments]!],
    })),
  )
  return openLibrary({
    ...tiny,
    articles,
    segments: ids.map((id, at) => ({
      id,
      ...segmentSchema.parse({
        ...{ label: id, because: `you are ${id}`, people: id, priority: 10, who: { trips: at } },
        suggest: at % 2 === 0 ? [`cards/a${at % 8}`, 'trips/a1'] : [],
      }),
    })),
  })
}

/** Tickets of the first segment only: 400 customers, each article asked by as many as the map says. */
const ofFirst = (counts: Readonly<Record<string, number>>): Asks[] =>
  Object.entries(counts).map(([article, customers]) => ({
    ...{ segment: 'group-1', locale: 'en', article, customers, of: 400, usual: customers / 800 },
  }))
const asked = { 'cards/a3': 80, 'trips/a2': 40, 'start/a5': fewest - 1 }

describe.each([1, 3, 12])('in a folder of %i segments', (segments) => {
  const library = shop(segments)
  const view = (choice: string, rows: readonly Asks[]) =>
    viewFor({ library, visitor: { facts: {}, choice }, locale: 'en', now, evidence: evidenceOf(rows) })

  test('every sentence is of what it stands beside', () => {
    for (const rows of [[], ofFirst(asked)])
      for (const { id, suggest } of library.segments) {
        const { ordering, lifted } = view(id, rows)
        const said = [
          ...ordering.suggestions.map(({ article, because }) => [article, because.text] as const),
          ...lifted.map(({ article, because }) => [article, because] as const),
        ].filter(([, text]) => text !== '')
        for (const [article, text] of said) {
          expect(text.toLowerCase()).toContain(id)
          const count = asked[article as keyof typeof asked] ?? 0
          if (/ask this/.test(text))
            expect([id, rows.length > 0 && count >= fewest]).toEqual(['group-1', true])
          else if (/list/.test(text)) expect(suggest).toContain(article)
          else expect(library.articles.find((one) => one.id === article)?.segments).toContain(id)
        }
      }
  })

  test('three links are shown where three have something of their own to say, none where nothing is known', () => {
    for (const { id, suggest } of library.segments) {
      const written = library.articles.some((one) => one.segments.includes(id))
      const shown = view(id, []).ordering.suggestions.length
      expect(shown).toBe(written ? 3 : suggest.length)
    }
  })
})
