import { expect, test } from 'vitest'
import { type Found, inOrder, merge } from '#content/redaction/detector.ts'

const found = (from: number, to: number, mark: Found['mark'] = 'name'): Found => ({ from, to, mark })

test('finds are put in reading order, and of those that overlap the one that begins first stays, then the longer', () => {
  expect(inOrder([found(8, 9), found(2, 5), found(0, 3), found(0, 2), found(3, 4)])).toEqual([
    found(0, 3),
    found(3, 4),
    found(8, 9),
  ])
})

test('of two lists the first wins where they overlap, and finds that only touch both stay', () => {
  const strong = [found(2, 4, 'card'), found(6, 8, 'card')]
  expect(merge(strong, [found(0, 2), found(3, 5), found(4, 6), found(7, 9), found(9, 10)])).toEqual([
    found(0, 2),
    found(2, 4, 'card'),
    found(4, 6),
    found(6, 8, 'card'),
    found(9, 10),
  ])
  expect(merge([], strong)).toEqual(strong)
  expect(merge(strong, [])).toEqual(strong)
})
