import { asc, eq, inArray } from 'drizzle-orm'
import { change } from './staff-change.ts'
import { decisions, type GapDecision, links, type SignalKind, signals, staff } from './staff-schema.ts'
import type { Store } from './store.ts'

/** One decision about a gap, as written down. */
export interface Decided {
  readonly gap: string
  readonly decision: GapDecision
  readonly by: string
  readonly at: number
  readonly reason: string | null
  readonly writer: string | null
  readonly article: string | null
  readonly locale: string | null
  readonly volume: number | null
}

export interface NewDecision {
  readonly gap: string
  readonly decision: GapDecision
  readonly by: string
  readonly reason?: string | undefined
  readonly writer?: string | undefined
  readonly article?: string | undefined
  readonly locale?: string | undefined
  /** Of `dismiss`: the gap's questions. */
  readonly volume?: number | undefined
}

/** Writes a decision down, with its line in the audit. */
export function decide(store: Store, { gap, decision, by, ...rest }: NewDecision): Promise<void> {
  return change(store, (at) => {
    const { reason = null, writer = null, article = null, locale = null, volume = null } = rest
    const row = { gap, decision, by, at, reason, writer, article, locale, volume }
    const detail = {
      ...(writer ? { writer } : {}),
      ...(article ? { article } : {}),
      ...(locale ? { locale } : {}),
    }
    const entry = { by, what: `gap.${past[decision]}`, object: gap, detail }
    return { value: undefined, write: { queries: [store.db.insert(decisions).values(row)], entry } }
  })
}

const past: Record<GapDecision, string> = {
  assign: 'assigned',
  unassign: 'unassigned',
  link: 'linked',
  dismiss: 'dismissed',
  draft: 'drafted',
  reopen: 'reopened',
}

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
  link: { article: string; locale: string; customer: string | null; by: string },
): Promise<void> {
  return change(store, (at) => ({
    value: undefined,
    write: {
      queries: [store.db.insert(links).values({ ...link, at })],
      entry: { by: link.by, what: 'article.shared', object: link.article, detail: { locale: link.locale } },
    },
  }))
}

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
  return change(store, (at) => ({
    value: undefined,
    write: {
      queries: [store.db.insert(signals).values({ ...signal, at })],
      entry: { by: signal.by, what: `signal.${signal.kind}`, object: signal.article ?? 'library' },
    },
  }))
}
