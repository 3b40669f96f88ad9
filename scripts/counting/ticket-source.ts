import { and, gt, isNull } from 'drizzle-orm'
import type { Store } from '#api/storage/store.ts'
import { tickets } from '#api/storage/tickets-schema.ts'
import type { Library } from '#content/model/library.ts'
import { redact } from '#content/redaction/redact.ts'
import { segmenter } from '#scripts/mining/io/tickets.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'
import { Miscounted, type TokenSource } from './contract.ts'
import { jsonLines } from './json-lines.ts'
import { cleanedTogether, dayOf, ticketTokens } from './ticket-tokens.ts'

/** Every ticket of tickets.db that counts, a page at a time: ten million fit, since none is kept. */
export function storedTickets(store: Store, library: Library): TokenSource {
  const { id, subject, body, language, createdAt, traits } = tickets
  return {
    async *rows() {
      const segmentsOf = segmenter(library)
      for (let last = ''; ; ) {
        const rows = await store.db
          .select({ id, subject, body, language, createdAt, traits })
          .from(tickets)
          .where(and(gt(tickets.id, last), isNull(tickets.mergedInto)))
          .orderBy(tickets.id)
          .limit(cleanedTogether)
        if (rows.length === 0) return
        last = rows.at(-1)!.id
        const found = rows.map(
          (row): MiningTicket => ({
            ...{ id: row.id, subject: row.subject, body: row.body, text: row.body, createdAt: row.createdAt },
            segments: segmentsOf(row.traits, row.createdAt.slice(0, 10)),
            ...(row.language === null ? {} : { language: row.language }),
          }),
        )
        for (const ticket of found) if (dayOf(ticket) === undefined) throw undated(ticket)
        yield ticketTokens(found)
      }
    },
  }
}

/** Tickets in NDJSON files of the benchmark's form; personal data is taken out here. */
export function ticketFiles(files: readonly string[]): TokenSource {
  return {
    async *rows() {
      let held: MiningTicket[] = []
      for await (const ticket of ticketsIn(files)) {
        held.push(ticket)
        if (held.length < cleanedTogether) continue
        yield ticketTokens(held)
        held = []
      }
      yield ticketTokens(held)
    },
  }
}

async function* ticketsIn(files: readonly string[]): AsyncGenerator<MiningTicket> {
  for (const file of files) {
    for await (const lines of jsonLines(file)) {
      for (const { line, value } of lines) {
        const ticket = ticketOf(value)
        const where = `${file}:${line}\n  `
        if (typeof ticket === 'string') throw new Miscounted(where + ticket)
        if (dayOf(ticket) === undefined) throw undated(ticket, where)
        yield ticket
      }
    }
  }
}

/** Whether a file's first row has tokens already. */
export async function holdsTokens(file: string): Promise<boolean> {
  for await (const [first] of jsonLines(file))
    if (first) return typeof first.value === 'object' && first.value !== null && 'tokens' in first.value
  return false
}

function undated({ id, createdAt = '' }: MiningTicket, where = ''): Miscounted {
  return new Miscounted(
    `${where}The ticket ${JSON.stringify(id)} says ${JSON.stringify(createdAt)} for the time it was written. Write "created_at" as 2026-11-16T09:30:00Z, from 1970 to 2149.`,
  )
}

function ticketOf(value: unknown): MiningTicket | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'The row is not an object.'
  const row = value as Record<string, unknown>
  const id = typeof row['id'] === 'number' ? String(row['id']) : text(row['id'])
  if (id === undefined) return 'The ticket has no "id".'
  const subject = text(row['subject'])
  const body = text(row['body'] ?? row['text'])
  if (subject === undefined && body === undefined) return 'The ticket has neither "body" nor "subject".'
  const language = text(row['lang'] ?? row['language'])
  const clean = (said: string | undefined) => (said === undefined ? undefined : redact(said, language))
  return {
    id,
    subject: clean(subject),
    body: clean(body) ?? '',
    text: clean(body) ?? '',
    language,
    segments: [row['segments'] ?? row['segment']].flat().flatMap((one) => text(one) ?? []),
    createdAt: text(row['created_at']),
  }
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
