import { type Condition, isOperators, testHolds } from '../model/condition.ts'
import type { Trait, TraitValue } from '../model/trait.ts'
import type { Fault } from './wrong-forms.ts'

/** Rules that branch into more ways than this are not searched: they are beyond what anybody writes. */
const mostWays = 512

/** Lists are tried in every combination of at most this many elements: 256 lists. */
const mostElements = 8

/** One test of one trait, and whether it must hold or must not. */
interface Literal {
  readonly trait: string
  readonly test: unknown
  readonly holds: boolean
}

/**
 * Satisfiability by disjunctive normal form: a rule is a choice of ways, each a set of tests that must all hold; a way
 * is open when for every trait one of the values near the tests' own constants passes them all, and at least one trait
 * must be known, because a match needs a reason. Says what contradicts itself, as a whole or in one branch of `$or`;
 * expects a rule whose forms and values were found right.
 */
export function unmatchable(who: Condition, traitOf: (id: string) => Trait | undefined): Fault[] {
  const blocked = blockedIn(who, traitOf)
  if (blocked !== undefined)
    return [
      {
        path: [],
        message: blocked
          ? `Nobody can match this rule: no value of "${blocked}" passes all that it asks.`
          : 'Nobody can match this rule: a match needs at least one trait that is known.',
        hint: 'Loosen it, or put alternatives under $or.',
      },
    ]
  return branchesOf(who).flatMap(({ path, only }) => {
    const trait = blockedIn(only, traitOf)
    return trait
      ? [{ path, message: `Nobody can match this branch: no value of "${trait}" passes all that is asked.` }]
      : []
  })
}

/** Undefined when somebody can match; else the trait in the way, or '' when no trait would be known. */
function blockedIn(who: Condition, traitOf: (id: string) => Trait | undefined): string | undefined {
  const all = ways(who, true)
  if (!all) return undefined
  let blocked: string | undefined
  for (const way of all) {
    let reason = false
    let closed: string | undefined
    for (const trait of new Set(way.map((literal) => literal.trait))) {
      const tests = way.filter((literal) => literal.trait === trait)
      const passes = (value: TraitValue | undefined) =>
        tests.every((literal) => testHolds(literal.test, value) === literal.holds)
      const known = candidates(traitOf(trait), tests).some((value) => value === any || passes(value))
      reason ||= known
      if (!known && !passes(undefined)) closed = trait
    }
    if (closed === undefined && reason) return undefined
    blocked ??= closed ?? ''
  }
  return blocked
}

/** The ways in which a condition holds, or does not; undefined when there are too many. */
function ways(condition: Condition, holds: boolean): Literal[][] | undefined {
  const parts = Object.entries(condition).map(([key, value]) => {
    if (key === '$not') return ways(value as Condition, !holds)
    if (key === '$and' || key === '$or' || key === '$nor') {
      const positive = key === '$nor' ? !holds : holds
      const each = (value as Condition[]).map((branch) => ways(branch, positive))
      return (key === '$and') === positive ? product(each) : sum(each)
    }
    return [[{ trait: key, test: value, holds }]]
  })
  return holds ? product(parts) : sum(parts)
}

type Ways = Literal[][] | undefined

function sum(each: readonly Ways[]): Ways {
  if (each.includes(undefined)) return undefined
  const all = each.flatMap((one) => one ?? [])
  return all.length > mostWays ? undefined : all
}

function product(each: readonly Ways[]): Ways {
  let all: Literal[][] = [[]]
  for (const one of each) {
    if (!one || all.length * one.length > mostWays) return undefined
    all = all.flatMap((before) => one.map((next) => [...before, ...next]))
  }
  return all
}

/** Every branch of every `$or`, with the whole rule in which that `$or` has no other. */
function branchesOf(who: Condition): { path: PropertyKey[]; only: Condition }[] {
  const walk = (
    condition: Condition,
    path: PropertyKey[],
    rebuild: (inner: Condition) => Condition,
  ): { path: PropertyKey[]; only: Condition }[] =>
    Object.entries(condition).flatMap(([key, value]) => {
      if (key !== '$or' && key !== '$and') return []
      const list = value as Condition[]
      return list.flatMap((branch, index) => {
        const here = [...path, key, index]
        const within = (inner: Condition): Condition =>
          rebuild({
            ...condition,
            [key]: key === '$or' ? [inner] : list.map((one, at) => (at === index ? inner : one)),
          })
        const deeper = walk(branch, here, within)
        return key === '$or' && list.length > 1 ? [{ path: here, only: within(branch) }, ...deeper] : deeper
      })
    })
  return walk(who, [], (inner) => inner)
}

/** Stands for a value that we cannot construct and do not rule out, such as a text that fits a pattern. */
const any = '\u0000any'

/** Values worth trying: the declared ones, else the tests' own constants and what lies around them. */
function candidates(trait: Trait | undefined, tests: readonly Literal[]): TraitValue[] {
  if (!trait) return [any]
  const constants = [...new Set(tests.flatMap(({ test }) => constantsIn(test)))]
  const patterned = tests.some(({ test }) => /"\$regexi?":/.test(JSON.stringify(test)))
  const numbers = constants.filter((one) => typeof one === 'number')
  const texts = constants.filter((one) => typeof one === 'string')
  switch (trait.type) {
    case 'boolean':
      return [true, false]
    case 'number': {
      if (trait.values) return [...trait.values]
      const sorted = [0, ...numbers].sort((a, b) => a - b)
      const between = sorted.flatMap((one, at) => ((sorted[at + 1] ?? one) + one) / 2)
      const near = [...sorted.flatMap((one) => [one, one - 1, one + 1]), ...between]
      const counts = /_(?:days|30d)(?:\.|$)/.test(trait.id)
      return counts ? near.filter((one) => one >= 0 && Number.isInteger(one)) : near
    }
    case 'date':
      if (patterned) return [any]
      return ['0001-01-01', '9999-12-31', ...texts, ...texts.flatMap(daysAround)]
    case 'list': {
      const elements = trait.values ? trait.values.map(String) : [...texts, 'another']
      if (patterned && !trait.values) return [any]
      if (elements.length > mostElements) return [any]
      return combinations(elements).flatMap((list) => [list, ...padded(list, numbers, elements)])
    }
    case 'string': {
      if (trait.values) return [...trait.values]
      if (patterned) return [any]
      const versions = texts.flatMap((one) => [`${one}.1`, `${one}-0`, one.toUpperCase()])
      return ['', '0', '999999', 'another', '\uffff', ...texts, ...texts.map((one) => `${one}x`), ...versions]
    }
  }
}

function constantsIn(test: unknown): (string | number | boolean)[] {
  if (Array.isArray(test)) return test.flatMap(constantsIn)
  if (isOperators(test)) return Object.values(test).flatMap(constantsIn)
  return typeof test === 'string' || typeof test === 'number' || typeof test === 'boolean' ? [test] : []
}

function daysAround(day: string): string[] {
  const at = Date.parse(day)
  return [-1, 1].flatMap((by) => {
    const moved = new Date(at + by * 86_400_000)
    return Number.isNaN(moved.getTime()) ? [] : [moved.toISOString().slice(0, 10)]
  })
}

function combinations(elements: readonly string[]): string[][] {
  return Array.from({ length: 2 ** elements.length }, (_, bits) =>
    elements.filter((__, at) => (bits >> at) % 2 === 1),
  )
}

/** The list made as long as a `$size` may ask, by saying an element again. */
function padded(list: readonly string[], sizes: readonly number[], elements: readonly string[]): string[][] {
  const filler = list[0] ?? elements[0] ?? 'another'
  return sizes
    .flatMap((size) => [size, size + 1])
    .filter((size) => size > list.length && size <= 1000)
    .map((size) => [...list, ...Array.from({ length: size - list.length }, () => filler)])
}
