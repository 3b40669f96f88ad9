import { and, asc, desc, eq, lt, lte, sql } from 'drizzle-orm'
import { attempts, messages, outbox } from './contact-schema.ts'
import type { Query, Store } from './store.ts'

export type MessageRow = typeof messages.$inferSelect

/** A redacted message is kept so long, in ms: 180 days, as tickets are. */
const messagesKept = 180 * 86_400_000

/** What became of forms is kept as long as searches, in ms: 90 days. */
const attemptsKept = 90 * 86_400_000

/** Whoever sends a message works on it so long, in ms; then another process may. */
const claimed = 60_000

/** The first retry, and the longest time between two, in ms. */
const firstRetry = 60_000
const longestRetry = 6 * 3_600_000

/** Keeps a message and, when somebody is to get it whole, its sealed text; false when it was there already. */
export async function keepMessage(
  store: Store,
  row: typeof messages.$inferInsert,
  { sealed, days, attempt }: { sealed: string | undefined; days: number; attempt: string | undefined },
): Promise<boolean> {
  const { db } = store
  let isNew = false
  await store.write(async () => {
    isNew = !(await knownMessage(store, row.id))
    if (!isNew) return []
    const expires = row.at + days * 86_400_000
    return [
      db.insert(messages).values(row),
      ...(sealed ? [db.insert(outbox).values({ message: row.id, sealed, next: row.at, expires })] : []),
      ...(attempt ? [db.update(attempts).set({ sentAt: row.at }).where(eq(attempts.key, attempt))] : []),
    ]
  })
  return isNew
}

export async function knownMessage({ db }: Store, id: string): Promise<boolean> {
  const found = await db.select({ id: messages.id }).from(messages).where(eq(messages.id, id))
  return found.length > 0
}

export interface Waiting {
  readonly message: string
  readonly sealed: string
  readonly tries: number
}

/** The next message whose time has come, claimed for this process alone; undefined when none waits. */
export async function claimNext(store: Store, now: number): Promise<Waiting | undefined> {
  const { db } = store
  const due = db
    .select({ message: outbox.message })
    .from(outbox)
    .where(lte(outbox.next, now))
    .orderBy(asc(outbox.next))
    .limit(1)
  const [waits] = await due
  if (!waits) return undefined
  const [rows = []] = await store.write([
    db
      .update(outbox)
      .set({ next: now + claimed, tries: sql`${outbox.tries} + 1` })
      .where(and(eq(outbox.message, waits.message), lte(outbox.next, now)))
      .returning({ message: outbox.message, sealed: outbox.sealed, tries: outbox.tries }),
  ])
  const [row] = rows as unknown as Waiting[]
  return row
}

/** The whole text goes as soon as somebody has it. */
export async function markDelivered(store: Store, message: string, now: number): Promise<void> {
  const { db } = store
  await store.write([
    db.update(messages).set({ delivered: now }).where(eq(messages.id, message)),
    db.delete(outbox).where(eq(outbox.message, message)),
  ])
}

/** Tried again after one minute, two, four … at most six hours. */
export async function markFailed(
  store: Store,
  { message, tries }: Waiting,
  fault: string,
  now: number,
): Promise<void> {
  const wait = Math.min(firstRetry * 2 ** (tries - 1), longestRetry)
  const { db } = store
  await store.write([
    db
      .update(outbox)
      .set({ next: now + wait, fault })
      .where(eq(outbox.message, message)),
  ])
}

/** What is past its time: whole texts that nobody took, old messages, old forms. */
export function forgetOldMessages({ db }: Store, now: number): Query[] {
  const over = lt(outbox.expires, now)
  const late = db.select({ id: outbox.message }).from(outbox).where(over)
  return [
    db.update(messages).set({ expired: now }).where(sql`${messages.id} IN ${late}`),
    db.delete(outbox).where(over),
    db.delete(messages).where(lt(messages.at, now - messagesKept)),
    db.delete(attempts).where(lt(attempts.at, now - attemptsKept)),
  ]
}

export interface KeptMessage extends MessageRow {
  /** Tries so far; null when it does not wait. */
  readonly tries: number | null
  readonly fault: string | null
}

/** The newest messages with where they are on their way. */
export async function newestMessages({ db }: Store, most: number): Promise<KeptMessage[]> {
  const rows = await db
    .select({ message: messages, tries: outbox.tries, fault: outbox.fault })
    .from(messages)
    .leftJoin(outbox, eq(outbox.message, messages.id))
    .orderBy(desc(messages.at))
    .limit(most)
  return rows.map(({ message, tries, fault }) => ({ ...message, tries, fault }))
}
