import { setTimeout as pause } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/libsql'
import { expect, test } from 'vitest'
import { usedTokens } from '#api/storage/app-schema.ts'
import { NulInText } from '#api/storage/faults.ts'
import { WriteQueue } from '#api/storage/write-queue.ts'

const db = drizzle({ connection: 'file::memory:' })
const token = (jti: string) => db.insert(usedTokens).values({ jti, expiresAt: 1 })

test('a write that is refused before its turn ends neither the waiting nor the store before the others', async () => {
  const order: string[] = []
  const queue = new WriteQueue({
    async commit(statements) {
      await pause(5)
      order.push('committed')
      return statements.map(() => [])
    },
    close: async () => void order.push('closed'),
  })
  const good = queue.add([token('a')])
  const refused = expect(queue.add([token('b\0')])).rejects.toThrow(NulInText)
  await queue.settle()
  order.push('settled')
  await Promise.all([good, refused])
  const [last, wrong] = [queue.add([token('c')]), queue.add([token('d\0')])]
  await Promise.allSettled([queue.close(), last, wrong])
  expect(order).toEqual(['committed', 'settled', 'committed', 'closed'])
})
