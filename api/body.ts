import type { Context } from 'hono'
import type { z } from 'zod'
import { readableBody } from './web/input.ts'
import { issuesOf, Problem } from './web/problems.ts'

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

function accept<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(readableBody(value))
  if (parsed.success) return parsed.data
  throw new Problem('invalid-request', { issues: issuesOf(parsed.error) })
}
