import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mark } from '#content/redaction/redact.ts'

/** One labelled text: what is personal in it stands at `text.slice(from, to)`. */
export interface Item {
  readonly id: string
  readonly lang: 'en' | 'tr' | 'pl' | 'de' | 'fr' | 'es'
  readonly text: string
  readonly spans: readonly { readonly from: number; readonly to: number; readonly type: Mark }[]
  /** Names that the export gives for the requester. */
  readonly known?: readonly string[]
  /** The heading in the frames that it came from; "kept: …" has nothing personal in it. */
  readonly about: string
}

export type Part = 'seen' | 'unseen'

/** `seen` may be read while improving; `unseen` is only counted. */
export function readItems(part: Part): Item[] {
  return readFileSync(join(import.meta.dirname, `${part}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Item)
}
