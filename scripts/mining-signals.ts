import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { type Folders, migrations } from '#api/storage/folders.ts'
import { CannotOpen, openStore, type Store } from '#api/storage/open.ts'
import { customers, links, searches, signals, visitors, votes } from '#api/storage/schema.ts'
import { fold, tokens } from '#content/language/index.ts'
import type { Evidence, MiningTicket } from './mining/model.ts'

export interface Signals {
  /** What can be mined like tickets: searches of several words, agents' words. */
  readonly questions: MiningTicket[]
  readonly evidence: Evidence
}

type Row<T extends { readonly $inferSelect: unknown }> = T['$inferSelect']

/** The rows of app.db that mining reads; their texts were redacted before they were written. */
export interface SignalRows {
  /** Those that found nothing. */
  readonly searches: readonly Row<typeof searches>[]
  readonly signals: readonly Row<typeof signals>[]
  readonly votes: readonly Row<typeof votes>[]
  readonly links: readonly Row<typeof links>[]
  /** Visitor → customer key as on tickets, where it is known: one person is counted once. */
  readonly customerOf: ReadonlyMap<string, string>
}

/** What people left behind besides tickets. Reads app.db without ever writing it; before the first start there is nothing. */
export async function readSignals({ appDb, appUrl }: Pick<Folders, 'appDb' | 'appUrl'>): Promise<Signals> {
  let store: Store
  try {
    store = await openStore({ file: appDb, url: appUrl, migrations: migrations.app, writer: false })
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    return signalsFrom({ searches: [], signals: [], votes: [], links: [], customerOf: new Map() })
  }
  const { db } = store
  try {
    const known = await db
      .select({ visitor: visitors.id, key: customers.key })
      .from(visitors)
      .innerJoin(customers, eq(customers.external, visitors.customer))
    return signalsFrom({
      searches: await db.select().from(searches).where(eq(searches.total, 0)).orderBy(searches.id),
      signals: await db.select().from(signals).orderBy(signals.id),
      votes: await db.select().from(votes).orderBy(votes.article, votes.visitor),
      links: await db.select().from(links).orderBy(links.id),
      customerOf: new Map(known.map(({ visitor, key }) => [visitor, key])),
    })
  } catch (error) {
    if (!/no such table/.test(String((error as Error).cause ?? error))) throw error
    return signalsFrom({ searches: [], signals: [], votes: [], links: [], customerOf: new Map() })
  } finally {
    await store.close()
  }
}

export function signalsFrom({ customerOf, ...rows }: SignalRows): Signals {
  const questions: MiningTicket[] = []
  const words: MiningTicket[] = []
  const person = (visitor: string) => customerOf.get(visitor) ?? `visitor:${visitor}`
  const heard = new Set<string>()
  for (const { id, at, query, locale, segments, visitor } of rows.searches) {
    const said = tokens(query, locale)
    // The same words of the same person on one day are one search that was tried again.
    const again = `${visitor ?? ''} ${dateOf(at).slice(0, 10)} ${said.map(fold).join(' ')}`
    if (said.length === 0 || heard.has(again)) continue
    heard.add(again)
    const search: MiningTicket = {
      ...{ id: `search:${id}`, text: query, body: query, language: locale, segments, signal: 'search' },
      ...{ channel: 'search', createdAt: dateOf(at) },
      ...(visitor === null ? {} : { customer: person(visitor) }),
    }
    if (said.length < 2) words.push(search)
    else questions.push(search)
  }
  const remarks: Evidence['remarks'][number][] = []
  for (const { id, kind, text, article, segments, locale, customer, at } of rows.signals) {
    const base = { id: `signal:${id}`, text, segments, createdAt: dateOf(at) }
    const who = customer === null ? {} : { customer }
    if (kind === 'flag' && article !== null) {
      remarks.push({ ...base, ...who, kind: 'flag', article, locale: locale ?? 'en', helpful: false })
      continue
    }
    const language = locale === null ? {} : { language: locale }
    questions.push({ ...base, ...who, ...language, body: text, channel: 'desk', signal: kind })
  }
  for (const { visitor, article, locale, helpful, comment, segments, updatedAt } of rows.votes) {
    remarks.push({
      ...{ id: `vote:${voteId(visitor, article)}`, kind: 'vote', article, locale, helpful, segments },
      ...{ text: comment ?? '', createdAt: dateOf(updatedAt), customer: person(visitor) },
    })
  }
  const shared = rows.links.flatMap(({ article, customer, at }) =>
    customer === null ? [] : [{ article, customer, at: dateOf(at) }],
  )
  return { questions, evidence: { remarks, shared, words } }
}

const dateOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** Names a vote without naming the visitor: ids are written into tickets.db. */
function voteId(visitor: string, article: string): string {
  return createHash('sha256').update(`${visitor} ${article}`).digest('hex').slice(0, 16)
}
