import { evalCondition } from '@growthbook/growthbook'
import type { TraitValue } from './trait.ts'

/**
 * A condition over traits in GrowthBook's language (Mongo-style), as it stands under `who` in a segment's file. Any
 * JSON may stand there: {@link wrongForms} says what is not of the language, and nothing of it is ever evaluated.
 */
export type Condition = Readonly<Record<string, unknown>>

/** What is known of a visitor; a trait that is not in it is not known. */
export type KnownValues = ReadonlyMap<string, TraitValue>

/** Beside traits: conditions joined. */
export const joining = ['$and', '$or', '$nor', '$not'] as const

/** What may stand beside an operator: one value, a list of them, or something of its own. */
export type Operand =
  | 'value'
  | 'order'
  | 'version'
  | 'list'
  | 'elements'
  | 'flag'
  | 'pattern'
  | 'test'
  | 'type'

/** Operators of one trait, each with its operand. GrowthBook's saved groups are not among them: there are none here. */
export const operators: ReadonlyMap<string, Operand> = new Map<string, Operand>([
  ...(['$eq', '$ne'] as const).map((name) => [name, 'value'] as const),
  ...(['$gt', '$gte', '$lt', '$lte'] as const).map((name) => [name, 'order'] as const),
  ...(['$veq', '$vne', '$vgt', '$vgte', '$vlt', '$vlte'] as const).map((name) => [name, 'version'] as const),
  ...(['$in', '$nin', '$ini', '$nini'] as const).map((name) => [name, 'list'] as const),
  ...(['$all', '$alli'] as const).map((name) => [name, 'elements'] as const),
  ...(['$elemMatch', '$size', '$not'] as const).map((name) => [name, 'test'] as const),
  ...(['$regex', '$regexi'] as const).map((name) => [name, 'pattern'] as const),
  ['$exists', 'flag'],
  ['$type', 'type'],
])

/** Deeper than any rule a person can read, and far from the depth at which a parser or an evaluator gives up. */
export const deepest = 16

/**
 * The traits because of which a condition holds, in the order of the rule, each once; undefined when it does not hold.
 * A trait that is not known equals no value: whatever asks for one fails, and its negation holds.
 * @throws {Error} when the condition is not of the language; see {@link wrongForms}.
 */
export function reasonsToMatch(condition: Condition, known: KnownValues): string[] | undefined {
  if (!holds(condition, known)) return undefined
  return [...new Set(traitsHolding(condition, known))].filter((trait) => known.has(trait))
}

function holds(condition: Condition, known: KnownValues): boolean {
  return Object.entries(condition).every(([key, value]) => {
    if (key === '$and') return branches(key, value).every((branch) => holds(branch, known))
    if (key === '$or') return branches(key, value).some((branch) => holds(branch, known))
    if (key === '$nor') return !branches(key, value).some((branch) => holds(branch, known))
    if (key === '$not') return !holds(mapping(key, value), known)
    if (key.startsWith('$')) throw new Error(`"${key}" is not an operator that joins conditions.`)
    return testHolds(value, known.get(key))
  })
}

/** Whether a value passes the test of one trait; `undefined` is a trait that is not known. */
export function testHolds(test: unknown, value: TraitValue | undefined): boolean {
  if (!isOperators(test)) return value !== undefined && evalCondition({ value }, { value: test as never })
  return Object.entries(test).every(([name, operand]) => {
    if (!operators.has(name)) throw new Error(`There is no operator called "${name}".`)
    if (name === '$not') return !testHolds(operand, value)
    if (name === '$exists') return operand === (value !== undefined)
    if (value === undefined) return negative.includes(name)
    return evalCondition({ value }, { value: { [name]: operand } as never })
  })
}

/** Operators that say what a trait is not. */
const negative = ['$ne', '$nin', '$nini', '$vne']

export function isOperators(test: unknown): test is Condition {
  return isMapping(test) && Object.keys(test).some((key) => key.startsWith('$'))
}

export function isMapping(value: unknown): value is Condition {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function* traitsHolding(condition: Condition, known: KnownValues): Generator<string> {
  for (const [key, value] of Object.entries(condition)) {
    if (key === '$not') yield* traitsHolding(mapping(key, value), known)
    else if (!key.startsWith('$')) yield key
    else
      for (const branch of branches(key, value))
        if (key !== '$or' || holds(branch, known)) yield* traitsHolding(branch, known)
  }
}

function branches(key: string, value: unknown): readonly Condition[] {
  if (!Array.isArray(value)) throw new Error(`"${key}" takes a list of conditions.`)
  return value.map((branch) => mapping(key, branch))
}

function mapping(key: string, value: unknown): Condition {
  if (!isMapping(value)) throw new Error(`"${key}" takes a condition.`)
  return value
}
