import { expect, it } from 'vitest'
import { mutantsOf } from '#tests/campaigns/mutation.ts'

it('changes one thing at a time, and neither types nor what is thrown nor joined texts', () => {
  const source = [
    'type A = 1 | 2',
    'export function f(a: number, b: boolean): string {',
    "  if (!b && a > 3) throw new Error('more than ' + 3)",
    '  g(a)',
    "  return b ? a * 2 : 'n' + a",
    '}',
  ].join('\n')
  expect(
    mutantsOf(source).map(({ line, operator, was, is }) => `${line} ${operator} ${was} → ${is}`),
  ).toEqual([
    '3 condition !b && a > 3 → true',
    '3 condition !b && a > 3 → false',
    '3 logic && → ||',
    '3 negation !b → b',
    '3 boundary > → >=',
    '3 literal 3 → (3 + 1)',
    '4 call g(a) → ;',
    '5 condition b → true',
    '5 condition b → false',
    '5 arithmetic * → /',
    '5 literal 2 → (2 + 1)',
  ])
})
