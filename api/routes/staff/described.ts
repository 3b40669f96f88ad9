import { z } from 'zod'
import { roles } from '#api/storage/staff-schema.ts'
import { type ProblemName, problemSchema, statusOf } from '#api/web/problems.ts'
import { type RefusalCode, refusals } from '#api/web/refusals.ts'
import { writeRefusals } from '../openapi.ts'
import { roomsOf, type StaffRoute } from './route.ts'

/** The staff API as paths of an OpenAPI document, made of the table that also guards it. */
export function staffPaths(table: readonly StaffRoute[], prefix: string) {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of table) {
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
    const path = prefix + route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, names) }
  }
  return paths
}

function operation(route: StaffRoute, names: readonly string[]): object {
  const { method, path, room, says, body } = route
  const writes = method !== 'GET'
  const guarded = room === 'door' ? [] : (['sign-in-needed', 'not-allowed'] as const)
  const parameters = names.map((name) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  }))
  return {
    tags: ['staff'],
    summary: says,
    description: whoMay(route),
    operationId: `${method.toLowerCase()}${path.replace(/[/:.-]+(\w)?/g, (_, next = '') => String(next).toUpperCase())}`,
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(body) } },
      },
    }),
    responses: {
      '2XX': { description: 'As the page that asks for it shows it.' },
      ...Object.fromEntries(
        (['not-found', ...guarded, ...(writes ? writeRefusals : [])] as const).map(refused),
      ),
    },
  }
}

/** Without `$schema`: OpenAPI 3.1 names the dialect once for all. */
function schemaOf(body: z.ZodType): object {
  const { $schema: _, ...schema } = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })
  return schema
}

const codes = Object.keys(refusals) as [RefusalCode, ...RefusalCode[]]
const staffProblem = problemSchema.extend({
  code: z.enum(codes).optional().describe('What exactly was refused; stays the same whatever the words'),
})
const problem = { 'application/problem+json': { schema: schemaOf(staffProblem) } }

function refused(name: ProblemName): [string, object] {
  return [String(statusOf(name)), { description: name, content: problem }]
}

function whoMay(route: StaffRoute): string {
  if (route.room === 'door') return 'For everybody.'
  const { room } = route
  const able = room === 'own' ? roles : roles.filter((role) => roomsOf[role].includes(room))
  const keys = route.scope ? ` Keys of the scope "${route.scope}" too.` : ''
  return `For the roles ${able.join(', ')}.${keys}`
}
