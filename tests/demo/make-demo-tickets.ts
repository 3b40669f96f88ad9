import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Customer, inventCustomers, memorable } from './customers.ts'
import { dress, subjectOf } from './dressing.ts'
import { Random } from './random.ts'
import { askers, dayOf, type Kind, kinds } from './who-asks-when.ts'

/**
 * `npm run demo:tickets` writes Marlin's help desk export anew from the questions beside it: real words, invented
 * people. The same questions give the same bytes.
 */
const folder = join(import.meta.dirname, '..', '..', 'content', 'marlin', 'tickets')
const host = 'marlin.zendesk.com'
/** How many customers the demo has, and how many of them the desk knows. */
const population = 6000
const known = 200

interface Question {
  text: string
  label: string
  lang: string
}

const random = new Random(77)
const questions = [
  ...read('banking77.jsonl').map((row) => ({ ...row, lang: 'en' })),
  ...read('questions-tr.jsonl'),
  ...read('questions-pl.jsonl'),
]
const customers = inventCustomers(random, population)
const asked = random
  .shuffle(questions)
  .map((question) => ({ question, at: dayOf(random, question.label) }))
  .sort((a, b) => a.at - b.at)

const byKind = new Map<string, Customer[]>()
for (const customer of customers) {
  for (const language of customer.languages) {
    const key = `${customer.kind} ${language}`
    byKind.set(key, [...(byKind.get(key) ?? []), customer])
  }
}

const labels: string[] = []
const lines = asked.map(({ question, at }, index) => {
  const id = 20_001 + index
  labels.push(JSON.stringify({ ticket: id, label: question.label }))
  return JSON.stringify(ticketOf(id, question, at))
})
writeFileSync(join(folder, 'zendesk-export.ndjson'), `${lines.join('\n')}\n`)
writeFileSync(join(folder, 'labels.jsonl'), `${labels.join('\n')}\n`)

const some = [...memorable, ...random.shuffle(customers).slice(0, known - memorable.length)]
writeFileSync(
  join(folder, 'customers.ndjson'),
  some
    .map(({ email, id, locale, traits }) => JSON.stringify({ email, external_id: `m-${id}`, locale, traits }))
    .map((line) => `${line}\n`)
    .join(''),
)
console.log(`${lines.length} tickets of ${customers.length} customers, ${some.length} of them for the desk`)

function ticketOf(id: number, { text, label, lang }: Question, at: number) {
  const customer = whoAsks(label, lang, at)
  const channel = random.weighted({ mobile: 46, email: 26, web: 18, chat: 10 })
  const answered = at + random.between(0.2, 60) * 3_600_000
  const score = random.weighted({ none: 70, good: 23, bad: 7 })
  return {
    id,
    url: `https://${host}/api/v2/tickets/${id}.json`,
    created_at: instant(at),
    updated_at: instant(answered),
    subject: subjectOf(random, text, lang, channel),
    description: dress(random, text, lang, channel, customer),
    status: 'closed',
    requester: { name: customer.name, email: customer.email, user_fields: customer.traits },
    via: { channel },
    ...(score === 'none' ? {} : { satisfaction_rating: { score } }),
  }
}

function whoAsks(label: string, lang: string, at: number): Customer {
  const kind = random.weighted(askers(label)) as Kind
  if (kind === 'newcomer') {
    const fresh = customers.filter(
      ({ joined, languages }) => joined <= at && at - joined < 60 * 86_400_000 && languages.includes(lang),
    )
    if (fresh.length > 0) return random.pick(fresh)
  }
  const pool = (byKind.get(`${kind} ${lang}`) ?? byKind.get(`${kinds[0]} ${lang}`)!).filter(
    ({ joined }) => joined < at,
  )
  return random.pick(pool.length > 0 ? pool : customers)
}

function read(name: string): Question[] {
  const path = join(folder, name)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Question)
}

function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
