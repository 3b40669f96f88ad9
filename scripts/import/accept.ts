import { createHash } from 'node:crypto'
import { customerKey } from '#api/storage/customer-key.ts'
import type { TicketRow } from '#api/storage/tickets-schema.ts'
import { detectLanguage } from '#content/language/detect.ts'
import { authored } from '#content/message/authored.ts'
import { plainText } from '#content/message/plain-text.ts'
import type { Trait, TraitValue } from '#content/model/trait.ts'
import { ownNames } from '#content/redaction/company-names.ts'
import { isKnownLanguage, redact } from '#content/redaction/redact.ts'
import { linksArticle } from './article-link.ts'
import { unwanted } from './auto-replies.ts'
import { type DateReading, instant } from './dates.ts'
import { isReject, type RawTicket, type Reject } from './desks/source.ts'

export interface Acceptance extends DateReading {
  readonly source: string
  /** Overrides what the ticket's URL says. */
  readonly account?: string | undefined
  readonly secret: Uint8Array
  /** Only declared traits are kept: a help desk's other fields are nobody's business here. */
  readonly traits: readonly Trait[]
  /** Languages to expect. */
  readonly locales: readonly string[]
  /** The company's name in site.yaml; its words are nobody's name. */
  readonly company?: string | undefined
  /** Day of tickets that have none, ISO 8601. */
  readonly date?: string | undefined
  /** Tickets in languages that redaction has no rules for are refused. */
  readonly onlyKnownLanguages?: boolean | undefined
  /** Origin of this help centre, `https://help.example.com`: links to it in agents' answers are links to articles. */
  readonly site?: string | undefined
}

/** Longest message kept, in characters: beyond it stand quoted chains and logs, not the question. */
const longestBody = 20_000
const longestSubject = 500
/** A language shows in the first lines, and telling it costs as much as all else: characters looked at. */
const tellingText = 1000

/** In small letters, without digits: nothing but a name can be personal in it. */
const oneWord = /^[\p{Ll}_-]{1,100}$/u

/** The only door into the ticket store: what passes is redacted, what does not says why. */
export function accept(
  raw: RawTicket,
  { source, account, secret, traits, locales, company = '', site, dates, zone, ...rest }: Acceptance,
): TicketRow | Reject {
  const notAsked = unwanted(raw)
  if (notAsked) return notAsked
  const externalId = raw.externalId === '' ? idOf(raw, secret) : keptId(raw.externalId, secret)
  const hasDate = raw.createdAt !== undefined && raw.createdAt !== null && raw.createdAt !== ''
  const createdAt = instant(hasDate ? raw.createdAt : rest.date, 'created_at', { dates, zone })
  if (isReject(Object(createdAt))) return createdAt as Reject
  const updatedAt =
    raw.updatedAt === undefined ? createdAt : instant(raw.updatedAt, 'updated_at', { dates, zone })
  if (isReject(Object(updatedAt))) return updatedAt as Reject

  const plain = (text = '', longest: number) => plainText(text.slice(0, 4 * longest)).slice(0, longest)
  const written = { subject: plain(raw.subject, longestSubject), body: plain(raw.body, longestBody) }
  const telling = `${written.subject}\n${authored(written) || written.body}`.slice(0, tellingText)
  const language = detectLanguage(telling, raw.language, locales)
  if (rest.onlyKnownLanguages && !isKnownLanguage(language))
    return {
      reason: `Names and telephone numbers are not recognised in its language (${language}).`,
      column: 'language',
    }
  const desk = account ?? hostOf(raw.url)
  // "Hello Acme," in a ticket of acme.zendesk.com greets nobody.
  const own = [desk.split('.', 1)[0]!, ...ownNames(company)]
  const clean = (text: string) => redact(text, language, raw.names, own).trim()
  const subject = clean(written.subject)
  const body = clean(written.body)
  if (!/\p{L}/u.test(subject + body))
    return {
      reason: 'There is no text in it: subject and message are empty, or all of it was personal data.',
      column: 'description',
    }

  // A shifted column puts anything anywhere, so what should be one word is redacted like a text unless it is one.
  const names = new Set(raw.names?.map((name) => name.toLowerCase()))
  const word = (text: string, longest = 50) =>
    oneWord.test(text) && !names.has(text)
      ? text.slice(0, longest)
      : redact(text.slice(0, 2 * longest), language, raw.names).slice(0, longest)
  const id = (one: string) => `${source}:${desk}:${one}`
  const kept = {
    id: id(externalId),
    source,
    account: desk,
    externalId,
    // Addresses may carry credentials and names, so they are redacted like any text.
    url: raw.url === undefined ? null : redact(raw.url.slice(0, 500)),
    createdAt: createdAt as string,
    updatedAt: updatedAt as string,
    subject,
    body,
    language: /^[a-z]{2,3}$/.test(language) ? language : null,
    tags: (raw.tags ?? []).slice(0, 50).map((tag) => word(tag, 100)),
    channel: raw.channel === undefined ? null : word(raw.channel),
    status: raw.status === undefined ? null : word(raw.status),
    priority: raw.priority === undefined ? null : word(raw.priority),
    customer: keyOf(raw, id, secret),
    organisation:
      raw.organisation === undefined ? null : customerKey(id(raw.organisation), secret).slice(0, 32),
    traits: declared(raw.traits ?? {}, traits),
    csat: raw.csat ?? null,
    linkedArticle: raw.answers === undefined ? null : linksArticle(raw.answers, site) ? 1 : 0,
    mergedInto:
      raw.mergedInto === undefined
        ? null
        : raw.mergedInto === ''
          ? 'unknown'
          : id(keptId(raw.mergedInto, secret)),
  }
  return { ...kept, digest: createHash('sha256').update(JSON.stringify(kept)).digest('hex').slice(0, 16) }
}

/** As the help desk shows it, "ZGL/2026/11/001"; one that is long, cannot be printed or says who somebody is, as its hash. */
function keptId(text: string, secret: Uint8Array): string {
  if (/^[\w.:-]{1,64}$/.test(text)) return text
  const printable = /^[^\p{C}]{1,64}$/u.test(text) && text === text.trim()
  return printable && redact(text) === text ? text : customerKey(text, secret).slice(0, 24)
}

function hostOf(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) return ''
  return new URL(url).hostname.slice(0, 200)
}

/** Where the export has no ids, the same words of the same customer at the same time are the same ticket. */
function idOf({ createdAt, requester, subject, body }: RawTicket, secret: Uint8Array): string {
  const what = [createdAt, requester?.email ?? requester?.id ?? '', subject ?? '', body ?? '']
  return customerKey(JSON.stringify(what), secret).slice(0, 24)
}

/** E-mail is the same key everywhere; a help desk's own number counts customers just as well. */
function keyOf({ requester }: RawTicket, id: (part: string) => string, secret: Uint8Array): string | null {
  if (requester?.email !== undefined) return customerKey(requester.email, secret)
  return requester?.id === undefined ? null : customerKey(id(requester.id), secret)
}

function declared(
  given: Readonly<Record<string, TraitValue>>,
  traits: readonly Trait[],
): Record<string, TraitValue> {
  const out: Record<string, TraitValue> = {}
  for (const { id, type } of traits) {
    const value = Object.hasOwn(given, id) ? given[id] : undefined
    if (value === undefined) continue
    const fits =
      type === 'date'
        ? typeof value === 'string'
        : type === 'list'
          ? Array.isArray(value)
          : typeof value === type
    if (fits) out[id] = redacted(value)
    // CSV and custom fields write everything as text.
    else if (type === 'number' && typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,6})?$/.test(value))
      out[id] = Number(value)
    else if (type === 'boolean' && (value === 'true' || value === 'false')) out[id] = value === 'true'
  }
  return out
}

function redacted(value: TraitValue): TraitValue {
  if (typeof value === 'string') return redact(value.slice(0, 200))
  return Array.isArray(value) ? value.slice(0, 50).map((one) => redact(one.slice(0, 200))) : value
}
