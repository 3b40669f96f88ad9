import { createHash } from 'node:crypto'
import { eq, or } from 'drizzle-orm'
import { type Folders, migrations } from '#api/settings/folders.ts'
import { customers, links, messages, searches, signals, visitors, votes } from '#api/storage/app-schema.ts'
import { CannotOpen } from '#api/storage/faults.ts'
import { openStore, type Store } from '#api/storage/store.ts'
import { fold, termsOf, tokens } from '#content/language/index.ts'
import { common, same } from '#scripts/mining/thresholds.ts'
import type { Evidence, MiningTicket } from '#scripts/mining/types.ts'
import { messageTicket } from './messages.ts'

const decided = same.decided * 60_000

export interface Signals {
  /** What can be mined like tickets: searches of several words, agents' words, messages of the contact form. */
  readonly questions: MiningTicket[]
  readonly evidence: Evidence
}

/** What mining reads of a search. */
const { id, at, query, locale, total, segments, visitor, shown, openedAt, refinedAt } = searches
const searchColumns = { id, at, query, locale, total, segments, visitor, shown, openedAt, refinedAt }

type Row<T extends { readonly $inferSelect: unknown }> = T['$inferSelect']

/** The rows of app.db that mining reads; their texts were redacted before they were written. */
export interface SignalRows {
  /** Those that found nothing, and those whose results somebody saw. */
  readonly searches: readonly Pick<Row<typeof searches>, keyof typeof searchColumns>[]
  readonly signals: readonly Row<typeof signals>[]
  readonly votes: readonly Row<typeof votes>[]
  readonly links: readonly Row<typeof links>[]
  readonly messages: readonly Row<typeof messages>[]
  /** Visitor → customer key as on tickets, where it is known: one person is counted once. */
  readonly customerOf: ReadonlyMap<string, string>
}

/**
 * What people left behind besides tickets. Reads app.db without ever writing it; before the first start there is nothing.
 *
 * @param now milliseconds since 1970: searches of the half hour before it may still be answered
 * @throws CannotOpen when app.db is from before an update and the server was not started since
 */
export async function readSignals(
  { appDb, appUrl }: Pick<Folders, 'appDb' | 'appUrl'>,
  now: number,
): Promise<Signals> {
  let store: Store
  try {
    store = await openStore({ file: appDb, url: appUrl, migrations: migrations.app, writer: false })
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    return signalsFrom(nothing, now)
  }
  const { db } = store
  try {
    const known = await db
      .select({ visitor: visitors.id, key: customers.key })
      .from(visitors)
      .innerJoin(
        customers,
        or(eq(customers.external, visitors.customer), eq(customers.key, visitors.customer)),
      )
    const rows: SignalRows = {
      searches: await db
        .select(searchColumns)
        .from(searches)
        .where(or(eq(searches.total, 0), eq(searches.shown, true)))
        .orderBy(searches.id),
      signals: await db.select().from(signals).orderBy(signals.id),
      votes: await db.select().from(votes).orderBy(votes.article, votes.visitor),
      links: await db.select().from(links).orderBy(links.id),
      messages: await db.select().from(messages).orderBy(messages.at, messages.id),
      customerOf: new Map(known.map(({ visitor, key }) => [visitor, key])),
    }
    return signalsFrom(rows, now)
  } catch (error) {
    const why = String((error as Error).cause ?? error)
    if (/no such column/.test(why))
      throw new CannotOpen(
        'app.db is from before an update of Kindred. Start the server once (npm start), then mine again.',
      )
    if (!/no such table/.test(why)) throw error
    return signalsFrom(nothing, now)
  } finally {
    await store.close()
  }
}

const nothing: SignalRows = {
  searches: [],
  signals: [],
  votes: [],
  links: [],
  messages: [],
  customerOf: new Map(),
}

/** @param now milliseconds since 1970 */
export function signalsFrom({ customerOf, ...rows }: SignalRows, now: number): Signals {
  const questions: MiningTicket[] = []
  const words: MiningTicket[] = []
  const person = (visitor: string) => customerOf.get(visitor) ?? `visitor:${visitor}`
  const heard = new Set<string>()
  // What was in vain comes first: of the same words it is what is kept.
  const inVain = rows.searches.filter(({ total }) => total === 0)
  for (const row of [...inVain, ...unclickedOf(rows.searches, now)]) {
    const { id, at, query, locale, segments, visitor, total } = row
    const said = tokens(query, locale)
    // The same words of the same person on one day are one search that was tried again.
    const again = `${visitor ?? ''} ${dateOf(at).slice(0, 10)} ${said.map(fold).join(' ')}`
    if (said.length === 0 || heard.has(again)) continue
    heard.add(again)
    const search: MiningTicket = {
      ...{ id: `search:${id}`, text: query, body: query, language: locale, segments },
      ...{ channel: 'search', createdAt: dateOf(at), signal: total > 0 ? 'unclicked' : 'search' },
      customer: visitor === null ? undefined : person(visitor),
    }
    if (said.length > 1) questions.push(search)
    // A single word that finds much says too little of what was wanted.
    else if (total === 0) words.push(search)
  }
  const remarks: Evidence['remarks'][number][] = []
  for (const { id, kind, text, article, segments, locale, customer, at } of rows.signals) {
    const said = {
      id: `signal:${id}`,
      text,
      segments,
      createdAt: dateOf(at),
      customer: customer ?? undefined,
    }
    if (kind === 'flag' && article !== null)
      remarks.push({ ...said, kind: 'flag', article, locale: locale ?? 'en', helpful: false })
    else questions.push({ ...said, language: locale ?? undefined, body: text, channel: 'desk', signal: kind })
  }
  for (const { visitor, article, locale, helpful, partly, comment, segments, updatedAt } of rows.votes) {
    remarks.push({
      ...{ id: `vote:${voteId(visitor, article)}`, kind: 'vote', article, locale, helpful, partly, segments },
      ...{ text: comment ?? '', createdAt: dateOf(updatedAt), customer: person(visitor) },
    })
  }
  const shared = rows.links.flatMap(({ article, customer, at }) =>
    customer === null ? [] : [{ article, customer, at: dateOf(at) }],
  )
  questions.push(...rows.messages.map(messageTicket))
  return { questions, evidence: { remarks, shared, words } }
}

type Search = SignalRows['searches'][number]

/**
 * Searches that found something and led nowhere: seen, nothing opened within half an hour, and not searched again in
 * that time. The later search speaks for an earlier one that it refines: by what the page reported, and of readers we know
 * again also where the later one came from another page.
 */
function unclickedOf(all: readonly Search[], now: number): Search[] {
  const within = (then: number | null, { at }: Search) => then !== null && then <= at + decided
  const left = all.filter(
    (one) =>
      one.total > 0 &&
      one.shown &&
      one.at + decided <= now &&
      !within(one.openedAt, one) &&
      !within(one.refinedAt, one),
  )
  const again = refined(all)
  return left.filter((one) => !again.has(one))
}

/** Searches of readers we know again that a later one, from wherever, refines. */
function refined(all: readonly Search[]): Set<Search> {
  const found = new Set<Search>()
  const named = all.filter(({ visitor }) => visitor !== null)
  for (const own of Map.groupBy(named, ({ visitor }) => visitor).values()) {
    own.forEach((one, at) => {
      for (let next = at + 1; next < own.length && own[next]!.at <= one.at + decided; next++) {
        if (!refines(one, own[next]!)) continue
        found.add(one)
        return
      }
    })
  }
  return found
}

function refines(one: Search, later: Search): boolean {
  if (later.at <= one.at + same.atOnce * 60_000) return true
  // Later, whoever keeps most words of the shorter search. Small words count: rather one signal too few.
  const [before, after] = [termSet(one), termSet(later)]
  return after.intersection(before).size >= common.most * Math.min(before.size, after.size)
}

const termSet = ({ query, locale }: Search) => new Set(termsOf(query, locale))

const dateOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** Names a vote without naming the visitor: ids are written into tickets.db. */
function voteId(visitor: string, article: string): string {
  return createHash('sha256').update(`${visitor} ${article}`).digest('hex').slice(0, 16)
}
