// Over 250 lines: one row a wrong form of a condition, with the words that say so.
import { deepest, isMapping, isOperators, joining, operators } from '../model/condition.ts'
import { nearest } from './issue.ts'

/** Something wrong in a condition, with the path of keys that leads to it. */
export interface Fault {
  readonly path: readonly PropertyKey[]
  /** A full sentence. */
  readonly message: string
  readonly hint?: string
}

/** A test of one trait in a condition: `$gte: 3` of `seats: { $gte: 3 }`, or a plain value, whose operator is undefined. */
export interface TraitTest {
  readonly trait: string
  readonly operator: string | undefined
  readonly operand: unknown
  readonly path: readonly PropertyKey[]
}

/** What people write who know another language, beside ours. */
const otherNames: Readonly<Record<string, string>> = {
  greaterthan: '$gt',
  greaterthanorequal: '$gte',
  greaterthanorequals: '$gte',
  min: '$gte',
  atleast: '$gte',
  after: '$gt',
  lessthan: '$lt',
  lessthanorequal: '$lte',
  lessthanorequals: '$lte',
  max: '$lte',
  atmost: '$lte',
  before: '$lt',
  equals: '$eq',
  equal: '$eq',
  is: '$eq',
  notequal: '$ne',
  notequals: '$ne',
  isnot: '$ne',
  notin: '$nin',
  oneof: '$in',
  anyof: '$in',
  contains: '$elemMatch',
  includes: '$elemMatch',
  matches: '$regex',
  like: '$regex',
  startswith: '$regex',
  endswith: '$regex',
  ingroup: '$in',
  notingroup: '$nin',
  savedgroup: '$in',
}

/** What of a condition is not of the language, whatever the traits are: operators and the shapes of their operands. */
export function wrongForms(condition: unknown): Fault[] {
  const faults: Fault[] = []
  walk(condition, [], faults, () => {})
  return faults
}

/** Every test of a trait, for those who hold them against traits.yaml; tests of a wrong form are not among them. */
export function traitTests(condition: unknown): TraitTest[] {
  const tests: TraitTest[] = []
  walk(condition, [], [], (test) => tests.push(test))
  return tests
}

type Found = (test: TraitTest) => void

function walk(condition: unknown, path: PropertyKey[], faults: Fault[], found: Found): void {
  if (!isMapping(condition) || Object.keys(condition).length === 0) {
    faults.push({
      path,
      message: isMapping(condition) ? 'This condition is empty.' : 'This is not a condition.',
      hint: 'Write one trait and its value a line, such as "plan: business".',
    })
    return
  }
  if (path.filter((key) => typeof key === 'string' && key.startsWith('$')).length > deepest) {
    faults.push({ path, message: 'This condition is nested too deep.', hint: `At most ${deepest} levels.` })
    return
  }
  for (const [key, value] of Object.entries(condition)) {
    const here = [...path, key]
    if (key === '$not') walk(value, here, faults, found)
    else if ((joining as readonly string[]).includes(key)) walkList(key, value, here, faults, found)
    else if (key.startsWith('$'))
      faults.push(
        operators.has(key)
          ? {
              path: here,
              message: `"${key}" stands beside no trait.`,
              hint: `Write the trait first: "seats: { ${key}: … }".`,
            }
          : unknownOperator(here, key, [...joining]),
      )
    else walkTest(key, value, here, faults, found)
  }
}

function walkList(key: string, value: unknown, path: PropertyKey[], faults: Fault[], found: Found): void {
  if (Array.isArray(value) && value.length > 0) {
    for (const [index, branch] of value.entries()) walk(branch, [...path, index], faults, found)
    return
  }
  faults.push({
    path,
    message: `"${key}" takes a list of conditions.`,
    hint: 'Begin each of them on its own line with a dash: "- plan: business".',
  })
}

function walkTest(trait: string, test: unknown, path: PropertyKey[], faults: Fault[], found: Found): void {
  if (!isOperators(test)) {
    const wrong = wrongValue(test, Array.isArray(test))
    if (wrong) faults.push({ path, ...wrong })
    else found({ trait, operator: undefined, operand: test, path })
    return
  }
  for (const [operator, operand] of Object.entries(test)) {
    const here = [...path, operator]
    const wrong = wrongOperand(here, operator, operand)
    if (wrong) faults.push(wrong)
    else if (operator !== '$not') found({ trait, operator, operand, path: here })
    else if (here.length > deepest * 2)
      faults.push({ path: here, message: 'This condition is nested too deep.' })
    else walkTest(trait, operand, here, faults, found)
  }
}

function wrongOperand(path: PropertyKey[], operator: string, operand: unknown): Fault | undefined {
  const kind = operators.get(operator)
  const wrong = (message: string, hint: string): Fault => ({ path, message, hint })
  switch (kind) {
    case undefined:
      if ((joining as readonly string[]).includes(operator))
        return wrong(
          `"${operator}" joins conditions and stands beside traits, not inside one.`,
          'Move it one level up.',
        )
      if (!operator.startsWith('$'))
        return wrong(
          `"${operator}" is no operator, and stands beside one.`,
          'Operators begin with "$"; another trait begins a line of its own.',
        )
      return unknownOperator(path, operator, [...operators.keys()])
    case 'list':
    case 'elements': {
      if (!Array.isArray(operand))
        return wrong(`"${operator}" takes a list.`, `Write ${operator}: [${written(operand)}].`)
      if (operand.length === 0)
        return wrong(`The list of "${operator}" is empty.`, 'Name at least one value.')
      const bad = operand.map((one) => wrongValue(one, false)).find(Boolean)
      return bad && { path, ...bad }
    }
    case 'flag':
      return typeof operand === 'boolean'
        ? undefined
        : wrong(`"${operator}" is true or false, not ${shown(operand)}.`, 'Write it without quotes.')
    case 'pattern':
      return wrongPattern(path, operator, operand)
    case 'version':
      return typeof operand === 'string' && /\d/.test(operand)
        ? undefined
        : wrong(
            `"${operator}" compares versions, and ${shown(operand)} is not one.`,
            `Write it in quotes: ${operator}: "${typeof operand === 'number' ? operand : '2.10.0'}".`,
          )
    case 'order':
      return typeof operand === 'string' || Number.isFinite(operand)
        ? undefined
        : wrong(`"${operator}" compares with a number or a day, not ${shown(operand)}.`, 'Give one value.')
    case 'test':
      if (operator === '$not') return undefined
      if (operator === '$size' && Number.isInteger(operand)) return undefined
      return wrongInner(path, operator, operand)
    case 'type':
      return typeof operand === 'string' ? undefined : wrong(`"${operator}" names a type.`, 'Leave it out.')
    case 'value': {
      const bad = wrongValue(operand, Array.isArray(operand))
      return bad && { path, ...bad }
    }
  }
}

/** `$elemMatch` and `$size` hold a test of their own. */
function wrongInner(path: PropertyKey[], operator: string, operand: unknown): Fault | undefined {
  const hint =
    operator === '$size' ? 'Write a number, or { $gte: 2 }.' : 'Write a test, such as { $eq: card }.'
  if (!isOperators(operand)) return { path, message: `"${operator}" takes a test of its own.`, hint }
  if (path.length > deepest * 2) return { path, message: 'This condition is nested too deep.' }
  for (const [inner, value] of Object.entries(operand)) {
    const here = [...path, inner]
    if (inner === '$not' && !isOperators(value)) {
      const bad = wrongValue(value, false)
      if (bad) return { path: here, ...bad }
    } else if (inner === '$not') {
      const wrong = wrongInner(here, operator, value)
      if (wrong) return wrong
    } else {
      const wrong = wrongOperand(here, inner, value)
      if (wrong) return wrong
    }
  }
  return undefined
}

function wrongPattern(path: PropertyKey[], operator: string, operand: unknown): Fault | undefined {
  if (typeof operand !== 'string' || operand === '')
    return {
      path,
      message: `"${operator}" takes a pattern, not ${shown(operand)}.`,
      hint: 'Write it in quotes.',
    }
  try {
    new RegExp(operand)
    return undefined
  } catch (error) {
    return {
      path,
      message: `"${operand}" is not a regular expression: ${(error as Error).message.split(': ').at(-1)}.`,
      hint: 'Write \\ before a bracket, dot, star or plus that stands for itself.',
    }
  }
}

/** Why this cannot be a trait's value; lists only where `list` is. */
function wrongValue(value: unknown, list: boolean): Pick<Fault, 'message' | 'hint'> | undefined {
  if (list && Array.isArray(value)) return value.map((one) => wrongValue(one, false)).find(Boolean)
  if (value === null)
    return {
      message: 'This has no value, and what is not known equals none.',
      hint: 'Write { $exists: false } for visitors of whom the trait is not known.',
    }
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return undefined
  // "seats: { gt: 10 }" lacks one character.
  const [key = ''] = isMapping(value) ? Object.keys(value) : []
  return {
    message: `${shown(value)} is not a value a trait can have.`,
    hint: operators.has(`$${key}`) ? `Did you mean "$${key}"?` : 'Write a text, a number, true or false.',
  }
}

function unknownOperator(path: PropertyKey[], name: string, known: readonly string[]): Fault {
  const plain = name
    .slice(1)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
  const near = otherNames[plain] ?? nearest(name, known)
  return {
    path,
    message: `There is no operator called "${name}".`,
    hint: near ? `Did you mean "${near}"?` : `Operators are ${known.join(', ')}.`,
  }
}

/** A value as it stands in a message. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** A value as one would write it in YAML. */
export function written(value: unknown): string {
  return typeof value === 'string' && /^[\p{L}_][\p{L}\p{N}_ -]*$/u.test(value) ? value : shown(value)
}
