import type { z } from 'zod'
import { filled, type Values } from './filled.ts'

/** Rules that a field can break, in words; the words of a schema's own come before these. */
export const rules = {
  empty: 'must not be empty',
  'too-short': 'at least {n} characters',
  'too-long': 'at most {n} characters',
  'too-small': 'at least {n}',
  'too-big': 'at most {n}',
  'not-listed': 'one of: {known}',
  'unknown-field': 'not taken: {names}',
  'wrong-form': 'not of the right form',
} as const

export type RuleName = keyof typeof rules
export const ruleNames = Object.keys(rules) as [RuleName, ...RuleName[]]

/** What is wrong with one field. */
export interface FieldIssue {
  readonly path: string
  readonly message: string
  /** Absent where the schema has words of its own. */
  readonly rule?: RuleName
  readonly values?: Values
}

/** The value as the schema gives it, or every field that is wrong. */
export function checked<T extends z.ZodType>(
  schema: T,
  value: unknown,
): { data: z.infer<T>; issues?: never } | { data?: never; issues: FieldIssue[] } {
  const parsed = schema.safeParse(value, { error: wordsOf, reportInput: true })
  return parsed.success ? { data: parsed.data } : { issues: parsed.error.issues.map(issueOf) }
}

function issueOf(issue: z.core.$ZodIssue): FieldIssue {
  const path = issue.path.join('.')
  const { message } = issue
  return message === wordsOf(issue) ? { path, message, ...broken(issue) } : { path, message }
}

function wordsOf(issue: z.core.$ZodRawIssue | z.core.$ZodIssue): string {
  const { rule, values } = broken(issue)
  return filled(rules[rule], values)
}

function broken(issue: z.core.$ZodRawIssue | z.core.$ZodIssue): { rule: RuleName; values: Values } {
  const of = (rule: RuleName, values: Values = {}) => ({ rule, values })
  if (issue.code === 'invalid_type' && issue.input === undefined) return of('empty')
  if (issue.code === 'too_small') {
    const n = Number(issue.minimum)
    if (issue.origin === 'string') return n === 1 ? of('empty') : of('too-short', { n })
    return issue.origin === 'array' && n === 1 ? of('empty') : of('too-small', { n })
  }
  if (issue.code === 'too_big')
    return of(issue.origin === 'string' ? 'too-long' : 'too-big', { n: Number(issue.maximum) })
  if (issue.code === 'invalid_value') return of('not-listed', { known: issue.values.map(String).join(', ') })
  if (issue.code === 'unrecognized_keys') return of('unknown-field', { names: issue.keys.join(', ') })
  return of('wrong-form')
}
