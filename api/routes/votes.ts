import { and, eq, sql } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { linkedArticles } from '#api/linked-article.ts'
import { signedAudiences } from '#api/readable-library.ts'
import { votes } from '#api/storage/app-schema.ts'
import { keepVisitor, newVisitorToken, visitorId } from '#api/storage/visitors.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody, readForm } from '#api/web/input.ts'
import { count, limit } from '#api/web/limits.ts'
import { Problem } from '#api/web/problems.ts'
import { isForm } from '#api/web/security.ts'
import { keepCookie, nameVisitor, readLocale, readVisit, safeReturn, type Visit } from '#api/web/visit.ts'
import { articleFor, urlFor } from '#content/library/locate.ts'
import { mayRead } from '#content/library/open-library.ts'
import { ownNames } from '#content/redaction/company-names.ts'
import { redact } from '#content/redaction/redact.ts'
import { dayIn, identify } from '#core/identify.ts'
import { refusals, writeRefusals } from './openapi.ts'

/** Longest sentence after "No", in characters. */
const longestComment = 1000

/** Articles remembered as read, so that they are not suggested again. */
const mostRead = 50

const helpfulSchema = z.union([z.boolean(), z.literal('partly')])

const voteSchema = z.strictObject({
  article: z.string().max(300),
  locale: z.string().max(40),
  helpful: helpfulSchema,
  comment: z.string().max(longestComment).optional(),
})
type Vote = z.infer<typeof voteSchema>

const formSchema = z.object({
  article: z.string().max(300),
  locale: z.string().max(40),
  helpful: z
    .enum(['yes', 'partly', 'no'])
    .transform((answer) => (answer === 'partly' ? answer : answer === 'yes')),
  comment: z.string().max(longestComment).optional(),
  return: z.string().optional(),
})

const answerSchema = z.object({ article: z.string(), locale: z.string(), helpful: helpfulSchema })

/** "Was this helpful?", once per visitor and article; voting again changes the vote. */
export function voteRoutes(context: AppContext): Hono {
  const content = { 'application/json': { schema: resolver(answerSchema) } }
  return new Hono().post(
    '/',
    describeRoute({
      summary: 'Say whether an article helped; also takes a form and then answers 303',
      requestBody: { content: { 'application/json': { schema: resolver(voteSchema) } } },
      responses: {
        200: { description: 'The vote was there already, or is changed', content },
        201: { description: 'A new vote', content },
        303: { description: 'Back to the page the form was on' },
        ...refusals(...writeRefusals, 'unknown-article', 'unknown-locale', 'too-many'),
      },
    }),
    async (c) => {
      c.header('Cache-Control', 'no-store')
      if (isForm(c.req.header('content-type'))) {
        const { return: back, ...vote } = await readForm(c, formSchema)
        await keep(c, context, vote)
        const target = new URL(
          safeReturn(back, context.environment.origin, urlFor(vote.article, vote.locale)),
          context.environment.origin,
        )
        // A bare "No" or "Partly" is asked why; with script the field opens in its place.
        const asked = vote.helpful === 'partly' ? 'partly' : 'no'
        target.searchParams.set('voted', vote.helpful === true || vote.comment?.trim() ? '1' : asked)
        return c.redirect(target.pathname + target.search + target.hash, 303)
      }
      const vote = await readBody(c, voteSchema)
      const isNew = await keep(c, context, vote)
      const { article, locale, helpful } = vote
      return c.json({ article, locale, helpful }, isNew ? 201 : 200)
    },
  )
}

/** Whether it is this visitor's first vote on the article. */
async function keep(c: Context, context: AppContext, vote: Vote): Promise<boolean> {
  const { app, library, everything, now } = context
  const { db } = app
  const locale = readLocale(vote.locale, context)
  const visit = await readVisit(c, context)
  const article = articleFor(everything(), vote.article, locale)
  const reads =
    article &&
    (mayRead(article, signedAudiences(context, visit.visitor)) ||
      (await linkedArticles(context, visit)).has(article.id))
  if (!article || !reads)
    throw new Problem('unknown-article', { detail: `There is no article "${vote.article}".` })

  // With GPC or DNT the vote is nobody's: no cookie, no list, and a name for its row that nothing leads back to.
  const { token, id } = visit.optedOut
    ? { token: undefined, id: visitorId(newVisitorToken()) }
    : nameVisitor(visit)
  await countVote(context, visit, { voter: id, article: article.id })
  const at = now().getTime()
  const { segments, site, traits } = library()
  const today = dayIn(site.timezone, now())
  const matches = identify({ segments, traits, visitor: visit.visitor, locale, today })
  const said = vote.comment?.trim()
  const comment = said ? redact(said, locale, [], ownNames(site.name)) : null

  const answer = { helpful: vote.helpful === true, partly: vote.helpful === 'partly' }
  const read = [...(visit.row?.read ?? []).filter((one) => one !== article.id), article.id].slice(-mostRead)
  const [before = []] = await app.write([
    db
      .select({ vote: votes.visitor })
      .from(votes)
      .where(and(eq(votes.visitor, id), eq(votes.article, article.id))),
    ...(token ? [keepVisitor(app, id, at, { read })] : []),
    db
      .insert(votes)
      .values({
        ...{ visitor: id, article: article.id, locale, ...answer, comment },
        segments: matches.map((m) => m.segment),
        ...{ createdAt: at, updatedAt: at },
      })
      .onConflictDoUpdate({
        target: [votes.visitor, votes.article],
        set: {
          ...{ locale, ...answer, updatedAt: at },
          // "No" comes first and its sentence after it: the second must not wipe the first, nor the first the second.
          comment: sql`coalesce(excluded.comment, iif(${votes.helpful} = excluded.helpful and ${votes.partly} = excluded.partly, ${votes.comment}, NULL))`,
        },
      }),
  ])
  if (token) keepCookie(c, token)
  return before.length === 0
}

/** A reader nobody knows can be new each time, so the place counts; whoever changes their vote adds none. */
async function countVote(
  context: AppContext,
  { row, place }: Visit,
  { voter, article }: { voter: string; article: string },
): Promise<void> {
  if (row?.customer) return count(context, [limit('vote-customer', row.customer)])
  if (!place) return
  const mine = and(eq(votes.visitor, voter), eq(votes.article, article))
  const [before] = row ? await context.app.db.select().from(votes).where(mine).limit(1) : []
  const here = limit('vote-place', place)
  await count(context, before ? [here] : [here, limit('vote-article', `${place}\n${article}`)])
}
