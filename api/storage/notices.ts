import { outbox } from './contact-schema.ts'
import { seal } from './seal.ts'
import type { Query, Store } from './store.ts'

/** What Kindred tells a company's own systems or people, beside messages of the contact form. */
export interface Notice {
  /** The same at each try. */
  readonly id: string
  readonly type: 'gap.product' | 'gap.answered' | 'digest.weekly' | 'alert.raised'
  /** ISO 8601, UTC. */
  readonly at: string
  readonly subject: string
  /** For a mail. */
  readonly text: string
  readonly html?: string
  /** For a webhook: the facts behind the text. */
  readonly data: Readonly<Record<string, unknown>>
}

/** A notice as it lies in the outbox, told apart from a message of the contact form. */
export interface Enclosed {
  readonly notice: Notice
}

/** Nobody who was away for a week wants the news of the week before, in ms. */
const kept = 7 * 86_400_000

/** The row by which the outbox sends a notice; one with the same id again is the same notice. */
export function posted({ db }: Store, notice: Notice, secret: Uint8Array): Query {
  const at = Date.parse(notice.at)
  const sealed = seal(JSON.stringify({ notice } satisfies Enclosed), notice.id, secret)
  return db
    .insert(outbox)
    .values({ message: notice.id, sealed, next: at, expires: at + kept })
    .onConflictDoNothing()
}

/** The notice as the body of a webhook, in the shape that Standard Webhooks recommends. */
export function asNoticeEvent({ type, at, data }: Notice): string {
  return JSON.stringify({ type, timestamp: at, data })
}
