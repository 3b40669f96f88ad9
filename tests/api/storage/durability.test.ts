import { expect, test } from 'vitest'
import { durability } from '#tests/campaigns/durability.ts'

test('20 kills under load beside a process that locks the file lose no acknowledged write', async () => {
  const so = await durability(20)
  expect(so).toMatchObject({ rounds: 20, lost: 0, intact: 20 })
  expect(so.acknowledged).toBeGreaterThan(100)
  expect(so.locks).toBeGreaterThanOrEqual(20)
}, 300_000)
