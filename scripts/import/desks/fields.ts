import type { TraitValue } from '#content/model/trait.ts'

/** Text of a field, or undefined for anything that is not one. Numbers count, as ids often are numbers. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** What a table says of a field; nothing for what is not in it, such as `constructor`. */
export function lookUp<T>(table: Readonly<Record<string, T>>, field: unknown): T | undefined {
  const key = textOf(field) ?? ''
  return Object.hasOwn(table, key) ? table[key] : undefined
}

/** The objects in a list, or none. */
export function objectsOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(objectOf) : []
}

export function listOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/[,;\s]+/).filter((part) => part !== '')
  return Array.isArray(value) ? value.filter((part): part is string => typeof part === 'string') : []
}

/** As traits are named: `Account plan` → `account_plan`. */
export function traitName(field: string): string {
  return field
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .slice(0, 100)
}

/** The values among these fields that can be traits; what is empty or nested is left out. */
export function traitsOf(...fields: unknown[]): Record<string, TraitValue> {
  const entries = fields.flatMap((group) =>
    Object.entries(objectOf(group)).map(([field, value]): [string, unknown] => [traitName(field), value]),
  )
  return Object.fromEntries(
    entries.filter((entry): entry is [string, TraitValue] => {
      const value = entry[1]
      if (Array.isArray(value)) return value.every((part) => typeof part === 'string')
      return (
        (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'
      )
    }),
  )
}
