import type { Context, MiddlewareHandler } from 'hono'
import type { z } from 'zod'
import { checked } from './field-issues.ts'
import { Problem } from './problems.ts'
import { refusal } from './refusals.ts'

/** Tabs and line breaks are part of what people write; every other control character is not. */
const unreadable = /[^\P{Cc}\t\n\r]/gu

/**
 * What somebody wrote, as it may be looked for and stored. Text copied out of a PDF or a word processor carries control
 * characters that nobody sees: each becomes a space, halves of characters become �.
 */
export function readable(text: string): string {
  return text.toWellFormed().replace(unreadable, ' ')
}

/** Levels of lists and objects in a body, 0 … 32; deeper ones would end in a full stack, and no route takes them. */
const deepest = 32

/** {@link readable} for every text of a body. NUL comes from no keyboard and no clipboard: it is refused. */
export function readableBody(value: unknown, path: readonly string[] = []): unknown {
  if (typeof value === 'string') {
    refuseNul(value, path.join('.') || 'The body')
    return readable(value)
  }
  if (path.length > deepest) {
    throw new Problem('invalid-request', { detail: `The body is nested more than ${deepest} levels deep.` })
  }
  if (Array.isArray(value)) return value.map((one, at) => readableBody(one, [...path, String(at)]))
  if (value === null || typeof value !== 'object' || value instanceof File) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, readableBody(one, [...path, key])]),
  )
}

/** Refuses an address of the API whose query holds NUL. */
export const refuseNulInQuery: MiddlewareHandler = async (c, next) => {
  // An address has NUL only in this form.
  if (c.req.url.includes('%00'))
    for (const [name, value] of new URL(c.req.url).searchParams) refuseNul(value, name)
  await next()
}

function refuseNul(text: string, where: string): void {
  const at = text.indexOf('\0')
  if (at === -1) return
  throw new Problem('unreadable-text', {
    detail: `"${where.slice(0, 40)}" has the control character NUL (U+0000) after ${at} ${at === 1 ? 'character' : 'characters'}.`,
  })
}

/** The JSON body as `schema` says, or the problem that tells what is wrong with it. */
export async function readBody<T extends z.ZodType>(c: Context, schema: T): Promise<z.infer<T>> {
  let body: unknown
  try {
    body = JSON.parse(await c.req.text())
  } catch (error) {
    if (error instanceof SyntaxError) throw new Problem('malformed-json')
    throw error
  }
  return accept(schema, body)
}

/** The fields of a form, each once; files are no fields. */
export async function readForm<T extends z.ZodType>(c: Context, schema: T): Promise<z.infer<T>> {
  const form = await c.req.parseBody().catch(() => {
    throw new Problem('invalid-request', { detail: 'The form cannot be read.' })
  })
  return accept(schema, form)
}

/** The filters in an address. A select left at "all" sends an empty value; the first that is wrong is named. */
export function readFilters<T extends z.ZodObject>(schema: T, query: Record<string, string>): z.infer<T> {
  const given = Object.entries(query).filter(([, value]) => value !== '')
  const { data, error } = schema.safeParse(Object.fromEntries(given))
  if (data) return data
  const known = Object.keys(schema.shape)
  const wrong = error?.issues[0]?.path[0] ?? given.find(([name]) => !known.includes(name))?.[0] ?? ''
  throw refusal('no-such-filter', { known: known.join(', '), wrong: String(wrong) })
}

/** The value as `schema` says, or the problem that tells what is wrong with it. */
export function accept<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const { data, issues } = checked(schema, readableBody(value))
  if (issues) throw new Problem('invalid-request', { issues })
  return data
}
