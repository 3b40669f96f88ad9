import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { traitSchema } from '#content/model/trait.ts'
import { type ReadRow, readCustomers } from '#scripts/customers/read-customers.ts'

const folder = mkdtempSync(join(tmpdir(), 'kindred-'))
afterAll(() => rmSync(folder, { recursive: true }))

const traits = [
  traitSchema.parse({ id: 'plan', type: 'string', values: ['free', 'business'] }),
  traitSchema.parse({ id: 'trips', type: 'number' }),
  traitSchema.parse({ id: 'vip', type: 'boolean' }),
  traitSchema.parse({ id: 'products', type: 'list' }),
]

async function read(name: string, text: string): Promise<ReadRow[]> {
  const file = join(folder, name)
  writeFileSync(file, text)
  const rows = await Array.fromAsync(readCustomers(file, traits))
  return rows.toSorted((a, b) => a.line - b.line)
}

test('a table is read by its header, with the types that traits are declared as', async () => {
  const rows = await read(
    'a.csv',
    '\uFEFFEmail;external_id;locale;plan;trips;vip;products\r\nAnna@Example.com;m-1;tr;business;4;TRUE;card|loan\r\nb@example.com;;;;;;\r\n',
  )
  expect(rows).toEqual([
    {
      line: 2,
      customer: {
        ...{ email: 'anna@example.com', external_id: 'm-1', locale: 'tr' },
        traits: { plan: 'business', trips: 4, vip: true, products: ['card', 'loan'] },
      },
    },
    { line: 3, customer: { email: 'b@example.com', traits: {} } },
  ])
})

test('a row that cannot be a customer is told with its line and without its words, and the others are read', async () => {
  const rows = await read(
    'b.csv',
    'email,trips,plan\na@example.com,many,free\nb@example.com,1\nc@example.com,2,gold\nd@example.com,3,free\n',
  )
  expect(rows.map(({ line }) => line)).toEqual([2, 3, 4, 5])
  expect(rows.map(({ customer }) => (typeof customer === 'string' ? customer : customer.traits))).toEqual([
    'The trait "trips" must be a number.',
    'The row has more or fewer cells than the header, or a quote that is not closed.',
    'The trait "plan" is one of free, business.',
    { trips: 3, plan: 'free' },
  ])
})

test('one JSON object a line is read as before', async () => {
  const rows = await read('c.ndjson', '{"email":"a@example.com","traits":{"trips":1}}\n\nnothing\n')
  expect(rows).toEqual([
    { line: 1, customer: { email: 'a@example.com', traits: { trips: 1 } } },
    { line: 3, customer: expect.stringContaining('not one JSON object') },
  ])
})
