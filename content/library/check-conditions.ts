import { type Condition, operators } from '../model/condition.ts'
import type { Trait } from '../model/trait.ts'
import type { Issue } from './issue.ts'
import { nearest, unknownName } from './issue.ts'
import { unmatchable } from './unmatchable.ts'
import { type Fault, shown, type TraitTest, traitTests, written, wrongForms } from './wrong-forms.ts'
import type { YamlFile } from './yaml-file.ts'

/**
 * Holds a segment's rule against the language and against traits.yaml: what nobody can ever match is an issue, with the
 * line and the nearest right form. Without traits.yaml only the language is checked.
 */
export function checkCondition(
  who: Condition,
  declared: readonly Trait[],
  yaml: YamlFile,
  /** What the help centre counts itself: {@link countedTraits}. */
  counted: readonly Trait[] = [],
): Issue[] {
  const at = (path: readonly PropertyKey[]) => ({ file: yaml.file, line: yaml.lineOf(['who', ...path]) })
  const issue = ({ path, message, hint }: Fault): Issue => ({ ...at(path), message, ...(hint && { hint }) })
  const forms = wrongForms(who)
  const traits = declared.length > 0 ? withDerived([...declared, ...counted]) : undefined
  if (!traits) return forms.map(issue)
  const wrong = traitTests(who).flatMap((test): Issue[] => {
    const trait = traits.get(test.trait)
    if (trait) return wrongFor(trait, test).map(issue)
    const source = 'Traits are declared in traits.yaml.'
    return [unknownName(at(test.path), 'trait', test.trait, [...traits.keys()], source)]
  })
  // Twice the same line when both operators of one trait name it wrongly.
  const unique = new Map([...forms.map(issue), ...wrong].map((one) => [`${one.line} ${one.message}`, one]))
  if (unique.size > 0) return [...unique.values()]
  return unmatchable(who, (id) => traits.get(id)).map(issue)
}

/** Every date also has its age. */
function withDerived(declared: readonly Trait[]): Map<string, Trait> {
  const traits = new Map(declared.map((trait) => [trait.id, trait]))
  for (const { id, type } of declared) if (type === 'date') traits.set(`${id}_days`, count(`${id}_days`))
  return traits
}

const count = (id: string): Trait => ({ id, type: 'number', signed: false })

function wrongFor(trait: Trait, { operator, operand, path }: TraitTest): Fault[] {
  const wrong = (message: string, hint: string): Fault[] => [{ path, message, hint }]
  const { id, type } = trait
  if (operator === undefined || operator === '$eq' || operator === '$ne') {
    const negative = operator === '$ne'
    if (type === 'list') {
      if (Array.isArray(operand) && operator === undefined) return elements(trait, operand, path)
      const list = written(Array.isArray(operand) ? operand[0] : operand)
      return wrong(
        `"${id}" is a list, so ${shown(operand)} is never all of it.`,
        `Write ${id}: { ${negative ? '$nin' : '$in'}: [${list}] }.`,
      )
    }
    if (Array.isArray(operand))
      return wrong(
        `"${id}" is ${article(trait)}, never a list.`,
        `Write ${id}: { ${negative ? '$nin' : '$in'}: [${operand.map(written).join(', ')}] }.`,
      )
    return value(trait, operand, path)
  }
  switch (operators.get(operator)) {
    case 'list':
      if (type === 'list') return elements(trait, operand as unknown[], path)
      return (operand as unknown[]).flatMap((one, index) =>
        value(trait, one, [...path, index], operator.endsWith('i')),
      )
    case 'elements':
      if (type !== 'list')
        return wrong(`"${operator}" asks for a list, and "${id}" is ${article(trait)}.`, 'Write $in.')
      return elements(trait, operand as unknown[], path, operator.endsWith('i'))
    case 'order':
      return ordered(trait, operator, operand, path)
    case 'version':
      return type === 'string'
        ? []
        : wrong(
            `"${operator}" compares versions, which are texts, and "${id}" is ${article(trait)}.`,
            `Write $${operator.slice(2)}.`,
          )
    case 'pattern':
      return type === 'string' || type === 'date'
        ? []
        : wrong(
            `"${operator}" looks into a text, and "${id}" is ${article(trait)}.`,
            type === 'list' ? `Write { $elemMatch: { ${operator}: … } }.` : 'Write the value itself.',
          )
    case 'test':
      return type === 'list'
        ? operator === '$elemMatch'
          ? inner(trait, operand as Condition, path)
          : []
        : wrong(
            `"${operator}" asks for a list, and "${id}" is ${article(trait)}.`,
            `Write the test of "${id}" itself.`,
          )
    case 'type': {
      const is = type === 'list' ? 'array' : type === 'date' ? 'string' : type
      return operand === is
        ? []
        : wrong(`The type of "${id}" is never ${shown(operand)}.`, 'Leave the line out.')
    }
    default:
      return []
  }
}

/** The tests inside `$elemMatch`: each element is a text. */
function inner(trait: Trait, test: Condition, path: readonly PropertyKey[]): Fault[] {
  const element: Trait = { ...trait, type: 'string' }
  return Object.entries(test).flatMap(([operator, operand]) => {
    const here = [...path, operator]
    if (operator !== '$not') return wrongFor(element, { trait: trait.id, operator, operand, path: here })
    return typeof operand === 'object'
      ? inner(trait, operand as Condition, here)
      : value(element, operand, here)
  })
}

function ordered(trait: Trait, operator: string, operand: unknown, path: readonly PropertyKey[]): Fault[] {
  const wrong = (message: string, hint: string): Fault[] => [{ path, message, hint }]
  const { id, type } = trait
  if (type === 'boolean' || type === 'list')
    return wrong(
      `"${operator}" compares, and "${id}" is ${article(trait)}.`,
      'Write the value itself, or $in.',
    )
  if (type !== 'string') return value(trait, operand, path, false, false)
  if (typeof operand !== 'string')
    return wrong(
      `"${id}" is a text, and ${shown(operand)} is a number.`,
      `Declare "${id}" as a number in traits.yaml.`,
    )
  if (/^v?\d+(\.\d+)+/.test(operand))
    return wrong(
      `"${operator}" compares letter by letter, so that 10.0 comes before 9.0.`,
      `Write $v${operator.slice(1)} for versions.`,
    )
  return []
}

function elements(
  trait: Trait,
  list: readonly unknown[],
  path: readonly PropertyKey[],
  anyCase = false,
): Fault[] {
  return list.flatMap((one, index) => value({ ...trait, type: 'string' }, one, [...path, index], anyCase))
}

/** Whether a trait can have this value: by its type, and by `values` where they are declared. */
function value(
  trait: Trait,
  is: unknown,
  path: readonly PropertyKey[],
  anyCase = false,
  listed = true,
): Fault[] {
  const { id, type, values } = trait
  const wrong = (message: string, hint: string): Fault[] => [{ path, message, hint }]
  if (type === 'number' && typeof is !== 'number')
    return wrong(
      `"${id}" is a number, and ${shown(is)} is not.`,
      Number.isFinite(Number(is)) && is !== '' && typeof is === 'string'
        ? `Write ${is} without quotes.`
        : 'Write a number, without quotes.',
    )
  if (type === 'boolean' && typeof is !== 'boolean')
    return wrong(
      `"${id}" is true or false, and ${shown(is)} is neither.`,
      /^(true|yes|on|1)$/i.test(String(is)) ? 'Write true.' : 'Write true or false, without quotes.',
    )
  if (type === 'string' && typeof is !== 'string')
    return wrong(`"${id}" is a text, and ${shown(is)} is not.`, `Write it in quotes: "${String(is)}".`)
  if (type === 'date' && !isDay(is))
    return wrong(
      `"${id}" is a date, and ${shown(is)} is not.`,
      typeof is === 'number'
        ? `Write a day such as 2026-11-20; its age in days is "${id}_days".`
        : 'Write a day such as 2026-11-20.',
    )
  if (!listed || !values || values.includes(is as never)) return []
  if (anyCase && values.some((one) => String(one).toLowerCase() === String(is).toLowerCase())) return []
  const names = values.map(String)
  const folded = names.find((name) => name.toLowerCase() === String(is).toLowerCase())
  const near = folded ?? (typeof is === 'string' ? nearest(is, names) : undefined)
  return wrong(
    `The trait "${id}" is never ${shown(is)}.`,
    `${near ? `Did you mean "${near}"? ` : ''}It is one of: ${names.join(', ')}.`,
  )
}

/** A day or an instant that the calendar has. */
export function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(value))
    return false
  const day = Date.parse(value.slice(0, 10))
  return (
    !Number.isNaN(day) &&
    new Date(day).toISOString().slice(0, 10) === value.slice(0, 10) &&
    !Number.isNaN(Date.parse(value))
  )
}

function article({ type }: Trait): string {
  if (type === 'string') return 'a text'
  return type === 'boolean' ? 'true or false' : `a ${type}`
}
