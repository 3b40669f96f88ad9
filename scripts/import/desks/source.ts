import type { TraitValue } from '#content/model/trait.ts'

/** A help desk's export format. One file a source; the list is in index.ts. */
export interface Source {
  /** As typed after `--source`. */
  readonly name: string
  /** As people know it. */
  readonly label: string
  /** Keys, or paths of two keys, under which its JSON keeps the list of tickets; a bare list is always understood. */
  readonly lists: readonly string[]
  /** One ticket out of one JSON object, or of one CSV row by its headers. Rejects what it cannot understand. */
  ticket(record: Readonly<Record<string, unknown>>): RawTicket | Reject
}

/** As it came from the help desk, with personal data in it: it lives in memory only, until accept.ts redacts it. */
export interface RawTicket {
  readonly externalId: string
  readonly url?: string | undefined
  /** Anything {@link instant} understands. */
  readonly createdAt: unknown
  readonly updatedAt?: unknown
  readonly subject?: string | undefined
  /** The customer's first message, plain or HTML. */
  readonly body?: string | undefined
  readonly language?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly channel?: string | undefined
  readonly status?: string | undefined
  readonly priority?: string | undefined
  readonly requester?: { readonly email?: string | undefined; readonly id?: string | undefined }
  /** Names that may stand in the text. */
  readonly names?: readonly string[] | undefined
  readonly organisation?: string | undefined
  readonly traits?: Readonly<Record<string, TraitValue>> | undefined
  readonly csat?: 0 | 1 | undefined
  /** What agents answered in public; absent when the export has no answers. Never stored: only whether an article was linked. */
  readonly answers?: readonly string[] | undefined
  /** External id of the ticket it was merged into; '' when it was merged and the export does not say where. */
  readonly mergedInto?: string | undefined
}

/** A row that is not a ticket we can use, and why; never with what stood in it. */
export interface Reject {
  readonly reason: string
  /** The field at fault. */
  readonly column?: string
}

export function isReject(outcome: object): outcome is Reject {
  return 'reason' in outcome
}
