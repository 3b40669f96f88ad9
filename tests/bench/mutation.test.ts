import { expect, it } from 'vitest'
import { mutantsOf, sampleOf } from '#tests/campaigns/mutation.ts'

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
    '4 statement g(a) → ;',
    "5 return b ? a * 2 : 'n' + a → undefined",
    '5 condition b → true',
    '5 condition b → false',
    '5 arithmetic * → /',
    '5 literal 2 → (2 + 1)',
  ])
})

it('drops conditions of queries, defaults, assignments and what a function gives back', () => {
  const source = ['const f = (a) => a ?? 1', 'b += and(x, y)', 'return undefined'].join('\n')
  expect(mutantsOf(source).map(({ operator, was, is }) => `${operator} ${was} → ${is}`)).toEqual([
    'return a ?? 1 → undefined',
    'default a ?? 1 → 1',
    'literal 1 → (1 + 1)',
    'statement b += and(x, y) → ;',
    'conjunct x → undefined',
    'conjunct y → undefined',
  ])
})

it('tries as many of every operator as there are, up to an equal share, evenly over the file', () => {
  const source = `${'f(1)\n'.repeat(50)}a = b < c\n`
  const lines = Map.groupBy(sampleOf(mutantsOf(source), 11), ({ operator }) => operator)
  expect(lines.get('boundary')?.map(({ line }) => line)).toEqual([51])
  expect(lines.get('literal')?.map(({ line }) => line)).toEqual([1, 11, 21, 31, 41])
  expect(lines.get('statement')?.map(({ line }) => line)).toEqual([1, 11, 21, 31, 41])
})
