import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import { change, type Entry } from './staff-change.ts'
import { decisions, type GapDecision, links, type SignalKind, signals, staff } from './staff-schema.ts'
import type { Store } from './store.ts'

/** One decision about a gap, as written down. */
export type Decided = typeof decisions.$inferSelect

export interface NewDecision
  extends Partial<
    Pick<
      Decided,
      'reason' | 'writer' | 'article' | 'locale' | 'volume' | 'until' | 'target' | 'digest' | 'part'
    >
  > {
  readonly gap: string
  readonly decision: GapDecision
  readonly by: string
}

export interface Deciding {
  /** Id of the last decision that whoever decides has seen, 0 for none; undefined: whatever it is. */
  readonly last?: number | undefined
  /** Once nobody else can decide about this gap and before the decision is written; a throw keeps it unwritten. */
  readonly first?: (() => Promise<void>) | undefined
  /** Takes back what {@link first} did, when the decision could not be written after all. */
  readonly otherwise?: (() => Promise<void>) | undefined
}

/**
 * Compare-and-set: writes a decision down with its line in the audit, if the gap's last decision is still the one that
 * was seen. Otherwise nothing is written and the answer is `conflict`. It is asked in the turn of the write queue, and
 * the unique index over (gap, after) asks again in the batch, for writers in another process.
 */
export async function decide(
  store: Store,
  { gap, decision, by, ...rest }: NewDecision,
  { last, first, otherwise }: Deciding = {},
): Promise<'done' | 'conflict'> {
  let begun = false
  try {
    return await change<'done' | 'conflict'>(store, async (at) => {
      const after = (await decisionsOf(store, gap)).at(-1)?.id ?? 0
      if (last !== undefined && last !== after) return { value: 'conflict' }
      await first?.()
      begun = true
      const detail = Object.fromEntries(
        (['writer', 'article', 'locale', 'until', 'target'] as const).flatMap((name) =>
          rest[name] ? [[name, rest[name]]] : [],
        ),
      )
      const entry: Entry = { by, what: `gap.${past[decision]}`, object: gap, detail }
      const row = { gap, after, decision, by, at, ...rest }
      return { value: 'done', write: { queries: [store.db.insert(decisions).values(row)], entry } }
    })
  } catch (error) {
    if (begun) await otherwise?.()
    if (/UNIQUE[\s\S]*decisions\.(gap|after)/.test(String((error as Error).cause ?? error))) return 'conflict'
    throw error
  }
}

const past = {
  assign: 'assigned',
  unassign: 'unassigned',
  link: 'linked',
  dismiss: 'dismissed',
  draft: 'drafted',
  withdraw: 'draft-withdrawn',
  snooze: 'snoozed',
  merge: 'merged',
  product: 'given-to-product',
  separate: 'separated',
  reopen: 'reopened',
  undo: 'undone',
} as const satisfies Record<GapDecision, string>

/** Oldest first; of one gap, or of all. */
export function decisionsOf(store: Store, gap?: string): Promise<Decided[]> {
  const query = store.db.select().from(decisions)
  return (gap === undefined ? query : query.where(eq(decisions.gap, gap))).orderBy(asc(decisions.id))
}

/** Names by staff id; somebody who left is not in it. */
export async function namesOf(store: Store, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await store.db
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(inArray(staff.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** An agent took an article's link for a customer. */
export function recordLink(
  store: Store,
  link: Pick<typeof links.$inferSelect, 'article' | 'locale' | 'customer' | 'segments' | 'by' | 'reference'>,
): Promise<void> {
  return change(store, (at) => ({
    value: undefined,
    write: {
      queries: [store.db.insert(links).values({ ...link, at })],
      entry: { by: link.by, what: 'article.shared', object: link.article, detail: { locale: link.locale } },
    },
  }))
}

/** The same signal about the same ticket within this time, in milliseconds, is one: a day. */
const sameWithin = 24 * 60 * 60 * 1000

/** An agent says that nothing fits, or that an article is wrong. The text must be redacted already. */
export function recordSignal(
  store: Store,
  signal: {
    kind: SignalKind
    text: string
    article: string | null
    customer: string | null
    segments: string[]
    locale: string | null
    by: string
  },
): Promise<void> {
  return change(store, async (at) => {
    const { kind, text, article, customer } = signal
    const [same] = await store.db
      .select({ id: signals.id })
      .from(signals)
      .where(
        and(
          eq(signals.kind, kind),
          eq(signals.text, text),
          gt(signals.at, at - sameWithin),
          article === null ? isNull(signals.article) : eq(signals.article, article),
          customer === null ? isNull(signals.customer) : eq(signals.customer, customer),
        ),
      )
      .limit(1)
    if (same) return { value: undefined }
    return {
      value: undefined,
      write: {
        queries: [store.db.insert(signals).values({ ...signal, at })],
        entry: { by: signal.by, what: `signal.${kind}`, object: article ?? 'library' },
      },
    }
  })
}
