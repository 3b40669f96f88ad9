import { createHash } from 'node:crypto'
import { asc, desc } from 'drizzle-orm'
import { Busy, isTaken } from './faults.ts'
import { audit } from './staff-schema.ts'
import type { Query, Store } from './store.ts'

/** What the audit can hold: `<noun>.<past tense>`. Older lines keep the names of their time. */
export const auditActions = [
  'article.saved',
  'article.shared',
  'articles.changed',
  'articles.restored',
  'audit.forgotten',
  'code.taken',
  'customer-link.made',
  'customer-link.withdrawn',
  'customer.erased',
  'customer.looked-up',
  'customers.filled',
  'customers.merged',
  'draft.asked-of-model',
  'gap.askers-told',
  'gap.assigned',
  'gap.unassigned',
  'gap.linked',
  'gap.dismissed',
  'gap.drafted',
  'gap.draft-withdrawn',
  'gap.snoozed',
  'gap.merged',
  'gap.given-to-product',
  'gap.separated',
  'gap.reopened',
  'gap.undone',
  'inbox.answered',
  'inbox.reopened',
  'invitation.revoked',
  'key.made',
  'key.revoked',
  'password.changed',
  'password.reset',
  'password.reset-offered',
  'picture.added',
  'recovery-code.taken',
  'reset.revoked',
  'role.changed',
  'second-step.dropped',
  'second-step.set',
  'session.ended',
  'sessions.ended',
  'settings.changed',
  'signal.flag',
  'signal.nothing-fits',
  'site.published',
  'staff.invited',
  'staff.joined',
  'staff.linked',
  'staff.removed',
] as const

export type AuditAction = (typeof auditActions)[number]

/** One line of the audit: who did what to what. */
export interface Entry {
  /** Staff id, `command`, or `nobody` for somebody who is not signed in. */
  readonly by: string
  readonly what: AuditAction
  readonly object: string
  /** Nothing secret and nothing personal. */
  readonly detail?: Record<string, unknown>
}

/** What a change comes to: rows to write with their audit line, or only an answer. */
export interface Outcome<Value> {
  readonly value: Value
  readonly write?: { readonly queries: readonly Query[]; readonly entry: Entry }
}

/** Processes that share a database may collide so often in one change, which is then decided again. */
const mostTries = 20

/**
 * Reads, decides and writes, so that "used once" and "the last admin" hold. The rows and their audit line are one
 * batch: both are there, or neither. Optimistic locking by the audit chain: its end is read first, and no two lines
 * may follow the same line, so the batch of whoever decided on what has changed since is refused by the database,
 * whichever process changed it, and decided again. `at` is now, milliseconds since 1970.
 */
export async function change<Value>(
  store: Store,
  decide: (at: number) => Promise<Outcome<Value>> | Outcome<Value>,
): Promise<Value> {
  for (let tries = 1; ; tries++) {
    const outcome: { made?: Outcome<Value>; after?: string } = {}
    try {
      await store.write(async () => {
        const at = Date.now()
        const after = await lastHash(store)
        outcome.after = after
        outcome.made = await decide(at)
        const { write } = outcome.made
        if (!write) return []
        return [
          ...write.queries,
          store.db.insert(audit).values(sealed({ at, detail: {}, ...write.entry }, after)),
        ]
      })
      if (!outcome.made) throw new Error('A write was acknowledged that was never decided.')
      return outcome.made.value
    } catch (error) {
      // A constraint that fails with nobody having come between is a fault of the change itself.
      if (!isTaken(error) || (await lastHash(store)) === outcome.after) throw error
      if (tries === mostTries) throw new Busy('Too many changes at once.')
    }
  }
}

/**
 * The id of the first audit row that does not follow from the one before it; undefined when the chain is whole. Where old
 * lines were removed (see retention.ts) the first must follow the one that the removal names.
 */
export async function brokenAt(store: Store): Promise<number | undefined> {
  const rows = await store.db.select().from(audit).orderBy(asc(audit.id))
  const removal = rows.findLast(({ what }) => what === 'audit.forgotten')
  let previous = String(removal?.detail['until'] ?? '')
  for (const row of rows) {
    if (row.previous !== previous || sealed(row, previous).hash !== row.hash) return row.id
    previous = row.hash
  }
  return undefined
}

async function lastHash(store: Store): Promise<string> {
  const [last] = await store.db.select({ hash: audit.hash }).from(audit).orderBy(desc(audit.id)).limit(1)
  return last?.hash ?? ''
}

interface Line extends Required<Omit<Entry, 'what'>> {
  readonly at: number
  readonly what: string
}

function sealed({ at, by, what, object, detail }: Line, previous: string) {
  const text = JSON.stringify([previous, at, by, what, object, detail])
  return { at, by, what, object, detail, previous, hash: createHash('sha256').update(text).digest('hex') }
}
