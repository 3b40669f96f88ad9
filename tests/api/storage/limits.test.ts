import { expect, test } from 'vitest'
import { forgetTries, giveBack, type Limit, sweepLimits, takeTry } from '#api/storage/limits.ts'
import { limits } from '#api/storage/limits-schema.ts'
import { testApi } from '#tests/support/api.ts'

const secret = Buffer.alloc(32, 3)
const second = 1000

const three = (kind: string, of = 'a'): Limit => ({ kind, of, times: 3, within: 30 * second })

async function limiter() {
  const api = await testApi()
  const store = api.context.app
  return {
    store,
    take: (at: number, ...asked: Limit[]) => takeTry(store, secret, asked, at),
    close: api.close,
  }
}

test('the fourth try waits until the first has worn off, and is not counted', async () => {
  const { take, close } = await limiter()
  const waits: number[] = []
  for (let n = 0; n < 5; n++) waits.push(await take(0, three('x')))
  expect(waits).toEqual([0, 0, 0, 10 * second, 10 * second])
  expect(await take(10 * second, three('x'))).toBe(0)
  await close()
})

test('a try that one limit refuses counts against none', async () => {
  const { take, close } = await limiter()
  for (let n = 0; n < 3; n++) await take(0, three('narrow'))
  for (let n = 0; n < 9; n++) expect(await take(0, three('narrow'), three('wide'))).toBeGreaterThan(0)
  expect(await take(0, three('wide'))).toBe(0)
  await close()
})

test('what is given back may be tried again, and what is forgotten starts from nothing', async () => {
  const { store, take, close } = await limiter()
  for (let n = 0; n < 3; n++) await take(0, three('x'))
  await giveBack(store, secret, [three('x')])
  expect([await take(0, three('x')), await take(0, three('x'))]).toEqual([0, 10 * second])
  await forgetTries(store, secret, [three('x')])
  expect(await take(0, three('x'))).toBe(0)
  await close()
})

test('however many other keys are tried and swept, a used-up limit stays used up', async () => {
  const { store, take, close } = await limiter()
  for (let n = 0; n < 3; n++) await take(0, three('x'))
  await Promise.all(Array.from({ length: 200 }, (_, n) => take(0, three('x', `invented ${n}`))))
  await store.write([sweepLimits(store, 1 * second)])
  expect(await take(1 * second, three('x'))).toBe(9 * second)
  await store.write([sweepLimits(store, 31 * second)])
  expect(await store.db.select().from(limits)).toEqual([])
  await close()
})

test('two hundred tries at the same moment are counted one by one', async () => {
  const { take, close } = await limiter()
  const waits = await Promise.all(Array.from({ length: 200 }, () => take(0, three('x'))))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(3)
  await close()
})

test('neither a place nor an account is stored', async () => {
  const { store, take, close } = await limiter()
  await take(0, three('x', 'ola@example.com'), three('place', '203.0.113.7'))
  expect(JSON.stringify(await store.db.select().from(limits))).not.toMatch(/ola|203\.0/)
  await close()
})
