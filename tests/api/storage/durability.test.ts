import { expect, test } from 'vitest'
import { durability } from '#tests/campaigns/durability.ts'

test('8 kills under load beside a process that locks the file lose no acknowledged write', async () => {
  const so = await durability(8)
  expect(so).toMatchObject({ rounds: 8, lost: 0, intact: 8 })
  expect(so.acknowledged).toBeGreaterThan(40)
  expect(so.locks).toBeGreaterThanOrEqual(8)
}, 300_000)
