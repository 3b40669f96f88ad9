import { exchangeOf, latest, type Message } from './conversation.ts'
import { objectOf, objectsOf, textOf, traitsOf } from './fields.ts'
import type { RawTicket, Source } from './source.ts'
import { byHeader, type Columns, isTable } from './table-row.ts'
import { channelWord, priorityWord, satisfaction, statusWord } from './vocabulary.ts'

/**
 * Chatwoot: conversations of the application API (`data.payload`), each with all its `messages` where they were
 * fetched (a list of conversations has only the newest of each), and a table with one conversation a row.
 */
export const chatwoot: Source = {
  name: 'chatwoot',
  label: 'Chatwoot',
  lists: ['data.payload', 'payload', 'conversations'],
  ticket(conversation) {
    if (isTable(conversation)) return byHeader(conversation, columns)
    const externalId = textOf(conversation['display_id']) ?? textOf(conversation['id'])
    if (externalId === undefined) return { reason: 'The conversation has no id.', column: 'id' }
    const messages = objectsOf(conversation['messages'])
    const talk = exchangeOf(messages.map(message))
    if (talk.question === undefined)
      return { reason: 'There is no message of the customer in it. Export all messages.', column: 'messages' }
    const [first] = messages.filter((one) => message(one).by === 'customer')
    if (objectOf(objectOf(first?.['content_attributes'])['email'])['auto_reply'] === true)
      return {
        reason: 'Not from a customer: it is an automatic reply.',
        column: 'messages.content_attributes',
      }
    return conversationOf(conversation, externalId, talk)
  },
}

function conversationOf(
  conversation: Readonly<Record<string, unknown>>,
  externalId: string,
  { question, answers }: ReturnType<typeof exchangeOf>,
): RawTicket {
  const meta = objectOf(conversation['meta'])
  const sender = objectOf(meta['sender'] ?? conversation['contact'])
  const about = objectOf(conversation['additional_attributes'])
  const browser = objectOf(about['browser'])
  const messages = objectsOf(conversation['messages'])
  return {
    externalId,
    createdAt: conversation['created_at'],
    updatedAt: latest(
      ...[conversation['created_at'], conversation['updated_at'], conversation['last_activity_at']].map(
        whole,
      ),
    ),
    subject: textOf(about['mail_subject']),
    body: question,
    language:
      textOf(about['conversation_language']) ??
      textOf(about['browser_language']) ??
      textOf(browser['browser_language']),
    tags: (Array.isArray(conversation['labels']) ? conversation['labels'] : []).flatMap(
      (label) => textOf(label) ?? [],
    ),
    channel: channelWord(textOf(meta['channel']) ?? textOf(conversation['channel'])),
    status: statusWord(textOf(conversation['status'])),
    priority: priorityWord(textOf(conversation['priority'])),
    requester: { email: textOf(sender['email']), id: textOf(sender['identifier']) ?? textOf(sender['id']) },
    names: [sender['name']].map(textOf).filter((name) => name !== undefined),
    traits: traitsOf(sender['custom_attributes'], conversation['custom_attributes']),
    csat: messages.map(grade).findLast((one) => one !== undefined) ?? satisfaction(conversation['csat']),
    answers,
  }
}

/** Times are seconds since 1970, in some fields with a fraction. */
function whole(time: unknown): unknown {
  return typeof time === 'number' ? Math.floor(time) : time
}

/** 0 from the customer, 1 from an agent, 2 what happened, 3 what the system sends; webhooks write words. */
function message(one: Readonly<Record<string, unknown>>): Message {
  const kind = textOf(one['message_type'])
  return {
    by:
      kind === '0' || kind === 'incoming'
        ? 'customer'
        : kind === '1' || kind === 'outgoing'
          ? 'agent'
          : 'system',
    note: one['private'] === true,
    text: textOf(one['content']),
    at: one['created_at'],
  }
}

function grade(one: Readonly<Record<string, unknown>>): 0 | 1 | undefined {
  const submitted = objectOf(objectOf(one['content_attributes'])['submitted_values'])
  return satisfaction(objectOf(submitted['csat_survey_response'])['rating'])
}

const columns: Columns = {
  id: ['display_id', 'conversation id', 'conversation_id', 'id', 'konuşma kimliği', 'id rozmowy'],
  subject: ['subject', 'mail_subject', 'konu', 'temat'],
  body: [
    'first message',
    'first_message',
    'message',
    'messages',
    'content',
    'mesaj',
    'ilk mesaj',
    'wiadomość',
    'pierwsza wiadomość',
  ],
  createdAt: ['created_at', 'created at', 'oluşturulma', 'utworzono'],
  updatedAt: ['updated_at', 'updated at', 'last_activity_at', 'last activity at'],
  email: ['contact email', 'contact_email', 'contact email address', 'email', 'e-posta', 'e-mail'],
  name: ['contact', 'contact name', 'contact_name', 'kişi', 'kontakt'],
  customer: ['contact id', 'contact_id'],
  language: ['language', 'browser_language', 'conversation_language', 'dil', 'język'],
  status: ['status', 'durum'],
  priority: ['priority', 'öncelik', 'priorytet'],
  channel: ['channel', 'channel_type', 'kanal', 'kanał'],
  tags: ['labels', 'cached_label_list', 'etiketler', 'etykiety'],
  csat: ['csat', 'rating', 'csat rating', 'puan', 'ocena'],
}
