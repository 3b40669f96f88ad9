import { and, count, desc, eq, gte, inArray, isNotNull, max } from 'drizzle-orm'
import { searches, votes } from './app-schema.ts'
import { type KeptMessage, newestMessages } from './messages.ts'
import { change } from './staff-change.ts'
import { type InboxAnswer, inbox, signals } from './staff-schema.ts'
import type { Store } from './store.ts'

export const inboxKinds = ['flag', 'nothing-fits', 'vote', 'search', 'message'] as const
export type InboxKind = (typeof inboxKinds)[number]

/** Where a message of the contact form is on its way to the desk; `kept`: it goes nowhere. */
export type Delivery = 'waiting' | 'delivered' | 'given-up' | 'kept'

/** Something an agent or a reader told the writers. */
export interface InboxItem {
  /** `signal:7`, `vote:<visitor>:<article>`, `search:<locale>:<query>`, `message:<id>` */
  readonly item: string
  readonly kind: InboxKind
  /** Redacted before it was stored. */
  readonly text: string
  /** Id of the article it is about, or null. */
  readonly article: string | null
  readonly locale: string | null
  readonly segments: readonly string[]
  /** Milliseconds since 1970; of a search, the newest. */
  readonly at: number
  /** How often; more than 1 for searches only. */
  readonly times: number
  /** Of a message. */
  readonly delivery?: Delivery
  /** Of a vote. */
  readonly helpful: boolean | null
  /** What a writer answered; null while it waits. */
  readonly answer: InboxAnswer | null
  readonly gap: string | null
}

/** Older searches without result have been mined often enough, in days. */
const searchedWithin = 90

/** Most entries of each kind; the newest are kept. */
const most = 500

/** Every entry, newest first, with its answer. */
export async function inboxItems(store: Store, now: number): Promise<InboxItem[]> {
  const { db } = store
  const since = now - searchedWithin * 86_400_000
  const [said, voted, searched, wrote, answered] = await Promise.all([
    db.select().from(signals).orderBy(desc(signals.id)).limit(most),
    db.select().from(votes).where(isNotNull(votes.comment)).orderBy(desc(votes.updatedAt)).limit(most),
    db
      .select({ query: searches.query, locale: searches.locale, times: count(), at: max(searches.at) })
      .from(searches)
      .where(and(eq(searches.total, 0), gte(searches.at, since)))
      .groupBy(searches.query, searches.locale)
      .orderBy(desc(count()))
      .limit(most),
    newestMessages(store, most),
    db.select().from(inbox).orderBy(inbox.id),
  ])
  const answers = new Map(answered.map((row) => [row.item, row]))
  const items: Omit<InboxItem, 'answer' | 'gap'>[] = [
    ...said.map(({ id, kind, text, article, locale, segments, at }) => ({
      item: `signal:${id}`,
      ...{ kind, text, article, locale, segments, at, times: 1, helpful: null },
    })),
    ...voted.map(({ visitor, article, locale, helpful, comment, segments, updatedAt }) => ({
      item: `vote:${visitor}:${article}`,
      ...{
        kind: 'vote' as const,
        text: comment ?? '',
        article,
        locale,
        segments,
        at: updatedAt,
        times: 1,
        helpful,
      },
    })),
    ...searched.map(({ query, locale, times, at }) => ({
      item: `search:${locale}:${query}`,
      ...{
        kind: 'search' as const,
        text: query,
        article: null,
        locale,
        segments: [],
        at: at ?? 0,
        times,
        helpful: null,
      },
    })),
  ]
  items.push(
    ...wrote.map(({ id, text, read, locale, segments, at, ...way }) => ({
      ...{ item: `message:${id}`, kind: 'message' as const, text, article: read.at(-1) ?? null },
      ...{ locale, segments, at, times: 1, helpful: null, delivery: deliveryOf(way) },
    })),
  )
  return items
    .map((one) => {
      const { answer = null, gap = null } = answers.get(one.item) ?? {}
      return { ...one, answer, gap }
    })
    .toSorted((a, b) => b.at - a.at)
}

function deliveryOf({
  delivered,
  expired,
  tries,
}: Pick<KeptMessage, 'delivered' | 'expired' | 'tries'>): Delivery {
  if (delivered !== null) return 'delivered'
  if (expired !== null) return 'given-up'
  return tries === null ? 'kept' : 'waiting'
}

/** Answers an item, or opens it again with null; the audit keeps who did. */
export function answerItem(
  store: Store,
  row: { item: string; answer: InboxAnswer | null; gap: string | null; by: string },
): Promise<void> {
  return change(store, (at) => ({
    value: undefined,
    write: {
      queries: [store.db.insert(inbox).values({ ...row, at })],
      entry: {
        by: row.by,
        what: row.answer === null ? 'inbox.reopened' : 'inbox.answered',
        // A search's own words stay out of the audit.
        object: row.item.startsWith('search:') ? 'search' : row.item,
        detail: { ...(row.answer ? { answer: row.answer } : {}), ...(row.gap ? { gap: row.gap } : {}) },
      },
    },
  }))
}

/** What waits for an answer, by article id. */
export async function waitingByArticle(store: Store, now: number): Promise<Map<string, number>> {
  const byArticle = new Map<string, number>()
  for (const { article, answer } of await inboxItems(store, now))
    if (article && answer === null) byArticle.set(article, (byArticle.get(article) ?? 0) + 1)
  return byArticle
}

/** Items that are to become part of these gaps' answers. */
export async function itemsForGap(store: Store, gap: string, now: number): Promise<InboxItem[]> {
  const [any] = await store.db
    .select({ id: inbox.id })
    .from(inbox)
    .where(inArray(inbox.gap, [gap]))
    .limit(1)
  if (!any) return []
  return (await inboxItems(store, now)).filter((one) => one.gap === gap && one.answer === 'will-write')
}
