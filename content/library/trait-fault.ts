import type { Trait } from '#content/model/trait.ts'
import { nearest } from './issue.ts'

/**
 * Why a value from outside, by token or file, cannot be used as a trait; undefined when it can.
 *
 * @param declared as in traits.yaml; empty: only the name and the kind of value are looked at
 */
export function faultOfTrait(id: string, value: unknown, declared: readonly Trait[]): string | undefined {
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(id))
    return `"${id.slice(0, 64)}" is no name of a trait: lower-case letters, digits and underscores.`
  if (!isTraitValue(value))
    return `The trait "${id}" must be a text, a number, true or false, or a list of texts.`
  if (declared.length === 0) return undefined
  const trait = declared.find((one) => one.id === id)
  if (!trait) {
    const names = declared.map((one) => one.id)
    const near = nearest(id, names)
    return `There is no trait called "${id}".${near ? ` Did you mean "${near}"?` : ' Traits are declared in traits.yaml.'}`
  }
  if (!isOfType(value, trait)) return `The trait "${id}" must be ${nameOf(trait.type)}.`
  const every = Array.isArray(value) ? value : [value]
  if (trait.values && !every.every((one) => trait.values?.includes(one as string)))
    return `The trait "${id}" is one of ${trait.values.join(', ')}.`
  return undefined
}

const longestText = 1000
const longestList = 100

function isTraitValue(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= longestText && !/\p{Cc}/u.test(value)
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value))
    return value.length <= longestList && value.every((one) => typeof one === 'string' && isTraitValue(one))
  return typeof value === 'boolean'
}

function isOfType(value: unknown, { type }: Trait): boolean {
  if (type === 'list') return Array.isArray(value)
  if (type === 'date')
    return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))
  return typeof value === type
}

function nameOf(type: Trait['type']): string {
  if (type === 'date') return 'a date such as "2026-11-20"'
  return type === 'boolean' ? 'true or false' : `a ${type}`
}
