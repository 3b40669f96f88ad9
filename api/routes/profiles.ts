import { Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { type CustomerChange, mergeCustomers } from '#api/storage/customers.ts'
import { emailSchema } from '#api/storage/staff-accounts.ts'
import { readKey } from '#api/web/bearer.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody } from '#api/web/input.ts'
import { Problem } from '#api/web/problems.ts'
import { faultOfTrait } from '#content/library/trait-fault.ts'
import { localeSchema } from '#content/model/locale.ts'
import type { Trait, Traits, TraitValue } from '#content/model/trait.ts'
import { refusals, writeRefusals } from './openapi.ts'

/** Profiles of one request. */
const most = 500

/** What a customer data platform sends; fields we do not know are its own business. */
const identifySchema = z.object({
  type: z.literal('identify').optional(),
  userId: z.union([z.string().min(1).max(200), z.number().int().transform(String)]).nullish(),
  traits: z
    .record(z.string().max(200), z.unknown())
    .default({})
    .describe('`email` names the customer; the others are traits.'),
  context: z.object({ locale: z.string().max(40).optional() }).optional(),
})
type Identify = z.infer<typeof identifySchema>

const bodySchema = z.union([z.object({ batch: z.array(identifySchema).min(1).max(most) }), identifySchema])

const answerSchema = z.object({
  written: z.number().int(),
  ignored: z.array(z.string()).describe('Traits that traits.yaml does not declare: they are not kept.'),
})

/**
 * Customers' profiles from a CRM or a customer data platform, in the shape of Segment's `identify`
 * (https://segment.com/docs/connections/spec/identify/). Traits are merged with what is known; null forgets one.
 */
export function profileRoutes(context: AppContext): Hono {
  return new Hono().post(
    '/',
    describeRoute({
      summary:
        'Say what is known of customers, in the shape of Segment’s identify; needs a key of the scope profiles',
      requestBody: { content: { 'application/json': { schema: resolver(bodySchema) } } },
      responses: {
        200: {
          description: 'All of them are written',
          content: { 'application/json': { schema: resolver(answerSchema) } },
        },
        ...refusals(...writeRefusals, 'wrong-key', 'not-allowed', 'too-many'),
      },
    }),
    async (c) => {
      c.header('Cache-Control', 'no-store')
      const key = await readKey(c, context, 'profiles')
      const body = await readBody(c, bodySchema)
      const given = 'batch' in body ? body.batch : [body]
      const ignored = new Set<string>()
      const rows = given.map((one, at) => readProfile(one, at, context.library().traits, ignored))
      const { app, secret } = context
      await mergeCustomers(app, { rows, secret, by: `key:${key.id}` })
      return c.json({ written: rows.length, ignored: [...ignored].toSorted().slice(0, 100) })
    },
  )
}

function readProfile(
  { userId, traits, context }: Identify,
  at: number,
  declared: readonly Trait[],
  ignored: Set<string>,
): CustomerChange {
  const { email: address, ...others } = traits
  const email = emailSchema.safeParse(address)
  const wrong = (path: string, message: string) =>
    new Problem('invalid-request', { issues: [{ path: `batch.${at}.${path}`, message }] })
  if (address !== undefined && address !== null && !email.success)
    throw wrong('traits.email', 'an e-mail address')
  if (!email.success && !userId) throw wrong('userId', 'userId or traits.email says who it is')
  const known: Record<string, TraitValue | null> = {}
  for (const [id, value] of Object.entries(others)) {
    if (!declared.some((trait) => trait.id === id)) ignored.add(id)
    else if (value === null) known[id] = null
    else {
      const fault = faultOfTrait(id, value, declared)
      if (fault) throw wrong(`traits.${id}`, fault)
      known[id] = value as Traits[string]
    }
  }
  const locale = localeSchema.safeParse(context?.locale?.toLowerCase())
  return {
    ...(email.success && { email: email.data }),
    ...(userId && { external: userId }),
    ...(locale.success && { locale: locale.data }),
    traits: known,
  }
}
