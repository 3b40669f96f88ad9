import { z } from 'zod'
import { namesOf } from '#api/storage/decisions.ts'
import { type AuditLine, auditLines, linesInAudit } from '#api/storage/staff-audit.ts'
import { brokenAt } from '#api/storage/staff-change.ts'
import type { AppContext } from '#api/web/context.ts'
import { readFilters } from '#api/web/input.ts'
import { csvOf } from '#core/csv.ts'
import type { AuditAnswer, ChainAnswer } from './answers.ts'
import type { StaffRoute } from './route.ts'

/** Lines of one answer. */
const onPage = 100

/** Lines of one file; a longer history is saved in parts, by `before`. */
const inFile = 100_000

const askedSchema = z.strictObject({
  /** In what was done, to what, or by whom. */
  q: z.string().trim().max(200).optional(),
  before: z.coerce.number().int().min(1).optional(),
})

/** Who did what, for admins. */
export const auditRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/audit',
    room: 'people',
    says: 'Who did what, newest first.',
    async handle(c, { context }) {
      const rows = await auditLines(context.app, {
        ...readFilters(askedSchema, c.req.query()),
        limit: onPage,
      })
      const lines = await named(context, rows)
      const before = rows.length === onPage ? (rows.at(-1)?.id ?? null) : null
      return c.json({ lines, before } satisfies AuditAnswer)
    },
  },
  {
    method: 'GET',
    path: '/audit.csv',
    room: 'people',
    says: 'The same as CSV.',
    async handle(c, { context }) {
      const lines = await named(
        context,
        await auditLines(context.app, { ...readFilters(askedSchema, c.req.query()), limit: inFile }),
      )
      const head = ['id', 'at', 'by', 'what', 'object', 'detail']
      const rows = lines.map(({ id, at, by, what, object, detail }) => [id, at, by, what, object, detail])
      return c.body(csvOf([head, ...rows]), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="audit.csv"',
      })
    },
  },
  {
    method: 'GET',
    path: '/audit/chain',
    room: 'people',
    says: 'Whether the chain of the audit is whole.',
    async handle(c, { context: { app } }) {
      const broken = (await brokenAt(app)) ?? null
      return c.json({ lines: await linesInAudit(app), broken } satisfies ChainAnswer)
    },
  },
]

async function named({ app }: AppContext, rows: readonly AuditLine[]): Promise<AuditAnswer['lines']> {
  const names = await namesOf(
    app,
    rows.map(({ by }) => by),
  )
  return rows.map(({ id, at, by, what, object, detail }) => ({
    id,
    at: new Date(at).toISOString(),
    by: names.get(by) ?? by,
    what,
    object: names.get(object) ?? object,
    detail: Object.keys(detail).length > 0 ? JSON.stringify(detail) : '',
  }))
}
