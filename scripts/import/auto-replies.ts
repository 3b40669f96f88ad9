import type { RawTicket, Reject } from './desks/source.ts'
import { folded } from './desks/vocabulary.ts'

/** Tags by which help desks and people mark what no customer wrote. */
const tags: ReadonlySet<string> = new Set([
  ...['spam', 'junk', 'auto_reply', 'autoreply', 'auto-reply', 'automatic_reply', 'out_of_office', 'ooo'],
  ...['system_email', 'system_email_notification_failure', 'bounce'],
])

const statuses: Readonly<Record<string, string>> = {
  spam: 'It is marked as spam.',
  deleted: 'The ticket was deleted.',
}

/**
 * What mail programs write before the subject of an answer nobody wrote, in English, Turkish, Polish, German, Spanish
 * and French. A colon or a bracket must follow, so that "Undeliverable parcel" stays a question.
 */
const automatic = new RegExp(
  folded(
    `^\\s{0,9}(?:(?:re|fw|fwd|yn|ynt|odp|aw|rv)\\s?:\\s{0,3})?\\[?(?:${[
      'auto(?:matic|mated)? ?-?(?:reply|response)|out of (?:the )?office(?: (?:reply|message))?|undeliver(?:able|ed)(?: mail)?',
      'delivery status notification|mail delivery (?:failed|failure|subsystem)|returned mail',
      'otomatik (?:yanıt|yanit|cevap)|ofis dışında|iletilemedi|teslim edilemedi',
      'autoodpowiedź|autoodpowiedz|automatyczna odpowiedź|odpowiedź automatyczna|poza biurem|niedostarczalne',
      'automatische antwort|abwesenheitsnotiz|abwesend|unzustellbar',
      'respuesta automática|fuera de la oficina|no se puede entregar',
      'réponse automatique|absence du bureau|non remis',
    ].join('|')})(?:\\s?[:\\])(]|\\s{0,9}$)`,
  ),
)

/** Why this is nobody's question: spam, deleted, or sent by a machine. */
export function unwanted({ subject = '', tags: marks = [], status }: RawTicket): Reject | undefined {
  const reason = status === undefined || !Object.hasOwn(statuses, status) ? undefined : statuses[status]
  if (reason !== undefined) return { reason, column: 'status' }
  const mark = marks.map((tag) => tag.toLowerCase()).find((tag) => tags.has(tag))
  if (mark !== undefined) return { reason: `Not from a customer: it is tagged "${mark}".`, column: 'tags' }
  // Intercom writes subjects as HTML.
  if (automatic.test(folded(subject.slice(0, 300).replace(/<[^<>]{0,200}>/g, ''))))
    return { reason: 'Not from a customer: its subject is that of an automatic reply.', column: 'subject' }
  return undefined
}
