import { expect, test } from 'vitest'
import { drain } from '#tests/campaigns/drain.ts'

test('readers who come back with every answer lose no request when the server stops', async () => {
  const { answered, lost, longest } = await drain(3)
  expect(lost).toBe(0)
  expect(answered).toBeGreaterThan(100)
  expect(longest).toBeLessThan(15_000)
}, 60_000)
