import { test } from 'vitest'
import { importer } from './importing.ts'
import { orderDoesNotMatter } from './order.ts'

test('the same versions of tickets end in the same rows, in any order and any number of files', async () => {
  const into = await importer()
  await orderDoesNotMatter(into, { numRuns: 30, seed: 22 })
  await into.close()
})
