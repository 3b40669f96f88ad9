import { and, desc, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import { searches, visitors, votes } from '#api/storage/app-schema.ts'
import type { Customer } from '#api/storage/customers.ts'
import { sharedWith } from '#api/storage/shared-links.ts'
import type { Store } from '#api/storage/store.ts'
import { tickets } from '#api/storage/tickets-schema.ts'
import type { AppContext } from '#api/web/context.ts'
import { articleFor, urlFor } from '#content/library/locate.ts'
import type { CustomerHistory, CustomerTicket, DeskArticle, RepeatedContact } from './answers.ts'

/** Requests, articles and searches that are shown of one customer. */
const shown = 8

/** A link that was shared within these days after a request was its answer. */
const ledWithin = 14

/** Contacts about the same thing within these days belong together. */
const together = 30

/** Fewer votes than this say nothing of an article. */
const enoughVotes = 10

const dayLong = 86_400_000

/** What a customer asked, read and searched, resolved now. */
export async function customerHistory(
  { app, tickets: mined, everything }: Pick<AppContext, 'app' | 'tickets' | 'everything'>,
  { key, external, locale }: Customer,
  reader: string,
): Promise<CustomerHistory> {
  const [asked, shared, seen] = await Promise.all([
    requestsOf(mined(), key, shown),
    sharedWith(app, mined(), key, 100),
    external === null
      ? []
      : app.db
          .select()
          .from(visitors)
          .where(eq(visitors.customer, external))
          .orderBy(desc(visitors.seenAt))
          .limit(5),
  ])
  const named = (id: string) => {
    const article = articleFor(everything(), id, locale ?? reader)
    return article ? [{ title: article.title, url: urlFor(id, locale ?? reader) }] : []
  }
  const searched =
    seen.length === 0
      ? []
      : await app.db
          .select({ query: searches.query, at: searches.at })
          .from(searches)
          .where(
            inArray(
              searches.visitor,
              seen.map(({ id }) => id),
            ),
          )
          .orderBy(desc(searches.at))
          .limit(shown)
  return {
    tickets: asked.map(({ createdAt, url, channel, status, subject, body }): CustomerTicket => {
      const at = Date.parse(createdAt)
      const led = shared.findLast((link) => link.at >= at && link.at < at + ledWithin * dayLong)
      return {
        at: createdAt,
        url: url && /^https?:\/\//.test(url) ? url : null,
        channel,
        status,
        text: (subject || body).slice(0, 160),
        led: (led && named(led.article)[0]) ?? null,
      }
    }),
    shared: shared.slice(0, shown).flatMap(({ article, at, reference, opened, returned, contacted }) =>
      named(article).map((link) => ({
        ...link,
        at: new Date(at).toISOString(),
        followed: reference !== null,
        opened: dayOf(opened),
        returned: dayOf(returned),
        contacted: dayOf(contacted),
      })),
    ),
    read: [...new Set(seen.flatMap(({ read }) => read.toReversed()))].slice(0, shown).flatMap(named),
    searched: searched.map(({ query, at }) => ({ query, at: new Date(at).toISOString() })),
  }
}

const dayOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** How often the customer wrote of what the first article answers, this time included; null for the first time. */
export async function repeatedContact(
  { tickets: mined, finder, now }: Pick<AppContext, 'tickets' | 'finder' | 'now'>,
  { key, locale }: Customer,
  article: string | undefined,
): Promise<RepeatedContact | null> {
  if (!article) return null
  const since = new Date(now().getTime() - together * dayLong).toISOString()
  const same = (await requestsOf(mined(), key, 20, since)).filter(({ subject, body, language }) => {
    const query = `${subject}\n${body}`.slice(0, 1000)
    const [first] = finder().find({ query, locale: language ?? locale ?? 'en', limit: 1 })
    return first?.article.id === article
  })
  const first = same.at(-1)
  if (!first) return null
  const days = Math.floor((now().getTime() - Date.parse(first.createdAt)) / dayLong)
  const channels = [...new Set(same.flatMap(({ channel }) => channel ?? []))]
  return { times: same.length + 1, days, channels }
}

/** Newest first; merged ones are part of another. */
async function requestsOf(mined: Store | undefined, customer: string, limit: number, since = '') {
  if (!mined) return []
  return mined.db
    .select()
    .from(tickets)
    .where(and(eq(tickets.customer, customer), isNull(tickets.mergedInto), gte(tickets.createdAt, since)))
    .orderBy(desc(tickets.createdAt))
    .limit(limit)
}

/** How an article was voted on by the first of these segments that voted enough, else by everybody. */
export type HelpfulVotes = (article: string, segments: readonly string[]) => DeskArticle['helpful']

export async function helpfulVotes({ db }: Store): Promise<HelpfulVotes> {
  const rows = await db
    .select({
      article: votes.article,
      segments: votes.segments,
      all: sql<number>`count(*)`,
      yes: sql<number>`sum(${votes.helpful})`,
    })
    .from(votes)
    .groupBy(votes.article, votes.segments)
  return (article, segments) => {
    const own = rows.filter((row) => row.article === article)
    for (const segment of [...segments, null]) {
      const counted = segment === null ? own : own.filter((row) => row.segments.includes(segment))
      const of = counted.reduce((sum, { all }) => sum + all, 0)
      if (of >= enoughVotes) return { yes: counted.reduce((sum, { yes }) => sum + yes, 0), of, segment }
    }
    return null
  }
}
