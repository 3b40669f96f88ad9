import { expect, test } from 'vitest'
import { forgetTries, giveBack, type Limit, sweepLimits, takeTry } from '#api/storage/limits.ts'
import { limits } from '#api/storage/limits-schema.ts'
import { appStore } from '#tests/support/app-store.ts'

const secret = Buffer.alloc(32, 3)
const second = 1000

const three = (kind: string, of = 'a'): Limit => ({ kind, of, times: 3, within: 30 * second })

async function limiter() {
  const store = await appStore()
  return { store, take: (at: number, ...asked: Limit[]) => takeTry(store, secret, asked, at) }
}

test('the fourth try waits until the first has worn off, and is not counted', async () => {
  const { take } = await limiter()
  const waits: number[] = []
  for (let n = 0; n < 5; n++) waits.push(await take(0, three('x')))
  expect(waits).toEqual([0, 0, 0, 10 * second, 10 * second])
  expect(await take(10 * second, three('x'))).toBe(0)
})

test('a try that one limit refuses counts against none', async () => {
  const { take } = await limiter()
  for (let n = 0; n < 3; n++) await take(0, three('narrow'))
  for (let n = 0; n < 9; n++) expect(await take(0, three('narrow'), three('wide'))).toBeGreaterThan(0)
  expect(await take(0, three('wide'))).toBe(0)
})

test('what is given back may be tried again, and what is forgotten starts from nothing', async () => {
  const { store, take } = await limiter()
  for (let n = 0; n < 3; n++) await take(0, three('x'))
  await giveBack(store, secret, [three('x')])
  expect([await take(0, three('x')), await take(0, three('x'))]).toEqual([0, 10 * second])
  await forgetTries(store, secret, [three('x')])
  expect(await take(0, three('x'))).toBe(0)
})

test('however many other keys are tried and swept, a used-up limit stays used up', async () => {
  const { store, take } = await limiter()
  for (let n = 0; n < 3; n++) await take(0, three('x'))
  await Promise.all(Array.from({ length: 200 }, (_, n) => take(0, three('x', `invented ${n}`))))
  await store.write([sweepLimits(store, 1 * second)])
  expect(await take(1 * second, three('x'))).toBe(9 * second)
  await store.write([sweepLimits(store, 31 * second)])
  expect(await store.db.select().from(limits)).toEqual([])
})

test('a row is swept when its instant is past, and not before', async () => {
  const { store, take } = await limiter()
  await take(0, three('x'))
  const left = async (at: number) => {
    await store.write([sweepLimits(store, at)])
    return (await store.db.select().from(limits)).length
  }
  expect([await left(10 * second), await left(10 * second + 1)]).toEqual([1, 0])
})

test('steps are whole milliseconds, and a refused try waits one at least', async () => {
  const { take } = await limiter()
  const seven: Limit = { kind: 'x', of: 'a', times: 7, within: second }
  for (let n = 0; n < 6; n++) expect(await take(0, seven)).toBe(0)
  // 7 × 143 is one more than a second.
  expect([await take(0, seven), await take(1, seven)]).toEqual([1, 0])
})

test('two hundred tries at the same moment are counted one by one', async () => {
  const { take } = await limiter()
  const waits = await Promise.all(Array.from({ length: 200 }, () => take(0, three('x'))))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(3)
})

test('neither a place nor an account is stored', async () => {
  const { store, take } = await limiter()
  await take(0, three('x', 'ola@example.com'), three('place', '203.0.113.7'))
  const rows = await store.db.select().from(limits)
  expect(JSON.stringify(rows)).not.toMatch(/ola|203\.0/)
  // 22 characters of base64url are 132 bits.
  expect(rows.map(({ key }) => key.length)).toEqual([22, 22])
})
