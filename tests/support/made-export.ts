import { closeSync, openSync, writeSync } from 'node:fs'

/** An export that is made, of any size and always the same. */
export interface MadeExport {
  readonly form: 'ndjson' | 'csv'
  /** Ends with the first row that reaches this, in bytes. */
  readonly bytes: number
  /** Also rows that are broken, repeated, merged or not a customer's, as real exports have. */
  readonly mixed?: boolean
}

/** What customers of three languages write, with what must not be stored. */
const texts = [
  'Hello, my card has not arrived after %d days. Please call me on 07911 12%d, thank you very much.',
  'Merhaba, kartım %d gündür gelmedi, ne yapmalıyım? Bana 0532 123 45 67 numarasından ulaşabilirsiniz.',
  'Dzień dobry, moja karta nie dotarła od %d dni. Proszę o kontakt: klient%d@example.com, pozdrawiam.',
  'I was charged twice for order %d, how do I get the money back to my account? It has been a week now.',
  'Şifremi %d kez yanlış girdim ve hesabım kilitlendi; yeniden nasıl açabilirim, yardımcı olur musunuz?',
  'Jak mogę zmienić limit wypłat w bankomacie na %d zł? W aplikacji nie widzę takiej opcji od wczoraj.',
]

/** Writes it and returns the number of its rows. */
export function writeMadeExport(file: string, { form, bytes, mixed = false }: MadeExport): number {
  const handle = openSync(file, 'w')
  let rows = 0
  let written = 0
  let held = form === 'csv' ? 'id,subject,description,created_at,updated_at,email,plan\n' : ''
  const flush = () => {
    const part = Buffer.from(held)
    writeSync(handle, part)
    written += part.length
    held = ''
  }
  try {
    for (; written + held.length < bytes; rows++) {
      held += form === 'csv' ? csvRow(rows, mixed) : line(rows, mixed)
      if (held.length > 1024 * 1024) flush()
    }
    flush()
  } finally {
    closeSync(handle)
  }
  return rows
}

function ticket(at: number, mixed: boolean) {
  // Some tickets come again, as an earlier or a later version.
  const again = mixed && at % 10 === 9
  const id = again ? Math.floor(at / 2) : at
  const day = `2026-${String((id % 12) + 1).padStart(2, '0')}-${String((id % 28) + 1).padStart(2, '0')}`
  // Two questions of one language: as long as mails to a help desk are.
  const both = [id, id + 3, id].map((one) => texts[one % texts.length]).join('\n')
  const text = both.replaceAll('%d', String(1000 + (id % 9000)))
  return {
    id,
    subject: `Request ${id % 500}`,
    description: again ? `${text} (changed)` : text,
    created_at: `${day}T10:00:00Z`,
    updated_at: `${day}T${again && at % 20 === 9 ? '09' : again ? '12' : '11'}:00:00Z`,
    email: `customer${id % 50_000}@example.com`,
    plan: id % 3 === 0 ? 'business' : 'free',
  }
}

function line(at: number, mixed: boolean): string {
  if (mixed && at % 101 === 7) return '{"id": broken\n'
  const { email, plan, ...rest } = ticket(at, mixed)
  const tags = mixed && at % 53 === 5 ? ['closed_by_merge'] : mixed && at % 97 === 3 ? ['spam'] : ['card']
  return `${JSON.stringify({ ...rest, tags, requester: { email, user_fields: { plan } } })}\n`
}

function csvRow(at: number, mixed: boolean): string {
  if (mixed && at % 101 === 7) return `${at},too few\n`
  const cells = Object.values(ticket(at, mixed)).map((cell) => `"${String(cell).replaceAll('"', '""')}"`)
  return `${cells.join(',')}\n`
}
