import { expect, test } from 'vitest'
import type { TraitValue } from '#content/model/trait.ts'
import { asCondition } from '#scripts/segments/as-condition.ts'
import { growTree, type Question, waysIn } from '#scripts/segments/cart.ts'

const row = (isIn: boolean, known: Record<string, TraitValue>) => ({
  known: new Map(Object.entries(known)),
  isIn,
})
const rows = (times: number, isIn: boolean, known: Record<string, TraitValue>) =>
  Array.from({ length: times }, () => row(isIn, known))
const from = (trait: string, value: number): Question => ({ trait, operator: '$gte', value })
const is = (trait: string, value: TraitValue): Question => ({ trait, operator: '$eq', value })
const grown = { depth: 3, leaf: 1 }

/** Fourteen days of Quinlan (1986), asked as yes and no: the first question of CART on them is the outlook. */
const days: [string, string, string, string, boolean][] = [
  ['sunny', 'hot', 'high', 'weak', false],
  ['sunny', 'hot', 'high', 'strong', false],
  ['overcast', 'hot', 'high', 'weak', true],
  ['rain', 'mild', 'high', 'weak', true],
  ['rain', 'cool', 'normal', 'weak', true],
  ['rain', 'cool', 'normal', 'strong', false],
  ['overcast', 'cool', 'normal', 'strong', true],
  ['sunny', 'mild', 'high', 'weak', false],
  ['sunny', 'cool', 'normal', 'weak', true],
  ['rain', 'mild', 'normal', 'weak', true],
  ['sunny', 'mild', 'normal', 'strong', true],
  ['overcast', 'mild', 'high', 'strong', true],
  ['overcast', 'hot', 'normal', 'weak', true],
  ['rain', 'mild', 'high', 'strong', false],
]

test('the tree of Quinlan’s weather asks first whether it is overcast, with Gini impurity 0.357 after it', () => {
  const samples = days.map(([outlook, heat, humidity, wind, play]) =>
    row(play, { outlook, heat, humidity, wind }),
  )
  const questions = [
    ...['sunny', 'overcast', 'rain'].map((one) => is('outlook', one)),
    ...['hot', 'mild', 'cool'].map((one) => is('heat', one)),
    is('humidity', 'high'),
    is('wind', 'weak'),
  ]
  // By hand: overcast 4 of 4, the others 5 of 10: (10/14)(1 − 2·0.25) = 0.357; humidity gives 0.367, wind 0.429.
  const tree = growTree(samples, questions, grown)
  expect('question' in tree && tree.question).toEqual(is('outlook', 'overcast'))
  const right = samples.filter(({ known, isIn }) => {
    const way = waysIn(tree).some((steps) =>
      steps.every(({ question, yes }) => (known.get(question.trait) === question.value) === yes),
    )
    return way === isIn
  })
  expect(right.length).toBeGreaterThanOrEqual(12)
})

test('a threshold is found, and what is not known does not pass it', () => {
  const samples = [...rows(5, true, { seats: 9 }), ...rows(5, false, { seats: 2 }), ...rows(5, false, {})]
  const tree = growTree(samples, [from('seats', 2), from('seats', 9)], grown)
  expect(tree).toEqual({ question: from('seats', 9), yes: { isIn: true }, no: { isIn: false } })
})

test('a question that leaves fewer than a leaf must have is not asked', () => {
  const samples = [...rows(2, true, { plan: 'b' }), ...rows(10, false, { plan: 'a' })]
  expect(growTree(samples, [is('plan', 'b')], { depth: 3, leaf: 3 })).toEqual({ isIn: false })
})

test('ways become a condition: bounds and refusals of one trait together, several ways under $or', () => {
  const way = (...steps: [Question, boolean][]) => steps.map(([question, yes]) => ({ question, yes }))
  const always = () => true
  expect(asCondition([], always)).toBeUndefined()
  expect(
    asCondition([way([from('n', 2), true], [from('n', 5), true], [from('n', 9), false])], () => false),
  ).toEqual({
    n: { $gte: 5, $lt: 9 },
  })
  // Whoever has no number is not below 9, and is on the way all the same.
  expect(asCondition([way([from('n', 9), false])], () => false)).toEqual({ n: { $not: { $gte: 9 } } })
  expect(asCondition([way([is('p', 'a'), false])], always)).toEqual({ p: { $ne: 'a' } })
  expect(asCondition([way([is('p', 'a'), false], [is('p', 'b'), false])], always)).toEqual({
    p: { $nin: ['a', 'b'] },
  })
  expect(asCondition([way([is('p', 'a'), true]), way([is('q', true), true])], always)).toEqual({
    $or: [{ p: 'a' }, { q: true }],
  })
})
