import { gte } from 'drizzle-orm'
import { type Folders, folders, migrations } from '#api/settings/folders.ts'
import { customers, visitors } from '#api/storage/app-schema.ts'
import { minedEvidence } from '#api/storage/evidence.ts'
import { CannotOpen } from '#api/storage/faults.ts'
import { openStore, type Store } from '#api/storage/store.ts'
import { segmentAsks } from '#api/storage/tickets-schema.ts'
import { readLibrary } from '#content/library/index.ts'
import { openLibrary } from '#content/library/open-library.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import { dayIn, identify } from '#core/identify.ts'
import { viewFor } from '#core/ordering.ts'
import { runCommand, WrongUsage } from './command.ts'
import { findingLine, type HealthData, segmentHealth } from './segments/health.ts'
import { printProposals } from './segments/proposals.ts'

const usage = `Usage:
  npm run segments -- check [ID] [--strict]       are segments measurable, accessible, substantial, differentiable, actionable?
  npm run segments -- preview ID [--locale tr]    what readers of a segment see first, and why
  npm run segments -- discover CUSTOMERS.csv [--traits plan,seats] [--rfm last_order_at,orders,revenue]
                                                  groups among customers, each with a rule to paste into a segment

"discover" reads what "npm run customers" reads and stores nothing. --traits names those by which customers are grouped
(default: all that are declared), --rfm those of recency, frequency and monetary value (default as above, where declared).

Exit code: 0 done, 1 failed or, with --strict, a criterion that is not met; 2 wrong usage; 3 done, with rejected rows.`

/** Readers of so long count as those of today, in ms: 30 days. */
const month = 30 * 86_400_000

await runCommand({
  usage,
  options: {
    strict: { type: 'boolean', default: false },
    locale: { type: 'string' },
    traits: { type: 'string' },
    rfm: { type: 'string', default: 'last_order_at,orders,revenue' },
  },
  async run({ strict, locale, traits, rfm }, [command, id, ...rest]) {
    if (command !== 'check' && command !== 'preview' && command !== 'discover')
      throw new WrongUsage(command ? `There is no command called "${command}".` : 'Say what to do.')
    if (rest.length > 0) throw new WrongUsage(`"${rest[0]}" is one word too many.`)
    const where = folders()
    const { library } = await readLibrary(where.content)
    if (command === 'discover') {
      if (id === undefined) throw new WrongUsage('"discover" needs a file of customers.')
      const health = (proposed: Library) => healthData(proposed, where, new Date())
      return printProposals(library, id, { traits: traits?.split(','), rfm: rfm.split(','), health })
    }
    const ids = library.segments.map((one) => one.id)
    if (id !== undefined && !ids.includes(id))
      throw new WrongUsage(`There is no segment "${id}". They are: ${ids.join(', ')}.`)
    if (command === 'check') return check(library, where, id === undefined ? ids : [id], strict)
    if (id === undefined) throw new WrongUsage('"preview" needs a segment.')
    if (locale !== undefined && !library.site.locales.includes(locale))
      throw new WrongUsage(
        `The site does not speak "${locale}". It speaks ${library.site.locales.join(', ')}.`,
      )
    return preview(library, where, id, locale ?? library.site.locales[0] ?? 'en')
  },
})

async function check(
  library: Library,
  where: Folders,
  ids: readonly string[],
  strict: boolean,
): Promise<number> {
  const data = await healthData(library, where, new Date())
  let unmet = 0
  for (const id of ids) {
    console.log(`${id}`)
    for (const finding of segmentHealth(id, data)) {
      if (finding.met === false) unmet++
      console.log(findingLine(finding))
    }
  }
  return strict && unmet > 0 ? 1 : 0
}

async function preview(library: Library, where: Folders, id: string, locale: string): Promise<number> {
  const evidence = minedEvidence()
  await reading(where, 'tickets', undefined, (store) => evidence.refresh(store))
  const visitor = { facts: {}, choice: id }
  const opened = openLibrary(library)
  const view = viewFor({ library: opened, evidence: evidence.current(), visitor, locale, now: new Date() })
  const label = (one: { label: Parameters<typeof say>[0] } | undefined) =>
    say(one?.label, locale, library.site.locales[0])
  const lines = [
    'First for you',
    ...view.ordering.suggestions.map(({ title, because }) => `  ${title}: ${because.text}`),
    'Shelves',
    ...view.ordering.categories.map(
      (shelf) => `  ${label(library.categories.find((one) => one.id === shelf))}`,
    ),
    'Ways to reach us',
    ...view.ordering.channels.map(({ label: name, because }) => `  ${name}${because ? `: ${because}` : ''}`),
  ]
  console.log(lines.join('\n'))
  return 0
}

async function healthData(library: Library, where: Folders, now: Date): Promise<HealthData> {
  const { segments, traits, site } = library
  const today = dayIn(site.timezone, now)
  const locale = site.locales[0] ?? 'en'
  const asks = await reading(where, 'tickets', [], (store) => store.db.select().from(segmentAsks))
  return reading(where, 'app', { library, customers: [], readers: [], asks, now }, async ({ db }) => {
    const profiles = await db.select().from(customers)
    const seen = await db
      .select()
      .from(visitors)
      .where(gte(visitors.seenAt, now.getTime() - month))
    const byNumber = new Map(profiles.map((one) => [one.external ?? one.key, one.traits]))
    const readers = seen.map(({ facts, customer, chosen, choice }) => {
      const account = customer === null ? undefined : byNumber.get(customer)
      const visitor = { facts: { ...facts, ...(account && { account }) }, ...(chosen && { choice }) }
      return identify({ segments, traits, visitor, locale, today }).map((one) => one.segment)
    })
    return { library, customers: profiles.map((one) => one.traits), readers, asks, now }
  })
}

/** Reads one database without ever writing it; before the first start or import there is `nothing`. */
async function reading<T>(
  { appDb, appUrl, ticketsDb }: Folders,
  which: 'app' | 'tickets',
  nothing: T,
  read: (store: Store) => Promise<T>,
): Promise<T> {
  const file = which === 'app' ? { file: appDb, url: appUrl } : { file: ticketsDb }
  let store: Store
  try {
    store = await openStore({ ...file, migrations: migrations[which], writer: false })
  } catch (error) {
    if (error instanceof CannotOpen) return nothing
    throw error
  }
  try {
    return await read(store)
  } finally {
    await store.close()
  }
}
