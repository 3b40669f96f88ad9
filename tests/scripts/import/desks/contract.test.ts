import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TicketRow } from '#api/storage/tickets-schema.ts'
import { sources } from '#scripts/import/desks/index.ts'
import { type Imported, importer } from '#tests/scripts/import/importing.ts'
import { type Fixture, fixtures, personal, unpacked } from '#tests/scripts/import/story.ts'

let into: Awaited<ReturnType<typeof importer>>
beforeAll(async () => {
  into = await importer()
})
afterAll(() => into.close())

test.each(sources)('$label has a fixture', ({ name }) => {
  expect(fixtures.filter(({ source }) => source.name === name)).not.toHaveLength(0)
})

test('every source has a name and a label of its own', () => {
  for (const names of [sources.map(({ name }) => name), sources.map(({ label }) => label)])
    expect(new Set(names).size).toBe(names.length)
})

/** What was said, without what is personal in it. */
const said = [
  {
    subject: /Card has not arrived/,
    body: /my card has not arrived after two weeks\. Please call me on \[phone\]/,
  },
  { subject: /Kart/, body: /kartım yurt dışında çalışmıyor, ne yapmalıyım\? TC kimlik no \[tckn\]/ },
  { subject: /[Zz]wrot/, body: /chcę zwrotu pieniędzy za tę transakcję\. Proszę o telefon: ?\[phone\]/ },
]

describe.each(fixtures)('$file', (fixture) => {
  const { source, bytes, lacks } = fixture
  const has = (what: Fixture['lacks'][number]) => !lacks.includes(what)
  let first: Imported
  beforeAll(async () => {
    first = await into.run(source, bytes)
  })
  const row = (id: number): TicketRow => first.rows.find(({ externalId }) => externalId === String(id))!

  test('brings every field of a ticket', () => {
    const facts = {
      createdAt: ['2026-10-01T09:00:00Z', '2026-10-03T09:00:00Z', '2026-10-06T09:00:00Z'],
      updatedAt: ['2026-10-02T10:00:00Z', '2026-10-05T10:00:00Z', '2026-10-07T10:00:00Z'],
      language: ['en', 'tr', 'pl'],
      tags: [['card', 'delivery'], ['card'], ['refund']],
      traits: [{ plan: 'business' }, { plan: 'personal' }, { plan: 'personal' }],
      csat: has('csat') ? [1, null, 0] : [null, null, null],
      linkedArticle: has('answers') ? [1, 0, 0] : [null, null, null],
      mergedInto: [null, null, null],
      ...{ status: fixture.status, priority: fixture.priority, channel: fixture.channel },
    }
    for (const [at, id] of [101, 102, 103].entries()) {
      const stored = row(id)
      const expected = Object.fromEntries(Object.entries(facts).map(([field, values]) => [field, values[at]]))
      expect.soft({ ...stored, tags: stored.tags.map((tag) => tag.toLowerCase()) }).toMatchObject(expected)
      expect.soft(stored.customer).toMatch(/^[0-9a-f]{64}$/)
      if (has('subject')) expect.soft(stored.subject).toMatch(said[at]!.subject)
      if (has('body')) expect.soft(stored.body).toMatch(said[at]!.body)
    }
  })

  test('accounts for every row, and says why it rejects one', () => {
    const { read, inserted, updated, unchanged, merged, rejected } = first.taken
    expect(inserted + updated + unchanged + merged + rejected).toBe(read)
    const repeats = fixture.file === 'zendesk.ndjson' ? 2 : 1
    expect({ inserted, updated, unchanged, merged }).toEqual({
      ...{ inserted: 3, updated: 0, unchanged: repeats, merged: has('merged') ? 1 : 0 },
    })
    const reasons = first.rejects.map(({ reason, column }) => `${column}: ${reason}`)
    expect(reasons).toEqual([
      expect.stringMatching(/spam/),
      expect.stringMatching(/automatic reply|"auto-reply"/),
      ...(has('agents') ? [expect.stringMatching(/Not from a customer|no message of the customer/)] : []),
      expect.stringMatching(/^created_at: There is no date/),
    ])
  })

  test.runIf(has('merged'))('counts a merged ticket once', () => {
    expect(first.rows.filter(({ mergedInto }) => mergedInto !== null)).toHaveLength(1)
    expect(row(104).mergedInto).toBe(has('target') ? row(101).id : 'unknown')
  })

  test('stores nothing personal, and lists nothing raw among the rejects', () => {
    const stored = JSON.stringify(first.rows.map(({ url: _, ...rest }) => rest))
    expect(stored).not.toMatch(personal)
    expect(first.rows.map(({ url }) => url).join(' ')).not.toMatch(personal)
    const rejects = JSON.stringify(first.rejects)
    expect(rejects).not.toMatch(personal)
    expect(rejects).not.toMatch(/cheap|away until monday|courier|deputy|yesterday|fees|31\.02/i)
  })

  test('brings nothing new the second time', async () => {
    await into.run(source, bytes)
    const again = await into.run(source, bytes, { keep: true })
    expect(again.taken).toMatchObject({ inserted: 0, updated: 0, rejected: first.taken.rejected })
    expect(again.rows).toEqual(first.rows)
  })

  test('gives the same rows in any order, and cut in two files anywhere', async () => {
    const { tickets, pack } = unpacked(fixture)
    const orders = fc.shuffledSubarray(tickets, { minLength: tickets.length })
    const cuts = fc.integer({ min: 1, max: tickets.length - 1 })
    await fc.assert(
      fc.asyncProperty(orders, cuts, async (order, cut) => {
        await into.run(source, pack(order.slice(0, cut)))
        const { rows } = await into.run(source, pack(order.slice(cut)), { keep: true })
        expect(rows).toEqual(first.rows)
      }),
      { numRuns: 4, seed: 20_261_122 },
    )
  })
})
