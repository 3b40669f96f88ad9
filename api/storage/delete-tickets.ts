import { eq, inArray, type SQL } from 'drizzle-orm'
import type { Query, Store } from './store.ts'
import { gaps, gapTickets, tickets } from './tickets-schema.ts'

/**
 * Deletes tickets of tickets.db with their places in gaps and what gaps quote of them, in one batch; the report forgets
 * them with the next mining. Returns how many went.
 */
export async function deleteTickets(store: Store, which: SQL): Promise<number> {
  const { db } = store
  const theirs = db.select({ id: tickets.id }).from(tickets).where(which)
  let count = 0
  await store.write(async () => {
    const ids = new Set((await theirs).map(({ id }) => id))
    count = ids.size
    return [
      ...(await withoutSamples(store, (ticket) => ids.has(ticket))),
      db.delete(gapTickets).where(inArray(gapTickets.ticket, theirs)),
      db.delete(tickets).where(which),
    ]
  })
  return count
}

/** Queries that take what gaps quote of these tickets out of the gaps. */
async function withoutSamples({ db }: Store, gone: (ticket: string) => boolean): Promise<Query[]> {
  const quoting = await db.select({ id: gaps.id, samples: gaps.samples }).from(gaps)
  return quoting
    .filter(({ samples }) => samples.some(({ ticket }) => gone(ticket)))
    .map(({ id, samples }) =>
      db
        .update(gaps)
        .set({ samples: samples.filter(({ ticket }) => !gone(ticket)) })
        .where(eq(gaps.id, id)),
    )
}
