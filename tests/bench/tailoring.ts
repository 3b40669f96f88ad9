/**
 * `npm run bench:tailoring`: is the answer among the first links a customer is shown? The product's own import and counts
 * learn from the tickets before August 2026 of two thirds of the customers; asked are the later tickets of the last third,
 * three times over. A ticket's answers are known from its label (search-answers.json), never from mining. The demo's generator invented who asks
 * what, so other worlds are drawn too: the same tickets, written by other people.
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrations } from '#api/settings/folders.ts'
import { openStore } from '#api/storage/store.ts'
import { createFinder } from '#content/library/find.ts'
import { readLibrary } from '#content/library/index.ts'
import { articleIds } from '#content/library/locate.ts'
import { openLibrary } from '#content/library/open-library.ts'
import { demandFor } from '#core/demand.ts'
import { type Asks, type Evidence, evidenceOf, noEvidence } from '#core/evidence.ts'
import { order } from '#core/order.ts'
import { suggest } from '#core/suggest.ts'
import { readingOf } from '#scripts/mining/corpus.ts'
import { foundArticles } from '#scripts/mining/gaps/found-articles.ts'
import { segmentAsks } from '#scripts/mining/gaps/segment-asks.ts'
import { miningArticles, miningTickets } from '#scripts/mining/io/tickets.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'
import { Random } from '#tests/demo/random.ts'

const root = join(import.meta.dirname, '..', '..')
const marlin = join(root, 'content', 'marlin')
const cut = '2026-08-01'
/** Customers are split in so many parts; each part asks what the others taught. */
const parts = 3
const links = [1, 3, 6] as const
/** Resamples of customers for the intervals, and worlds drawn of each kind. */
const resamples = 1000
const worlds = 10

interface Question {
  readonly customer: string
  readonly locale: string
  /** Strongest first; never empty. */
  readonly segments: readonly string[]
  readonly answers: readonly string[]
  /** What was learnt from other customers, earlier. */
  readonly evidence: Evidence
}

/** The first six links for one question's writer. */
type Method = (question: Question) => readonly string[]

const answers = JSON.parse(readFileSync(join(import.meta.dirname, 'search-answers.json'), 'utf8')) as Record<
  string,
  string[]
>
const library = openLibrary((await readLibrary(marlin)).library)
const finder = createFinder(library)
const tickets = await importAll()
const labels = labelsOf()
const folds = Array.from({ length: parts }, (_, part) => {
  const before = tickets.filter((ticket) => (ticket.createdAt ?? '') < cut && partOf(ticket) !== part)
  const later = tickets.filter((ticket) => (ticket.createdAt ?? '') >= cut && partOf(ticket) === part)
  return { before, later, found: foundArticles(readingOf(before, miningArticles(library)), finder) }
})

const demo = askedIn((ticket) => ticket)
const answered = demo.filter(({ answers }) => answers.length > 0).length / demo.length
console.log(
  `Asked: ${demo.length} tickets of ${new Set(demo.map(({ customer }) => customer)).size} customers in a segment, ${share(answered)} of them answered by the library.\n`,
)
table('The demo’s world', demo, methodsOf())
knownArticles()
worldsTable('No segment effect', (random) => shuffled(random))
worldsTable('Other leanings', (random) => redrawn(random))

/** Every later ticket of a customer in a segment, with what its fold's other customers taught. */
function askedIn(
  move: (ticket: MiningTicket) => MiningTicket,
  foundIn: (fold: (typeof folds)[number]) => ReadonlyMap<string, string | null> = ({ found }) => found,
): Question[] {
  return folds.flatMap((fold) => {
    const tickets = fold.before.map(move)
    const rows = segmentAsks({ tickets, found: foundIn(fold), topics: [], groups: new Map(), gaps: [] })
    const evidence = evidenceOf(
      rows.flatMap((row): Asks[] => (row.article === null ? [] : [{ ...row, article: row.article }])),
    )
    return fold.later.map(move).flatMap((ticket) => questionOf(ticket, evidence))
  })
}

/** How much of what is missing is the order's fault, and how much that of the articles found: with each ticket's true article. */
function knownArticles(): void {
  const questions = askedIn(
    (ticket) => ticket,
    ({ before }) => new Map(before.map(({ id }) => [id, answersTo(labels.get(id) ?? '')[0] ?? null])),
  )
  const at = (method: Method) => hits(questions, method, 3) / questions.length
  console.log(
    `\n**Were every ticket’s article known**, first 3: Kindred ${share(at(methodsOf()['Kindred']!))}, ${share(at(methodsOf()['Kindred']!) / at(bestPossible(questions)))} of the best possible.`,
  )
}

function methodsOf(): Record<string, Method> {
  const asked = library.site.most_asked
  return {
    Kindred: homeLinks(({ evidence }) => evidence),
    'Kindred without evidence': homeLinks(() => noEvidence),
    'hand lists': ({ segments }) =>
      [
        ...new Set(segments.flatMap((id) => library.segments.find((one) => one.id === id)?.suggest ?? [])),
      ].slice(0, 6),
    'editors’ order': () => articleIds(library).slice(0, 6),
    'Most asked': () => asked.slice(0, 6),
    'Most asked, counted': ({ locale, evidence }) => counted(evidence, locale),
  }
}

/** What the home page shows: First for you, then the titles of the first shelves that are not there already. */
function homeLinks(evidenceOf: (question: Question) => Evidence): Method {
  const known = new Map<Evidence, Map<string, readonly string[]>>()
  return (question) => {
    const { segments: ids, locale } = question
    const evidence = evidenceOf(question)
    const lists = known.get(evidence) ?? new Map<string, readonly string[]>()
    known.set(evidence, lists)
    const key = [locale, ...ids].join(' ')
    let found = lists.get(key)
    if (!found) {
      const segments = ids.flatMap((id) => library.segments.find((one) => one.id === id) ?? [])
      const demand = demandFor({ library, evidence, segments, locale })
      const first = suggest({ library, demand, segments, locale }).map(({ article }) => article)
      const shelves = order(
        library.categories.map(({ id }) => id),
        demand.shelves,
      )
      const samples = shelves.flatMap((shelf) => {
        const own = articleIds(library).filter((id) => id.startsWith(`${shelf}/`))
        return order(own, demand.more)
          .filter((id) => !first.includes(id))
          .slice(0, 4)
      })
      found = [...first, ...samples].slice(0, 6)
      lists.set(key, found)
    }
    return found
  }
}

function counted({ usual }: Evidence, locale: string): string[] {
  return [...(usual.get(locale) ?? [])]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 6)
    .map(([id]) => id)
}

/** For every strongest segment the links that hold most of its answers: nobody can do better with one list a segment. */
function bestPossible(questions: readonly Question[]): Method {
  const lists = new Map<string, string[]>()
  for (const [segment, own] of groupBy(questions, (question) => question.segments[0]!)) {
    const list: string[] = []
    let left = own
    while (list.length < 6) {
      const hits = new Map<string, number>()
      for (const { answers } of left) for (const id of answers) hits.set(id, (hits.get(id) ?? 0) + 1)
      const [best] = [...hits].sort((a, b) => b[1] - a[1])
      if (!best) break
      list.push(best[0])
      left = left.filter(({ answers }) => !answers.includes(best[0]))
    }
    lists.set(segment, list)
  }
  return ({ segments }) => lists.get(segments[0]!) ?? []
}

function table(title: string, questions: readonly Question[], methods: Record<string, Method>): void {
  const all: Record<string, Method> = { ...methods, 'best possible': bestPossible(questions) }
  const groups: [string, readonly Question[]][] = [
    ['all', questions],
    ...[...groupBy(questions, (question) => question.segments[0]!)].sort((a, b) => b[1].length - a[1].length),
    ...[...groupBy(questions, (question) => question.locale)].sort((a, b) => b[1].length - a[1].length),
  ]
  for (const n of links) {
    console.log(`\n**${title}: answer among the first ${n}**\n`)
    console.log(`| readers | tickets | ${Object.keys(all).join(' | ')} |`)
    console.log(
      `|---|--:|${Object.keys(all)
        .map(() => '--:|')
        .join('')}`,
    )
    for (const [name, own] of groups)
      console.log(
        `| ${name} | ${own.length} | ${Object.values(all)
          .map((method) => interval(own, method, n))
          .join(' | ')} |`,
      )
  }
  const hit = (method: Method) => hits(questions, method, 3) / questions.length
  const ratio = ratioInterval(questions, all['Kindred']!, all['Most asked']!, 3)
  console.log(
    `\nAt three, all segments: ${(hit(all['Kindred']!) / hit(all['Most asked']!)).toFixed(2)} × Most asked (95 % ${ratio}), ${(hit(all['Kindred']!) / hit(all['Most asked, counted']!)).toFixed(2)} × Most asked as counted, ${share(hit(all['Kindred']!) / hit(all['best possible']!))} of the best possible.`,
  )
}

/** Kindred against Most asked as counted in many drawn worlds, and what is possible there. */
function worldsTable(title: string, draw: (random: Random) => (ticket: MiningTicket) => MiningTicket): void {
  const rows = Array.from({ length: worlds }, (_, seed) => {
    const questions = askedIn(draw(new Random(seed + 1)))
    const methods = methodsOf()
    const at = (method: Method) => hits(questions, method, 3) / questions.length
    return {
      ours: at(methods['Kindred']!),
      counted: at(methods['Most asked, counted']!),
      site: at(methods['Most asked']!),
      best: at(bestPossible(questions)),
    }
  })
  const mean = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((sum, row) => sum + of(row), 0) / rows.length
  const differences = rows.map((row) => row.ours - row.counted)
  const middle = differences.reduce((sum, one) => sum + one, 0) / worlds
  const error = Math.sqrt(
    differences.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (worlds - 1) / worlds,
  )
  console.log(
    `\n**${title}**, ${worlds} worlds, first 3: Kindred ${share(mean((row) => row.ours))}, Most asked ${share(mean((row) => row.site))}, as counted ${share(mean((row) => row.counted))}, best possible ${share(mean((row) => row.best))}; Kindred − counted ${(middle * 100).toFixed(2)} ± ${(2 * error * 100).toFixed(2)} points.`,
  )
}

/** Every customer gets the segments of another one: who asks what says nothing any more. */
function shuffled(random: Random): (ticket: MiningTicket) => MiningTicket {
  const people = new Map<string, readonly string[]>()
  for (const { customer, segments = [] } of tickets)
    if (customer && !people.has(customer)) people.set(customer, segments)
  const bags = [...people.values()]
  for (let at = bags.length - 1; at > 0; at--) {
    const other = random.whole(0, at)
    ;[bags[at], bags[other]] = [bags[other]!, bags[at]!]
  }
  const given = new Map([...people.keys()].map((customer, at) => [customer, bags[at]!]))
  return (ticket) => ({ ...ticket, segments: [...(given.get(ticket.customer ?? '') ?? [])] })
}

/** Every subject is asked three to six times as often by two segments drawn for it. */
function redrawn(random: Random): (ticket: MiningTicket) => MiningTicket {
  const all = library.segments.map(({ id }) => id)
  const size = 0.08
  const leanings = new Map(
    [...new Set(labels.values())]
      .sort()
      .map((label) => [
        label,
        new Map([random.pick(all), random.pick(all)].map((id) => [id, random.between(3, 6)])),
      ]),
  )
  return (ticket) => {
    const leaning = leanings.get(labels.get(ticket.id) ?? '')
    const segments = all.filter((id) => random.chance(Math.min(0.9, size * (leaning?.get(id) ?? 1))))
    return { ...ticket, segments }
  }
}

function questionOf(
  { id, customer = id, language = 'en', segments = [] }: MiningTicket,
  evidence: Evidence,
): Question[] {
  if (segments.length === 0) return []
  return [
    {
      customer,
      locale: library.site.locales.includes(language) ? language : 'en',
      segments,
      answers: answersTo(labels.get(id) ?? ''),
      evidence,
    },
  ]
}

function hits(questions: readonly Question[], method: Method, n: number): number {
  return questions.filter((question) => {
    const shown = method(question).slice(0, n)
    return question.answers.some((id) => shown.includes(id))
  }).length
}

/** Share with Wilson's 95 % interval. */
function interval(questions: readonly Question[], method: Method, n: number): string {
  const all = questions.length
  const p = hits(questions, method, n) / all
  const z = 1.96
  const middle = (p + (z * z) / (2 * all)) / (1 + (z * z) / all)
  const half = (z * Math.sqrt((p * (1 - p)) / all + (z * z) / (4 * all * all))) / (1 + (z * z) / all)
  return `${(p * 100).toFixed(1)} (${((middle - half) * 100).toFixed(0)}–${((middle + half) * 100).toFixed(0)})`
}

/** The ratio of two methods on the same customers, resampled: its middle 95 %. */
function ratioInterval(questions: readonly Question[], ours: Method, theirs: Method, n: number): string {
  const people = [...groupBy(questions, ({ customer }) => customer).values()].map(
    (own) => [hits(own, ours, n), hits(own, theirs, n)] as const,
  )
  const random = new Random(1)
  const ratios = Array.from({ length: resamples }, () => {
    let [mine, other] = [0, 0]
    for (let times = people.length; times > 0; times--) {
      const [one, two] = random.pick(people)
      mine += one
      other += two
    }
    return mine / Math.max(1, other)
  }).sort((a, b) => a - b)
  return `${ratios[Math.floor(resamples * 0.025)]!.toFixed(2)}–${ratios[Math.floor(resamples * 0.975)]!.toFixed(2)}`
}

function share(p: number): string {
  return `${(p * 100).toFixed(1)} %`
}

function groupBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one])
  return groups
}

/** A customer's tickets stay together. */
function partOf({ id, customer = id }: MiningTicket): number {
  return [...customer].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) >>> 0, 7) % parts
}

/** Label of each stored ticket. */
function labelsOf(): Map<string, string> {
  const byNumber = new Map(
    lines(join(marlin, 'tickets', 'labels.jsonl')).map((line) => {
      const { ticket, label } = JSON.parse(line) as { ticket: number; label: string }
      return [String(ticket), label]
    }),
  )
  return new Map(tickets.map(({ id }) => [id, byNumber.get(id.split(':').at(-1) ?? '') ?? '']))
}

function answersTo(label: string): readonly string[] {
  return answers[label] ?? []
}

function lines(file: string): string[] {
  return readFileSync(file, 'utf8').trim().split('\n')
}

/** All tickets of the demo, imported by the product's own command into a folder that goes away. */
async function importAll(): Promise<MiningTicket[]> {
  const data = mkdtempSync(join(tmpdir(), 'kindred-tailoring-'))
  try {
    const env = { ...process.env, KINDRED_DATA: data, KINDRED_CONTENT: marlin }
    const file = join(marlin, 'tickets', 'zendesk-export.ndjson')
    const ran = spawnSync(process.execPath, ['scripts/import.ts', file, '--source', 'zendesk'], {
      cwd: root,
      env,
      encoding: 'utf8',
    })
    if (ran.status !== 0) throw new Error(ran.stderr)
    const store = await openStore({
      file: join(data, 'tickets.db'),
      migrations: migrations.tickets,
      writer: false,
    })
    try {
      return await miningTickets(store, library)
    } finally {
      await store.close()
    }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
