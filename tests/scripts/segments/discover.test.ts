import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { checkCondition } from '#content/library/check-conditions.ts'
import { parseYaml } from '#content/library/yaml-file.ts'
import { type Traits, traitSchema } from '#content/model/trait.ts'
import { discover } from '#scripts/segments/discover.ts'
import { printProposals } from '#scripts/segments/proposals.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const traits = [
  traitSchema.parse({ id: 'plan', type: 'string', values: ['free', 'pro'] }),
  traitSchema.parse({ id: 'seats', type: 'number' }),
  traitSchema.parse({ id: 'products', type: 'list', values: ['card', 'loan'] }),
  traitSchema.parse({ id: 'last_order_at', type: 'date' }),
  traitSchema.parse({ id: 'orders', type: 'number' }),
  traitSchema.parse({ id: 'revenue', type: 'number' }),
  traitSchema.parse({ id: 'note', type: 'string' }),
]

/** Firms that buy much and often, and people who bought once long ago; a note nobody shares. */
const customers: Traits[] = Array.from({ length: 300 }, (_, at): Traits => {
  const note = `note ${at}`
  return at % 3 === 0
    ? {
        plan: 'pro',
        seats: 10 + (at % 40),
        products: ['card', 'loan'],
        last_order_at: '2026-11-10',
        orders: 20 + (at % 7),
        revenue: 900 + at,
        note,
      }
    : {
        plan: 'free',
        products: ['card'],
        last_order_at: `2025-0${1 + (at % 9)}-03`,
        orders: 1 + (at % 2),
        revenue: 10 + (at % 9),
        note,
      }
})
const rfm = { recency: 'last_order_at', frequency: 'orders', monetary: 'revenue' }
const found = discover(customers, traits, { today: '2026-11-23', rfm })

describe('discovering segments', () => {
  it('finds the two groups that are there, and for each a rule that tells it from the rest', () => {
    expect(found.silhouette).toBeGreaterThan(0.5)
    expect(found.proposals.map(({ size, precision, recall }) => ({ size, precision, recall }))).toEqual([
      { size: 200, precision: 1, recall: 1 },
      { size: 100, precision: 1, recall: 1 },
    ])
    expect(found.proposals[1]?.who).toEqual({ plan: 'pro' })
  })

  it('gives rules that the content check takes', () => {
    for (const { who } of found.proposals) {
      const yaml = parseYaml('segments/x.yaml', JSON.stringify({ who }))
      expect(checkCondition(who!, traits, yaml)).toEqual([])
    }
  })

  it('scores recency, frequency and monetary value where they are declared', () => {
    const [people, firms] = found.proposals
    expect(firms?.rfm.recency).toBeGreaterThan(4)
    expect(firms?.rfm.monetary).toBeGreaterThan(4)
    expect(people?.rfm.frequency).toBeLessThan(3)
    const without = discover(customers, traits.slice(0, 2), { today: '2026-11-23', rfm })
    expect(without.proposals[0]?.rfm).toEqual({})
  })

  it('gives the same for the same customers', () => {
    expect(discover(customers, traits, { today: '2026-11-23', rfm })).toEqual(found)
  })
})

describe('npm run segments -- discover', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-discover-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const library = { ...tinyLibrary(), traits, segments: [] }
  const health = async (proposed: typeof library) => ({
    library: proposed,
    customers: [],
    readers: [],
    asks: [],
    now: new Date(),
  })
  const run = async (table: string) => {
    const file = join(folder, 'customers.csv')
    writeFileSync(file, table)
    const said: string[] = []
    const [log, error] = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')]
    for (const spy of [log, error]) spy.mockImplementation((text: string) => void said.push(text))
    try {
      const code = await printProposals(library, file, {
        traits: ['plan', 'seats'],
        rfm: [],
        health: health as never,
      })
      return { code, said: said.join('\n') }
    } finally {
      log.mockRestore()
      error.mockRestore()
    }
  }
  const rows = customers.map(({ plan, seats }, at) => `c${at}@example.com,${plan},${seats ?? ''}`)

  it('prints a block a proposal with its rule, and names rows that are wrong by line and field', async () => {
    const { code, said } = await run(['email,plan,seats', ...rows, 'x@example.com,gold,3'].join('\n'))
    expect(code).toBe(3)
    expect(said).toContain('customers.csv:302\n  The trait "plan" is one of free, pro.')
    expect(said).toContain('Proposal 1: 200 customers, 66.7 %')
    expect(said).toContain('✓ substantial')
    expect(said).toContain('who:\n  plan: pro')
  })

  it('says that a handful of customers has no groups', async () => {
    await expect(run(['email,plan,seats', ...rows.slice(0, 9)].join('\n'))).rejects.toThrow(
      'customers.csv holds 9 customers that can be read, and groups need at least 60.',
    )
  })
})
