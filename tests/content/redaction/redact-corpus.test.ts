import { describe, expect, test } from 'vitest'
import { type Mark, redact } from '#content/redaction/redact.ts'
import { type Item, type Part, readItems } from './corpus/item.ts'
import { type Counts, precision, recall, score } from './corpus/score.ts'

/** Of each kind at least this share must be gone, and at least this share of its marks be right. */
const floors: Readonly<Record<Mark, { recall: number; precision: number }>> = {
  email: { recall: 0.99, precision: 0.95 },
  card: { recall: 0.99, precision: 0.95 },
  iban: { recall: 0.99, precision: 0.95 },
  tckn: { recall: 0.99, precision: 0.95 },
  pesel: { recall: 0.99, precision: 0.95 },
  nip: { recall: 0.99, precision: 0.95 },
  phone: { recall: 0.95, precision: 0.95 },
  ip: { recall: 0.95, precision: 0.95 },
  'url-credentials': { recall: 0.99, precision: 0.95 },
  token: { recall: 0.9, precision: 0.95 },
  // Names in the middle of a sentence are found only where the given name is a common one.
  name: { recall: 0.85, precision: 0.9 },
  address: { recall: 0.9, precision: 0.9 },
  // Few of each are labelled, so one miss weighs much.
  passport: { recall: 0.9, precision: 0.95 },
  'identity-card': { recall: 0.9, precision: 0.95 },
  plate: { recall: 0.9, precision: 0.95 },
  'birth-date': { recall: 0.9, precision: 0.95 },
  ssn: { recall: 0.9, precision: 0.95 },
  nino: { recall: 0.9, precision: 0.95 },
  'tax-number': { recall: 0.9, precision: 0.95 },
  imei: { recall: 0.9, precision: 0.95 },
  handle: { recall: 0.75, precision: 0.95 },
}

const parts: readonly Part[] = ['seen', 'unseen']
const items = new Map<Part, Item[]>(parts.map((part) => [part, readItems(part)]))
const counts = new Map<Part, Counts>(
  parts.map((part) => [
    part,
    score(items.get(part)!, ({ text, lang, known }) => redact(text, lang, known)).counts,
  ]),
)

describe.each(parts)('the %s part of the corpus', (part) => {
  test.each(Object.entries(floors))('%s: recall and precision', (type, floor) => {
    const count = counts.get(part)!.get(`${type} all`)!
    expect(recall(count)).toBeGreaterThanOrEqual(floor.recall)
    expect(precision(count)).toBeGreaterThanOrEqual(floor.precision)
  })

  test.each(['en', 'tr', 'pl', 'de', 'fr', 'es'])('in %s every kind together', (lang) => {
    const count = counts.get(part)!.get(`all ${lang}`)!
    expect(recall(count)).toBeGreaterThanOrEqual(0.95)
    expect(precision(count)).toBeGreaterThanOrEqual(0.95)
  })

  test('leaves alone what is not personal', () => {
    const plain = items.get(part)!.filter(({ spans }) => spans.length === 0)
    const kept = plain.filter(({ text, lang }) => redact(text, lang) === text)
    expect(kept.length / plain.length).toBeGreaterThanOrEqual(0.97)
  })
})

/** What only somebody who knows can tell: an address's last group from a port, a company's name from a person's. */
const ambiguous = new Set(['seen-en-131', 'seen-pl-242'])

test.each(['en', 'tr', 'pl', 'de', 'fr', 'es'])(
  'in %s every text that may be read comes out as it is labelled',
  (language) => {
    const texts = items.get('seen')!.filter(({ id, lang }) => lang === language && !ambiguous.has(id))
    expect(texts.map(({ id, text, lang, known }) => `${id} ${redact(text, lang, known)}`)).toEqual(
      texts.map(({ id, text, spans }) => `${id} ${withMarks(text, spans)}`),
    )
  },
)

function withMarks(text: string, spans: Item['spans']): string {
  let written = ''
  let at = 0
  for (const { from, to, type } of spans) {
    written += `${text.slice(at, from)}[${type}]`
    at = to
  }
  return written + text.slice(at)
}

test('the corpus has 1,000 texts and 350 without anything personal, and labels stand on words', () => {
  const all = [...items.values()].flat()
  expect(all.length).toBeGreaterThanOrEqual(1000)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(all.filter(({ spans }) => spans.length === 0).length).toBeGreaterThanOrEqual(350)
  for (const { id, text, spans } of all)
    for (const { from, to } of spans) expect(text.slice(from, to).trim(), id).toMatch(/[\p{L}\p{N}]/u)
})
