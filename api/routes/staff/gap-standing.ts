import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Decided } from '#api/storage/decisions.ts'
import { type Followed, weeklyOf } from '#api/storage/staff-gaps.ts'
import type { Store } from '#api/storage/store.ts'
import type { GapRow } from '#api/storage/tickets-schema.ts'
import type { Library } from '#content/model/library.ts'
import { closedBy, type GapState, gapState } from '#core/gaps/state.ts'

export interface GapSources {
  readonly app: Store
  readonly tickets: Store | undefined
  readonly library: Library
  /** The content folder, where drafts lie. */
  readonly content: string
}

export interface Standing {
  readonly state: GapState
  /** Staff id of the writer. */
  readonly writer: string | undefined
  /** The draft's file below the content folder, while it is there. */
  readonly draft: string | undefined
  /** Id of the article that answers. */
  readonly answer: string | undefined
}

/** Where a gap stands: derived from the decisions, the library as last built, and the drafts in the folder. */
export function standing(
  { library, content }: GapSources,
  {
    gap: { id: gap, volume },
    followed,
    decisions,
  }: {
    readonly gap: Pick<GapRow, 'id' | 'volume'>
    readonly followed: Followed
    readonly decisions: readonly Decided[]
  },
): Standing {
  const begun = decisions.findLast((one) => one.decision === 'draft' && one.article && one.locale)
  const file = begun && `articles/${begun.locale}/${begun.article}.mdx`
  const known = library.drafts.find((article) => article.answers === gap)
  const published = library.articles.find((article) => article.answers === gap)
  // A draft written since the library was read is a draft already.
  const fresh = !known && !published && file !== undefined && existsSync(join(content, file))
  const drafts = fresh ? [{ answers: gap } as Library['drafts'][number]] : []
  const state = gapState({
    gap,
    decisions,
    library: { articles: library.articles, drafts: [...library.drafts, ...drafts] },
    volume,
    ...weeklyOf(followed.get(gap)),
  })
  const closed = state === 'published' || state === 'working' || state === 'not working'
  return {
    state,
    writer: writerOf(decisions),
    draft: state === 'drafted' ? (known?.file ?? file) : undefined,
    answer: closed ? closedBy({ gap, decisions, library })?.article : undefined,
  }
}

/** Beginning a draft takes a gap that nobody has, and no other. */
function writerOf(decisions: readonly Decided[]): string | undefined {
  let writer: string | undefined
  for (const one of decisions) {
    if (one.decision === 'assign') writer = one.writer ?? one.by
    if (one.decision === 'unassign') writer = undefined
    if (one.decision === 'draft') writer ??= one.by
  }
  return writer
}
