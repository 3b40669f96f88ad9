import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { answerOrdering } from '#api/routes/ordering.ts'
import {
  type IdentityToken,
  readIdentityToken,
  TokenRefused,
  tolerance,
} from '#api/settings/identity-token.ts'
import { usedTokens } from '#api/storage/app-schema.ts'
import { bindVisitor, leaveVisitor, newVisitorToken, visitorId } from '#api/storage/visitors.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody } from '#api/web/input.ts'
import { countHere } from '#api/web/limits.ts'
import { Problem } from '#api/web/problems.ts'
import { dropCookie, keepCookie, readLocale, readVisit, type Visit } from '#api/web/visit.ts'
import { localeParameter, orderingSchema, refusals, writeRefusals } from './openapi.ts'

const bodySchema = z.strictObject({
  token: z.string().max(16_384),
  replace: z
    .boolean()
    .default(false)
    .describe('Whether another customer who is signed in here may be replaced.'),
  framed: z
    .boolean()
    .default(false)
    .describe(
      'In a frame, where no cookie is kept: the answer is what to send as "Authorization: Visitor …".',
    ),
})

const framedSchema = z.object({ visitor: z.string() })

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
            content: {
              'application/json': { schema: resolver(z.union([orderingSchema, framedSchema])) },
            },
          },
          ...refusals(...writeRefusals, 'invalid-token', 'another-customer', 'too-many', 'unknown-locale'),
        },
      }),
      async (c) => {
        const { token, replace, framed } = await readBody(c, bodySchema)
        const locale = readLocale(c.req.query('locale'), context)
        const visit = await readVisit(c, context)
        // Who is signed in to the pages of the help centre stays so, whatever a product shows in a frame.
        const before = framed ? undefined : visit.row
        const kept = await exchangeFor(context, before, { token, replace }).catch(async (error: unknown) => {
          // Thousands of customers may share one address of their mobile network, so good tokens are not counted.
          const wrong = error instanceof Problem && error.problem === 'invalid-token'
          if (wrong) await countHere(context, ['identity-place'], visit.place)
          throw error
        })
        if (framed) {
          c.header('Cache-Control', 'private, no-store')
          return c.json({ visitor: kept.token })
        }
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

/** The claims of a token that is good; one problem for every way in which it is not, and the claim in the log. */
async function verify(token: string, context: AppContext): Promise<IdentityToken> {
  const { identityKeys: keys, environment, library, now, faults, log } = context
  const { issuer, audience } = environment.identity
  const rules = { keys, issuer, audience, now: now(), traits: library().traits }
  try {
    const read = await readIdentityToken(token, rules)
    for (const why of read.leftOut) log.warn({ why }, 'a trait of an identity token was left out')
    return read
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error
    faults.tell(`identity token refused: ${error.message}`)
    throw new Problem('invalid-token')
  }
}

async function exchangeFor(
  context: AppContext,
  row: Visit['row'],
  { token, replace }: Pick<z.output<typeof bodySchema>, 'token' | 'replace'>,
): Promise<Kept> {
  const claims = await verify(token, context)
  const before = row?.customer
  if (before && before !== claims.sub && !replace) throw new Problem('another-customer')
  return exchange(context, claims, row?.id)
}

type Kept = Pick<Awaited<ReturnType<typeof bindVisitor>>, 'token' | 'row'>

/** Uses the token up and, in the same batch, gives the visitor a new cookie. */
async function exchange(
  { app, now }: AppContext,
  claims: IdentityToken,
  before: string | undefined,
): Promise<Kept> {
  const { db } = app
  const at = now().getTime()
  const jti = createHash('sha256').update(claims.jti).digest('hex')
  let kept: Kept | undefined
  const used = () => db.select().from(usedTokens).where(eq(usedTokens.jti, jti))
  try {
    await app.write(async () => {
      if ((await used()).length > 0) throw new Problem('invalid-token')
      const facts = { token: claims.traits }
      const bound = await bindVisitor(app, { before, customer: claims.sub, facts, now: at })
      kept = bound
      const expiresAt = (claims.exp + tolerance) * 1000
      return [db.insert(usedTokens).values({ jti, expiresAt }), ...bound.queries]
    })
  } catch (error) {
    // On a remote database another process may have used it between our look and our write.
    if (/CONSTRAINT/.test(String((error as { code?: string }).code))) throw new Problem('invalid-token')
    throw error
  }
  return kept!
}
