import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCondition } from '#content/library/check-conditions.ts'
import { readLibrary } from '#content/library/index.ts'
import { printIssue } from '#content/library/issue.ts'
import { parseYaml } from '#content/library/yaml-file.ts'
import { type Condition, reasonsToMatch } from '#content/model/condition.ts'
import { type TraitValue, traitSchema } from '#content/model/trait.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

const traitsYaml = `- { id: plan, type: string, values: [free, business] }
- { id: seats, type: number }
- { id: student, type: boolean }
- { id: joined, type: date }
- { id: products, type: list, values: [card, loan, savings] }
- { id: app, type: string }
`

/** Complaints about a rule that begins on the third line of segments/x.yaml. */
const complaints = async (who: string): Promise<string[]> => {
  const folder = contentFolder({
    'traits.yaml': traitsYaml,
    'segments/x.yaml': `label: X\nwho:\n${who.replace(/^/gm, '  ')}\n`,
    'articles/en/a/one.mdx': article('One'),
  })
  return (await readLibrary(folder)).issues.map(printIssue)
}

describe('a rule that nobody can match is an issue with its line and the nearest right form', () => {
  it.each([
    ['$or: { plan: business, student: true }', 3, '"$or" takes a list of conditions.', 'with a dash'],
    ['$and:\n  plan: business', 3, '"$and" takes a list of conditions.', 'with a dash'],
    ['$nor: []', 3, '"$nor" takes a list', 'dash'],
    ['$not: [{ plan: free }]', 3, 'This is not a condition.', 'plan: business'],
    ['- plan: business', 2, 'The field "who" is not right: it takes lines of "name: value", not a list.', ''],
    ['plan: Business', 3, 'The trait "plan" is never "Business".', 'Did you mean "business"?'],
    ['student: true\nplan: bussines', 4, 'never "bussines"', 'Did you mean "business"?'],
    ['views_30d.aa: { $gte: 3 }', 3, 'no trait called "views_30d.aa"', 'Did you mean "views_30d.a"?'],
    ['searches_30d: { $lt: 0 }', 2, 'no value of "searches_30d" passes', 'Loosen it'],
    ['seats: { $greaterThan: 3 }', 3, 'no operator called "$greaterThan"', 'Did you mean "$gt"?'],
    ['seats: { gt: 3 }', 3, 'is not a value a trait can have', 'Did you mean "$gt"?'],
    ['seats: { $get: 3 }', 3, 'no operator called "$get"', 'Did you mean "$gt"?'],
    ['$xor: [{ plan: free }]', 3, 'no operator called "$xor"', 'Did you mean "$or"?'],
    ['$gte: 3', 3, '"$gte" stands beside no trait.', 'Write the trait first'],
    ['seats: { $or: [{ $gt: 3 }] }', 3, '"$or" joins conditions', 'one level up'],
    ['seats: { $gte: ten }', 3, '"seats" is a number, and "ten" is not.', 'Write a number'],
    ['seats: { $gte: "10" }', 3, '"seats" is a number', 'Write 10 without quotes.'],
    ['seats: { $gte: 3, plan: free }', 3, '"plan" is no operator', 'a line of its own'],
    ['plan: { $in: business }', 3, '"$in" takes a list.', 'Write $in: [business].'],
    ['plan: { $in: [] }', 3, 'The list of "$in" is empty.', 'at least one'],
    ['plan: { $in: [free, gold] }', 3, 'never "gold"', 'one of: free, business'],
    [
      'plan: [free, business]',
      3,
      '"plan" is a text, never a list.',
      'Write plan: { $in: [free, business] }.',
    ],
    ['plan: { $elemMatch: { $eq: free } }', 3, 'asks for a list', 'the test of "plan" itself'],
    ['plan:', 3, 'This has no value', '$exists: false'],
    ['plan: { $in: [free, null] }', 3, 'This has no value', '$exists: false'],
    ['plan: { $exists: "yes" }', 3, 'true or false', 'without quotes'],
    ['plan: { $inGroup: vips }', 3, 'no operator called "$inGroup"', 'Did you mean "$in"?'],
    ['products: card', 3, '"products" is a list', 'Write products: { $in: [card] }.'],
    ['products: { $ne: card }', 3, '"products" is a list', 'Write products: { $nin: [card] }.'],
    ['products: { $in: [cart] }', 3, 'never "cart"', 'Did you mean "card"?'],
    ['products: { $elemMatch: card }', 3, 'takes a test of its own', '{ $eq: card }'],
    ['products: { $elemMatch: { $eq: cart } }', 3, 'never "cart"', '"card"'],
    ['student: "true"', 3, '"student" is true or false', 'Write true.'],
    ['student: yes', 3, '"student" is true or false', 'Write true.'],
    ['joined: { $gte: 2026-02-30 }', 3, '"joined" is a date', 'such as 2026-11-20'],
    ['joined: { $lte: 60 }', 3, '"joined" is a date, and 60 is not.', 'its age in days is "joined_days"'],
    ['joined_days: { $lte: 2026-01-01 }', 3, '"joined_days" is a number', 'Write a number'],
    ['joined_days: { $lt: 0 }', 2, 'no value of "joined_days"', 'Loosen it'],
    ['app: { $gte: 2.10.0 }', 3, 'letter by letter', 'Write $vgte for versions.'],
    ['app: { $vgte: 2.1 }', 3, 'compares versions, and 2.1 is not one', '$vgte: "2.1"'],
    ['seats: { $vgt: "2" }', 3, '"seats" is a number', 'Write $gt.'],
    ['app: { $regex: "(" }', 3, 'not a regular expression', 'Write \\'],
    ['app: 7', 3, '"app" is a text, and 7 is not.', 'Write it in quotes: "7".'],
    ['planet: free', 3, 'no trait called "planet"', 'Did you mean "plan"?'],
    ['$or:\n  - plan: free\n  - seats: { $gte: ten }', 5, '"ten" is not', 'number'],
    ['seats: { $gte: 10, $lt: 5 }', 2, 'no value of "seats" passes all', 'Loosen it'],
    ['$and:\n  - plan: free\n  - plan: business', 2, 'no value of "plan" passes all', '$or'],
    ['plan: { $exists: false }', 2, 'at least one trait that is known', ''],
    ['$or:\n  - student: true\n  - { seats: 3, $not: { seats: 3 } }', 5, 'Nobody can match this branch', ''],
    ['{}', 2, 'This condition is empty.', ''],
  ])('%s', async (who, line, message, hint) => {
    const [first] = await complaints(who)
    expect(first).toContain(`segments/x.yaml:${line}\n`)
    expect(first).toContain(message)
    expect(first).toContain(hint)
  })

  it.each([
    'plan: business\nseats: { $gte: 200 }',
    '$or:\n  - student: true\n  - plan: free\n  - { seats: { $lt: 3 }, joined_days: { $gte: 30, $lt: 31 } }',
    'plan: { $ne: free }',
    'plan: { $ini: [Business] }',
    '$not: { plan: free }',
    '$nor: [{ plan: free }, { student: true }]',
    'seats: { $not: { $gt: 3 } }',
    'products: { $elemMatch: { $regex: "^ca" } }',
    'products: { $all: [card, loan], $size: 2 }',
    'products: [card, loan]',
    'products: { $size: { $gte: 2 } }',
    'joined: { $gte: 2026-01-01, $lt: 2026-01-02 }',
    'app: { $vgte: "2.10.0", $vlt: "2.10.1" }',
    'app: { $regex: "^beta-[0-9]+$" }',
    'views_30d.a: { $gte: 3 }',
    'searches_30d: { $lt: 1 }',
    'plan: { $exists: true }',
  ])('and what somebody can match is not: %s', async (who) => {
    expect(await complaints(who)).toEqual([])
  })

  it('a rule nested ten thousand deep is refused, not crashed on', () => {
    let deep: Condition = { plan: 'free' }
    for (let level = 0; level < 10_000; level++) deep = { $not: deep }
    const [issue] = checkCondition(deep, traits, parseYaml('segments/x.yaml', 'who: {}'))
    expect(issue?.message).toBe('This condition is nested too deep.')
  })

  it('a time zone nobody has is an issue, because every page asks for the time', async () => {
    const folder = contentFolder({
      'site.yaml': 'timezone: Europe/Istambul\n',
      'articles/en/a/one.mdx': article('One'),
    })
    expect((await readLibrary(folder)).issues.map(printIssue)[0]).toContain('site.yaml:1\n')
  })
})

const traits = [
  traitSchema.parse({ id: 'plan', type: 'string', values: ['free', 'business'] }),
  traitSchema.parse({ id: 'seats', type: 'number' }),
  traitSchema.parse({ id: 'student', type: 'boolean' }),
  traitSchema.parse({ id: 'products', type: 'list', values: ['card', 'loan'] }),
]

const operand = fc.oneof(
  fc.constantFrom('free', 'business', 'card', 'Business', null, true, false, 'ten'),
  fc.integer({ min: -2, max: 5 }),
)
const anyOperand = fc.oneof(
  operand,
  fc.array(operand, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('$eq', 'a'), operand, { maxKeys: 2 }),
)
const operator = fc.constantFrom(
  ...['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$veq', '$vlt', '$in', '$nin', '$ini', '$all', '$size'],
  ...['$elemMatch', '$exists', '$regex', '$not', '$type', '$foo', '$or'],
)
/** Anything that could stand under `who`, right or wrong. */
const conditions = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.dictionary(
      fc.constantFrom('plan', 'seats', 'student', 'products'),
      fc.oneof(anyOperand, fc.dictionary(operator, anyOperand, { maxKeys: 2, noNullPrototype: true })),
      { minKeys: 1, maxKeys: 2, noNullPrototype: true },
    ),
    fc.record({ $or: fc.array(tie('condition'), { maxLength: 2 }) }),
    fc.record({ $and: fc.array(tie('condition'), { maxLength: 2 }) }),
    fc.record({ $nor: fc.array(tie('condition'), { maxLength: 2 }) }),
    fc.record({ $not: tie('condition') }),
    fc.record({ $or: tie('condition') }),
  ) as fc.Arbitrary<Condition>,
})).condition
const visitors = fc
  .record(
    {
      plan: fc.constantFrom<TraitValue>('free', 'business'),
      seats: fc.integer({ min: -3, max: 6 }),
      student: fc.boolean(),
      products: fc.subarray(['card', 'loan']),
    },
    { requiredKeys: [] },
  )
  .map((known) => new Map(Object.entries(known)))

const yaml = parseYaml('segments/x.yaml', 'who: {}')

describe('over generated rules', () => {
  it('what the check passes is evaluated without a fault, whoever asks', () => {
    fc.assert(
      fc.property(conditions, visitors, (who, known) => {
        if (checkCondition(who, traits, yaml).length > 0) return
        for (const reason of reasonsToMatch(who, known) ?? []) expect(known.has(reason)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('whoever matches a rule of the right form and values, the check passes it', () => {
    fc.assert(
      fc.property(conditions, fc.array(visitors, { minLength: 30, maxLength: 30 }), (who, everyone) => {
        const blocked = checkCondition(who, traits, yaml).some(({ message }) =>
          message.startsWith('Nobody can match this rule'),
        )
        if (!blocked) return
        for (const known of everyone) expect(reasonsToMatch(who, known) ?? []).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })
})
