import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sources } from '#scripts/import/desks/index.ts'
import type { RawTicket, Source } from '#scripts/import/desks/source.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'
import { endure, endureReading } from './hostile.ts'
import { importer } from './importing.ts'
import { large, mutated } from './mutate.ts'
import { fixtures } from './story.ts'

let into: Awaited<ReturnType<typeof importer>>
beforeAll(async () => {
  into = await importer()
})
afterAll(() => into.close())

/** A source; `npm run campaign:import-fuzz` makes thousands. */
const files = 70
/** One of so many is stored as well. */
const stored = 10

describe.each(sources)('$label', (source) => {
  const own = fixtures.filter((fixture) => fixture.source === source)

  test('takes damaged exports or refuses them in words, and keeps nothing personal', async () => {
    const outcomes = new Set<string>()
    for (let seed = 0; seed < files; seed++) {
      const draw = randomFrom(seed)
      const other = fixtures[Math.floor(draw() * fixtures.length)]!
      const damaged = mutated(own[seed % own.length]!.bytes, other.bytes, draw)
      outcomes.add(await (seed % stored === 0 ? endure : endureReading)(into, source, damaged))
    }
    expect(outcomes).toContain('imported')
  })

  test('stands a field of a megabyte', async () => {
    const { bytes } = own[0]!
    for (const [at, make] of Object.values(large).entries())
      expect(['imported', 'unreadable']).toContain(
        await endure(into, source, make(bytes, randomFrom(at), bytes)),
      )
  })

  test('reads the exports of every other help desk without harm', async () => {
    for (const { bytes } of fixtures) await endureReading(into, source, bytes)
    expect(fixtures.length).toBeGreaterThan(20)
  })
})

describe('the net of these tests', () => {
  const leaking = (ticket: Partial<RawTicket>): Source => ({
    ...{ name: 'leak', label: 'Leak', lists: [] },
    ticket: () => ({ externalId: '1', createdAt: 1_790_000_000, body: 'Hello there', ...ticket }),
  })
  test('catches an address that is kept', async () => {
    const source = leaking({ createdAt: undefined })
    const telling = {
      ...source,
      ticket: () => ({ reason: 'No date for emma.clark@example.com', column: 'x' }),
    }
    await expect(endureReading(into, telling, Buffer.from('{"id":1}\n'))).rejects.toThrow(
      'An address is kept',
    )
    await expect(endure(into, telling, Buffer.from('{"id":1}\n'))).rejects.toThrow('among the rejects')
  })
  test('catches a crash', async () => {
    const broken = { ...leaking({}), ticket: () => leaking({}).lists.at(1)!.length as never }
    await expect(endure(into, broken, Buffer.from('{"id":1}\n'))).rejects.toThrow('crashed')
  })
  test('lets nothing through that stands in any field', async () => {
    const text = 'emma.clark@example.com'
    const everywhere = leaking({
      ...{
        subject: text,
        body: text,
        language: text,
        tags: [text],
        channel: text,
        status: text,
        priority: text,
      },
      ...{
        organisation: text,
        traits: { plan: text },
        mergedInto: text,
        url: `https://x.example/?q=${text}`,
      },
      requester: { email: text, id: text },
    })
    expect(await endure(into, everywhere, Buffer.from('{"id":1}\n'))).toBe('imported')
    expect(await endure(into, leaking({ externalId: text }), Buffer.from('{"id":1}\n'))).toBe('imported')
  })
})
