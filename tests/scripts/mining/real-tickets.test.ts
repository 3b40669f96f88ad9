import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import { restated } from '#api/storage/staff-gaps.ts'
import { openStore, type Store } from '#api/storage/store.ts'
import { tickets } from '#api/storage/tickets-schema.ts'
import { readLibrary } from '#content/library/index.ts'
import type { Library } from '#content/model/library.ts'
import { gapState } from '#core/gaps/state.ts'
import { lastGaps, type Stored, storeRun } from '#scripts/mining/io/store-run.ts'
import { miningArticles } from '#scripts/mining/io/tickets.ts'
import { mine } from '#scripts/mining/mine.ts'
import { usualSettings } from '#scripts/mining/thresholds.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'

const marlin = join(import.meta.dirname, '..', '..', '..', 'content', 'marlin')
/** Every seventh topic of Marlin's year, and of its tickets every third: enough for each, quick to mine. */
const everyTopic = 7
const everyTicket = 3

interface Export {
  id: number
  created_at: string
  subject: string
  description: string
  requester: { email: string }
}

function marlinsTickets(): MiningTicket[] {
  const labels = new Map(
    lines<{ ticket: number; label: string }>('labels.jsonl').map(({ ticket, label }) => [ticket, label]),
  )
  const kept = new Set([...new Set(labels.values())].sort().filter((_, at) => at % everyTopic === 0))
  return lines<Export>('zendesk-export.ndjson')
    .filter(({ id }) => kept.has(labels.get(id) ?? ''))
    .filter((_, at) => at % everyTicket === 0)
    .map(({ id, created_at, subject, description, requester }) => ({
      ...{ id: `zendesk:${id}`, text: `${subject}\n${description}`, subject, body: description },
      ...{ createdAt: created_at, customer: requester.email },
    }))
}

function lines<T>(file: string): T[] {
  return readFileSync(join(marlin, 'tickets', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
}

/** The first mining knows what was asked before. */
const cut = '2026-10-01'

let folder: string
let store: Store
let library: Library
interface Run {
  stored: Stored
  /** Gap → its tickets. */
  asked: Map<string, MiningTicket[]>
}
const runs: Run[] = []

async function run(asking: readonly MiningTicket[]) {
  const options = { settings: usualSettings, earlier: await lastGaps(store) }
  const result = mine(asking, miningArticles(library), options)
  const stored = await storeRun(store, { result, asOf: '2026-11-14', tickets: asking.length })
  const byId = new Map(asking.map((ticket) => [ticket.id, ticket]))
  const asked = stored.ids.map((id, at) => {
    return [id, result.gaps[at]!.ticketIds.map((ticket) => byId.get(ticket)!)] as const
  })
  runs.push({ stored, asked: new Map(asked) })
}

/** After a decision that was taken when the gap had `then` tickets. */
async function state(gap: string, decision: 'dismiss' | 'assign', then: number, now: number, day = cut) {
  const decisions = await restated(store, [{ gap, decision, at: Date.parse(day), volume: then }])
  return gapState({ gap, library, draft: false, today: '2026-11-14', volume: now, decisions })
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'real-'))
  store = await openStore({ file: join(folder, 'tickets.db'), migrations: migrations.tickets, writer: true })
  library = (await readLibrary(marlin)).library
  const all = marlinsTickets()
  const rows = all.map(({ id, createdAt, subject = '', body = '' }) => ({
    ...{
      id,
      source: 'zendesk',
      account: '',
      externalId: id,
      subject,
      body,
      tags: [],
      traits: {},
      digest: id,
    },
    ...{ createdAt: createdAt!, updatedAt: createdAt! },
  }))
  for (let at = 0; at < rows.length; at += 500)
    await store.write([store.db.insert(tickets).values(rows.slice(at, at + 500))])
  await run(all.filter(({ createdAt }) => createdAt! < cut))
  await run(all)
}, 60_000)
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

describe('with real tickets', () => {
  it('decisions stick when six weeks of tickets come in', async () => {
    const [first, second] = runs as [Run, Run]
    const before = first.stored.ids
    const still = before.filter((id) => second.asked.has(id))
    // In a small set six weeks of tickets move a group now and then; the last test says that each is accounted for.
    expect(still.length).toBeGreaterThanOrEqual(0.75 * before.length)
    const states = await Promise.all(
      still.map(async (id) => {
        const [then, now] = [first.asked.get(id)!.length, second.asked.get(id)!.length]
        return [await state(id, 'dismiss', then, now), await state(id, 'assign', then, now)]
      }),
    )
    // Within six weeks of a year nothing doubles, unless two gaps became one.
    const merged = second.stored.changes.filter(({ what }) => what === 'merged').length
    expect(states.filter(([dismissed]) => dismissed !== 'dismissed').length).toBeLessThanOrEqual(merged)
    expect(states.every(([, assigned]) => assigned === 'assigned')).toBe(true)
  })

  it('what was dismissed in June comes back where its tickets doubled since, and only there', async () => {
    const [, { stored, asked }] = runs as [Run, Run]
    const grown = stored.ids.map((id) => {
      const tickets = asked.get(id)!
      const then = tickets.filter(({ createdAt }) => createdAt! < '2026-06-01').length
      return { id, then, now: tickets.length }
    })
    const states = await Promise.all(
      grown.map(({ id, then, now }) => state(id, 'dismiss', then, now, '2026-06-01')),
    )
    const back = grown.filter((_, at) => states[at] === 'open')
    expect(back).toEqual(grown.filter(({ then, now }) => then > 0 && now >= 2 * then))
    expect(back.length).toBeGreaterThan(0)
    expect(back.length).toBeLessThan(grown.length)
  })

  it('every gap that is gone is accounted for: merged, split or ended', () => {
    const [first, second] = runs as [Run, Run]
    const assigned = second.stored.changes.flatMap((change) =>
      change.what === 'merged' ? change.of : change.what === 'returned' ? [] : [change.gap],
    )
    const gone = first.stored.ids.filter((id) => !second.asked.has(id))
    expect(gone.filter((id) => !assigned.includes(id))).toEqual([])
  })

  it('no id is ever used for two gaps', () => {
    for (const { stored } of runs) expect(new Set(stored.ids).size).toBe(stored.ids.length)
  })
})
