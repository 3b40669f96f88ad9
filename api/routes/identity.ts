import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import { z } from 'zod'
import { readBody } from '#api/body.ts'
import { answerOrdering } from '#api/routes/ordering.ts'
import { usedTokens, visitors, type visitors as visitorsTable, votes } from '#api/storage/app-schema.ts'
import { freshVisitor, leaveVisitor, newVisitorToken, visitorId } from '#api/storage/visitors.ts'
import type { AppContext } from '#api/web/context.ts'
import { Problem } from '#api/web/problems.ts'
import { dropCookie, keepCookie, readLocale, readVisit } from '#api/web/visit.ts'
import type { Trait, Traits } from '#content/model/trait.ts'
import { localeParameter, orderingSchema, refusals, writeRefusals } from './openapi.ts'

/** How far two clocks may differ, in seconds. */
const tolerance = 30

/** The longest a token may live, in seconds. */
const longestLife = 600

const bodySchema = z.strictObject({ token: z.string().max(16_384) })

const claimsSchema = z.object({
  sub: z.string().min(1).max(200),
  jti: z.string().min(1).max(200),
  iat: z.number(),
  exp: z.number(),
  traits: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
      z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(500)).max(100)]),
    )
    .refine((traits) => Object.keys(traits).length <= 100)
    .default({}),
})
type Claims = z.infer<typeof claimsSchema>

/** A signed token of the host product, exchanged once for what the visitor cookie stands for. */
export function identityRoutes(context: AppContext): Hono {
  const { app } = context
  return new Hono()
    .post(
      '/',
      describeRoute({
        summary: 'Say who is reading, by a token of the host product',
        parameters: [localeParameter],
        requestBody: { content: { 'application/json': { schema: resolver(bodySchema) } } },
        responses: {
          200: {
            description: 'The ordering for this customer',
            content: { 'application/json': { schema: resolver(orderingSchema) } },
          },
          ...refusals(...writeRefusals, 'invalid-token', 'unknown-locale'),
        },
      }),
      async (c) => {
        const { token } = await readBody(c, bodySchema)
        const locale = readLocale(c.req.query('locale'), context)
        const claims = await verify(token, context)
        const visit = await readVisit(c, context)
        const kept = await exchange(context, claims, visit.row?.id)
        keepCookie(c, kept.token)
        const { facts: stored, chosen, choice, read } = kept.row
        const facts = { ...visit.visitor.facts, ...stored }
        const visitor = { id: kept.row.id, facts, read, ...(chosen && { choice: choice ?? null }) }
        return answerOrdering(c, context, visitor, locale)
      },
    )
    .delete(
      '/',
      describeRoute({
        summary: 'Forget who is reading; an explicit choice stays',
        responses: { 204: { description: 'Forgotten' }, ...refusals('cross-site', 'busy') },
      }),
      async (c) => {
        const { row } = await readVisit(c, context)
        if (row) {
          const next = newVisitorToken()
          await app.write(leaveVisitor(app, row, visitorId(next), context.now().getTime()))
          if (row.chosen) keepCookie(c, next)
          else dropCookie(c)
        }
        return c.body(null, 204)
      },
    )
}

/** The claims of a token that is good; one problem for every way in which it is not. */
async function verify(token: string, context: AppContext): Promise<Claims> {
  const { identityKeys, environment, library, now, log } = context
  try {
    const { kid } = decodeProtectedHeader(token)
    const known = identityKeys.get(kid ?? '')
    if (!known) throw new Error('unknown kid')
    const { payload } = await jwtVerify(token, known.key, {
      algorithms: [known.algorithm],
      issuer: environment.identity.issuer,
      audience: environment.identity.audience,
      clockTolerance: tolerance,
      maxTokenAge: longestLife,
      requiredClaims: ['iss', 'aud', 'sub', 'iat', 'exp', 'jti'],
      currentDate: now(),
    })
    const claims = claimsSchema.parse(payload)
    if (claims.exp - claims.iat > longestLife) throw new Error('lives too long')
    return { ...claims, traits: declared(claims.traits, library().traits, context) }
  } catch (error) {
    log.info({ reason: error instanceof Error ? error.message.slice(0, 200) : '' }, 'identity refused')
    throw new Problem('invalid-token')
  }
}

/** A trait that is not what traits.yaml says is left out, and the log says so. */
function declared(traits: Traits, known: readonly Trait[], { log }: AppContext): Traits {
  const fits = ([id, is]: [string, Traits[string]]): boolean => {
    const trait = known.find((one) => one.id === id)
    if (!trait) return true
    const type = Array.isArray(is) ? 'list' : typeof is
    const right =
      trait.type === 'date' ? type === 'string' && !Number.isNaN(Date.parse(String(is))) : type === trait.type
    const allowed =
      !trait.values || (Array.isArray(is) ? is : [is]).every((one) => trait.values!.includes(one))
    if (!right || !allowed)
      log.warn({ trait: id }, 'a token has a trait that is not as traits.yaml declares it')
    return right && allowed
  }
  return Object.fromEntries(Object.entries(traits).filter(fits))
}

interface Kept {
  readonly token: string
  readonly row: typeof visitorsTable.$inferInsert & Pick<typeof visitorsTable.$inferSelect, 'facts' | 'read'>
}

/** Uses the token up and, in the same batch, gives the visitor a new cookie: an old one may be somebody else's. */
async function exchange({ app, now }: AppContext, claims: Claims, before: string | undefined): Promise<Kept> {
  const { db } = app
  const at = now().getTime()
  const jti = createHash('sha256').update(claims.jti).digest('hex')
  const token = newVisitorToken()
  const id = visitorId(token)
  let row: Kept['row'] | undefined
  const used = () => db.select().from(usedTokens).where(eq(usedTokens.jti, jti))
  try {
    await app.write(async () => {
      if ((await used()).length > 0) throw new Problem('invalid-token')
      const [old] = before ? await db.select().from(visitors).where(eq(visitors.id, before)) : []
      const same = old && (old.customer === null || old.customer === claims.sub) ? old : undefined
      const facts = { ...same?.facts, token: claims.traits }
      const next = { ...freshVisitor(id, at), ...same, id, customer: claims.sub, facts, seenAt: at }
      row = { ...next, facts, read: same?.read ?? [] }
      const expiresAt = (claims.exp + tolerance) * 1000
      return [
        db.insert(usedTokens).values({ jti, expiresAt }),
        db.insert(visitors).values(row),
        ...(same
          ? [
              db.delete(visitors).where(eq(visitors.id, same.id)),
              db.update(votes).set({ visitor: id }).where(eq(votes.visitor, same.id)),
            ]
          : []),
      ]
    })
  } catch (error) {
    // On a remote database another process may have used it between our look and our write.
    if (/CONSTRAINT/.test(String((error as { code?: string }).code))) throw new Problem('invalid-token')
    throw error
  }
  return { token, row: row! }
}
