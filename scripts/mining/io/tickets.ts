import { and, gt, isNull } from 'drizzle-orm'
import type { Store } from '#api/storage/store.ts'
import { tickets } from '#api/storage/tickets-schema.ts'
import { openLibrary } from '#content/library/open-library.ts'
import type { Library } from '#content/model/library.ts'
import type { Traits } from '#content/model/trait.ts'
import { identify } from '#core/identify.ts'
import type { MiningArticle, MiningTicket } from '#scripts/mining/types.ts'

/** Rows read at once: of a million tickets only what mining needs stays in memory. */
const page = 10_000

const { id, subject, body, language, channel, createdAt, customer, traits } = tickets
const columns = { id, subject, body, language, channel, createdAt, customer, traits }

/** Every ticket that counts, by id, with the segments its customer was in on the day of writing. */
export async function miningTickets(store: Store, library: Library): Promise<MiningTicket[]> {
  const segmentsOf = segmenter(library)
  const found: MiningTicket[] = []
  for (let after = ''; ; ) {
    const rows = await store.db
      .select(columns)
      .from(tickets)
      .where(and(isNull(tickets.mergedInto), gt(tickets.id, after)))
      .orderBy(tickets.id)
      .limit(page)
    for (const { traits, language, channel, customer, ...row } of rows)
      found.push({
        ...row,
        text: row.subject === '' ? row.body : `${row.subject}\n${row.body}`,
        segments: segmentsOf(traits, row.createdAt.slice(0, 10)),
        language: language ?? undefined,
        channel: channel ?? undefined,
        customer: customer ?? undefined,
      })
    if (rows.length < page) return found
    after = rows.at(-1)!.id
  }
}

export function miningArticles(library: Library): MiningArticle[] {
  return openLibrary(library).articles.map(
    ({ id, locale, title, description, keywords, passages, segments, updated }) => ({
      ...{ id, locale, title, segments, updated },
      passages: [
        ...(description ? [description] : []),
        // Writers put here what customers say and the text does not: the search finds it, so it is answered.
        ...(keywords.length > 0 ? [keywords.join(', ')] : []),
        ...passages.map(({ heading, text }) => (heading === '' ? text : `${heading}\n${text}`)),
      ],
    }),
  )
}

/** What an unanswered question of each segment costs, 1 … 5, from its profile. */
export function segmentValues({ segments }: Library): Map<string, number> {
  return new Map(segments.map(({ id, profile }) => [id, profile.value?.weight ?? 1]))
}

/** Segments follow from traits by the same rules as for visitors; customers of one kind and day are asked once. */
export function segmenter({
  segments,
  traits: declared,
  site,
}: Library): (traits: Traits, day: string) => string[] {
  const known = new Map<string, string[]>()
  return (traits, today) => {
    const key = `${today} ${JSON.stringify(traits)}`
    let found = known.get(key)
    if (!found) {
      const visitor = { facts: { account: traits } }
      const locale = site.locales[0] ?? 'en'
      const matches = identify({ segments, traits: declared, visitor, locale, today })
      found = matches.map(({ segment }) => segment)
      known.set(key, found)
    }
    return found
  }
}
