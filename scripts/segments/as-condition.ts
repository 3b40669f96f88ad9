import type { Condition } from '#content/model/condition.ts'
import type { Question, Step } from './cart.ts'

/**
 * The ways into a group as a condition a person can read, `undefined` when there is none.
 *
 * @param isAlwaysKnown whether every customer has a value of the trait: then "not at least 5" is "less than 5"
 */
export function asCondition(
  ways: readonly (readonly Step[])[],
  isAlwaysKnown: (trait: string) => boolean,
): Condition | undefined {
  const branches = ways.map((way) => branchOf(way, isAlwaysKnown))
  return branches.length > 1 ? { $or: branches } : branches[0]
}

function branchOf(way: readonly Step[], isAlwaysKnown: (trait: string) => boolean): Condition {
  const byTrait = Map.groupBy(way, ({ question }) => question.trait)
  return Object.fromEntries(
    [...byTrait].map(([trait, steps]) => [trait, testOf(steps, isAlwaysKnown(trait))]),
  )
}

/** All that is asked of one trait on one way. */
function testOf(steps: readonly Step[], alwaysKnown: boolean): unknown {
  const asked = (operator: Question['operator'], yes: boolean) =>
    steps
      .filter((step) => step.question.operator === operator && step.yes === yes)
      .map(({ question }) => question.value)
  const [is] = asked('$eq', true)
  if (is !== undefined) return is
  const from = asked('$gte', true) as number[]
  const below = asked('$gte', false) as number[]
  const has = (asked('$in', true) as string[][]).flat()
  const isNot = asked('$eq', false)
  const lacks = (asked('$in', false) as string[][]).flat()
  const none = isNot.length > 1 ? isNot : lacks
  // A trait with a lower bound is known, so there "less than" leaves nobody out.
  const least = below.length > 0 ? Math.min(...below) : undefined
  const upper = alwaysKnown || from.length > 0 ? { $lt: least } : { $not: { $gte: least } }
  return {
    ...(from.length > 0 && { $gte: Math.max(...from) }),
    ...(least !== undefined && upper),
    ...(has.length === 1 && { $in: has }),
    ...(has.length > 1 && { $all: has }),
    ...(isNot.length === 1 && { $ne: isNot[0] }),
    ...(none.length > 0 && { $nin: none }),
  }
}
