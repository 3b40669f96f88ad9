import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Decided } from '#api/storage/decisions.ts'
import { effectOf, type Followed } from '#api/storage/staff-gaps.ts'
import type { Store } from '#api/storage/store.ts'
import type { GapRow } from '#api/storage/tickets-schema.ts'
import type { Library } from '#content/model/library.ts'
import { closedBy, type GapState, gapState, holding } from '#core/gaps/state.ts'

export interface GapSources {
  readonly app: Store
  readonly tickets: Store | undefined
  /** With its names in {@link language}. */
  readonly library: Library
  /** Of whoever reads the answer. */
  readonly language: string
  /** The content folder, where drafts lie. */
  readonly content: string
  /** `YYYY-MM-DD` */
  readonly today: string
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
  { library, content, today }: GapSources,
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
  // The folder has the last word: a draft may have been begun or removed since the library was read.
  const draft = [
    library.drafts.find((article) => article.answers === gap)?.file,
    begunDraft(decisions)?.file,
  ].find((file) => file !== undefined && existsSync(join(content, file)))
  const state = gapState({
    gap,
    decisions,
    library,
    draft: draft !== undefined,
    today,
    volume,
    effect: effectOf(followed.get(gap)),
  })
  const closed = state === 'published' || state === 'working' || state === 'not working'
  return {
    state,
    writer: writerOf(decisions),
    draft: state === 'drafted' ? draft : undefined,
    answer: closed ? closedBy({ gap, decisions, library })?.article : undefined,
  }
}

/** The draft that was begun here and not withdrawn: its file below the content folder, and the digest it was written with. */
export function begunDraft(
  decisions: readonly Decided[],
): { readonly file: string; readonly digest: string | null } | undefined {
  const begun = holding(decisions).findLast(({ decision }) => decision === 'draft' || decision === 'withdraw')
  if (begun?.decision !== 'draft' || !begun.article || !begun.locale) return undefined
  return { file: `articles/${begun.locale}/${begun.article}.mdx`, digest: begun.digest }
}

/** Beginning a draft takes a gap that nobody has, and no other. */
function writerOf(decisions: readonly Decided[]): string | undefined {
  let writer: string | undefined
  for (const one of holding(decisions)) {
    if (one.decision === 'assign') writer = one.writer ?? one.by
    if (one.decision === 'unassign') writer = undefined
    if (one.decision === 'draft') writer ??= one.by
  }
  return writer
}
