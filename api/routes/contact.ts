import { createHmac, randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { compose } from '#api/delivery/compose.ts'
import { sendPage } from '#api/pages/serve.ts'
import { attempts } from '#api/storage/app-schema.ts'
import { customerKey } from '#api/storage/customer-key.ts'
import { customerOf } from '#api/storage/customers.ts'
import { keepMessage, knownMessage } from '#api/storage/messages.ts'
import { seal } from '#api/storage/seal.ts'
import { emailSchema } from '#api/storage/staff-accounts.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody, readForm } from '#api/web/input.ts'
import { count, limit } from '#api/web/limits.ts'
import { placeOf } from '#api/web/place.ts'
import { Problem } from '#api/web/problems.ts'
import { newChallenge, proofSchema, takeProof } from '#api/web/proof.ts'
import { isForm } from '#api/web/security.ts'
import { readLocale, readVisit } from '#api/web/visit.ts'
import { articleFor } from '#content/library/locate.ts'
import { ownNames } from '#content/redaction/company-names.ts'
import { redact } from '#content/redaction/redact.ts'
import { dayIn, identify } from '#core/identify.ts'
import { refusals, writeRefusals } from './openapi.ts'

/** Longest message, in characters: a few pages. */
const longestText = 10_000

/** Articles read before that are worth telling. */
const mostRead = 10

const attemptKey = z.string().regex(/^[\w-]{22}$/, '128 random bits, base64url')

const messageSchema = z.strictObject({
  attempt: attemptKey.describe('Made with the form; the same message sent twice under it is stored once.'),
  locale: z.string().max(40),
  text: z
    .string()
    .refine((text) => text.trim().length > 0, 'write what you need')
    .max(longestText),
  email: emailSchema.optional().describe('Needed when somebody answers.'),
  read: z
    .array(z.string().max(300))
    .max(mostRead)
    .default([])
    .describe('Articles read in the last 30 minutes.'),
  website: z
    .string()
    .max(1000)
    .default('')
    .describe('Leave it empty: people do not see it, bots fill it in.'),
  proof: proofSchema.optional().describe('The solved challenge; without it only few messages are taken.'),
})
type Message = z.infer<typeof messageSchema>

const formSchema = z.object({
  attempt: attemptKey.optional().catch(undefined),
  locale: z.string().max(40),
  text: messageSchema.shape.text,
  email: z.union([z.literal(''), emailSchema]).optional(),
  from: z.string().max(300).optional(),
  website: z.string().max(1000).optional(),
})

const stepSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('suggested'), attempt: attemptKey, locale: z.string().max(40) }),
  z.strictObject({ step: z.enum(['opened', 'answered']), attempt: attemptKey, article: z.string().max(300) }),
])

const answerSchema = z.object({ answered: z.boolean().describe('Whether somebody will answer it.') })

/** The contact form: what people write goes on whole to the desk and stays, redacted, as a ticket. */
export function contactRoutes(context: AppContext): Hono {
  const answered = context.environment.contact.receiver !== undefined
  const content = { 'application/json': { schema: resolver(answerSchema) } }
  return new Hono()
    .get(
      '/challenge',
      describeRoute({
        summary: 'A proof of work to solve while the message is written',
        responses: { 200: { description: 'An ALTCHA challenge' } },
      }),
      async (c) => {
        c.header('Cache-Control', 'no-store')
        return c.json(await newChallenge(context))
      },
    )
    .post(
      '/',
      describeRoute({
        summary: 'Write to the company; also takes a form and then answers with a page',
        requestBody: { content: { 'application/json': { schema: resolver(messageSchema) } } },
        responses: {
          200: { description: 'It was there already', content },
          201: { description: 'It is kept and on its way', content },
          303: { description: 'To the page that says so' },
          ...refusals(...writeRefusals, 'unknown-locale', 'no-attachments', 'too-many'),
        },
      }),
      async (c) => {
        c.header('Cache-Control', 'no-store')
        if (isForm(c.req.header('content-type'))) return byForm(c, context)
        const isNew = await take(c, context, await readBody(c, messageSchema))
        return c.json({ answered }, isNew ? 201 : 200)
      },
    )
    .post(
      '/steps',
      describeRoute({
        summary: 'Say what a reader did with the articles suggested beside the form',
        requestBody: { content: { 'application/json': { schema: resolver(stepSchema) } } },
        responses: {
          204: { description: 'It is kept, or was there already' },
          ...refusals(...writeRefusals, 'unknown-article', 'unknown-locale', 'too-many'),
        },
      }),
      async (c) => {
        c.header('Cache-Control', 'no-store')
        await noteStep(c, context, await readBody(c, stepSchema))
        return c.body(null, 204)
      },
    )
}

/** Without script: a page either way, and what was written is still in it when it could not be sent. */
async function byForm(c: Context, context: AppContext): Promise<Response> {
  const raw: Record<string, unknown> = await c.req.parseBody().catch(() => ({}))
  const field = (name: string) => (typeof raw[name] === 'string' ? raw[name].slice(0, longestText) : '')
  const given = field('locale')
  const locale = context.library().site.locales.includes(given) ? given : readLocale(undefined, context)
  const path = `/${locale}/contact/`
  try {
    if (Object.values(raw).some((one) => one instanceof File && one.size > 0))
      throw new Problem('no-attachments')
    const { from, email, attempt, website = '', ...message } = await readForm(c, formSchema)
    const key = attempt ?? randomBytes(16).toString('base64url')
    const read = from ? [from] : []
    await take(c, context, { ...message, ...(email && { email }), attempt: key, read, website })
    return c.redirect(`${path}?sent=1`, 303)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const wrong =
      error.problem === 'too-many' ? 'wait' : error.problem === 'no-attachments' ? 'files' : 'fields'
    const contact = {
      key: field('attempt'),
      from: field('from'),
      text: field('text'),
      email: field('email'),
      wrong,
    } as const
    return sendPage(c, context, { path, status: 422, contact })
  }
}

/** Whether the message is new. */
async function take(c: Context, context: AppContext, message: Message): Promise<boolean> {
  const { app, secret, library, environment, now } = context
  const { receiver, days } = environment.contact
  const { text, email, attempt } = message
  const locale = readLocale(message.locale, context)
  if (receiver && !email) {
    const issues = [{ path: 'email', message: 'an e-mail address, so that somebody can answer' }]
    throw new Problem('invalid-request', { issues })
  }
  // A bot gets the usual answer, so that it does not try again in another way.
  if (message.website !== '') return true
  const id = createHmac('sha256', secret)
    .update(JSON.stringify(['message', attempt, email ?? '', text]))
    .digest('base64url')
    .slice(0, 22)
  if (await knownMessage(app, id)) return false
  const place = placeOf(c, environment.trustedProxies)
  const visit = await readVisit(c, context)
  const proved = message.proof !== undefined && (await takeProof(context, message.proof))
  await count(context, [
    ...(proved
      ? [limit('contact-place', place)]
      : [limit('contact-place-unproved', place), limit('contact-all-unproved', '')]),
    ...(visit.row ? [limit('contact-visitor', visit.row.id)] : []),
  ])
  const { visitor, optedOut } = visit
  const key = email === undefined ? null : customerKey(email, secret)
  const claimed = key === null ? undefined : (await customerOf(app, key))?.traits
  const read = optedOut ? [] : message.read.filter((one) => articleFor(library(), one, locale))
  const known = { library: library(), visitor, claimed, origin: environment.origin, now: now() }
  const whole = compose({ id, email: email ?? '', text, locale, read }, known)
  const row = {
    ...{ id, at: now().getTime(), locale, customer: key, read },
    text: redact(text, locale, [], ownNames(library().site.name)).trim(),
    segments: whole.segments.map(({ segment }) => segment),
    visitor: optedOut ? null : (visitor.id ?? null),
  }
  const sealed = receiver ? seal(JSON.stringify(whole), id, secret) : undefined
  const isNew = await keepMessage(app, row, { sealed, days, attempt })
  context.outbox.deliver()
  return isNew
}

async function noteStep(c: Context, context: AppContext, step: z.infer<typeof stepSchema>): Promise<void> {
  const { app, library, environment, now } = context
  const { db } = app
  const at = now().getTime()
  if (step.step === 'suggested') {
    const locale = readLocale(step.locale, context)
    await count(context, [limit('contact-steps', placeOf(c, environment.trustedProxies))])
    const { visitor } = await readVisit(c, context)
    const { segments: all, traits, site } = library()
    const today = dayIn(site.timezone, now())
    const segments = identify({ segments: all, traits, visitor, locale, today }).map(({ segment }) => segment)
    app.note(db.insert(attempts).values({ key: step.attempt, at, locale, segments }).onConflictDoNothing())
    return
  }
  const { article } = step
  if (!library().articles.some(({ id }) => id === article))
    throw new Problem('unknown-article', { detail: `There is no article "${article}".` })
  const mine = eq(attempts.key, step.attempt)
  app.note(
    step.step === 'opened'
      ? db
          .update(attempts)
          .set({ opened: article, openedAt: at })
          .where(and(mine, isNull(attempts.openedAt)))
      : db
          .update(attempts)
          .set({ answered: article, answeredAt: at })
          .where(and(mine, isNull(attempts.answeredAt))),
  )
}
