import { eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { sendMail } from '#api/delivery/mail.ts'
import { usedTokens } from '#api/storage/app-schema.ts'
import { customerKey } from '#api/storage/customer-key.ts'
import { customerOf } from '#api/storage/customers.ts'
import { emailSchema } from '#api/storage/staff-accounts.ts'
import { bindVisitor, leaveVisitor, newVisitorToken, visitorId } from '#api/storage/visitors.ts'
import type { AppContext } from '#api/web/context.ts'
import { readForm } from '#api/web/input.ts'
import { count, limit } from '#api/web/limits.ts'
import { placeOf } from '#api/web/place.ts'
import { Problem } from '#api/web/problems.ts'
import { readSignInToken, signInToken } from '#api/web/sign-in-link.ts'
import { dropCookie, keepCookie, readLocale, readVisit } from '#api/web/visit.ts'
import { say } from '#content/model/locale.ts'
import { wordsIn } from '#content/strings/index.ts'
import { refusals, writeRefusals } from './openapi.ts'

const locale = z.string().max(40)
const askSchema = z.object({ email: emailSchema, locale })
const sessionSchema = z.object({ token: z.string().max(1000), locale })
const endSchema = z.object({ locale })

/**
 * Sign-in of customers by a one-time link, where no host product signs tokens. Forms only, so it works without script.
 * Whoever has no profile gets the same answer and no mail: nobody learns who is a customer.
 */
export function signInRoutes(context: AppContext): Hono {
  const seeOther = (summary: string) =>
    describeRoute({
      summary,
      responses: {
        303: { description: 'To the page that says what happened' },
        ...refusals(...writeRefusals),
      },
    })
  return new Hono()
    .post('/', seeOther('Ask for a link to sign in with, by e-mail'), async (c) => {
      c.header('Cache-Control', 'no-store')
      const { email, locale } = await readForm(c, askSchema)
      return c.redirect(
        `/${readLocale(locale, context)}/sign-in/?state=${await ask(c, context, email, locale)}`,
        303,
      )
    })
    .post('/session', seeOther('Sign in with a link, once'), async (c) => {
      c.header('Cache-Control', 'no-store')
      const { token, locale } = await readForm(c, sessionSchema)
      const home = `/${readLocale(locale, context)}/`
      return c.redirect((await signIn(c, context, token)) ? home : `${home}sign-in/?state=gone`, 303)
    })
    .post('/end', seeOther('Sign out; an explicit choice stays'), async (c) => {
      c.header('Cache-Control', 'no-store')
      const { locale } = await readForm(c, endSchema)
      const { row } = await readVisit(c, context)
      if (row) {
        const next = newVisitorToken()
        const { app, now } = context
        await app.write(leaveVisitor(app, row, visitorId(next), now().getTime()))
        if (row.chosen) keepCookie(c, next)
        else dropCookie(c)
      }
      return c.redirect(`/${readLocale(locale, context)}/`, 303)
    })
}

/** Sends a link to a customer; the answer says nothing of whether there is one. */
async function ask(c: Context, context: AppContext, email: string, locale: string): Promise<'sent' | 'wait'> {
  const { app, secret, environment, library, now, faults } = context
  const { mail } = environment.contact
  if (!mail && !environment.local) throw new Problem('not-ready', { detail: 'No mail server is set up.' })
  const key = customerKey(email, secret)
  try {
    const place = placeOf(c, environment.trustedProxies)
    await count(context, [limit('link-place', place), limit('link-address', key)])
  } catch (error) {
    if (error instanceof Problem && error.problem === 'too-many') return 'wait'
    throw error
  }
  const customer = await customerOf(app, key)
  if (!customer) return 'sent'
  const token = signInToken(customer.external ?? key, email, secret, now().getTime())
  const link = `${environment.serverOrigin}/${locale}/sign-in/?token=${token}`
  if (!mail) {
    console.log(`Sign-in of ${email}, once, for 15 minutes: ${link}`)
    return 'sent'
  }
  const { site, strings } = library()
  const words = wordsIn(locale, strings).signIn
  const name = say(site.title, locale, site.locales[0]) || site.name
  const id = `${now().getTime()}.${newVisitorToken().slice(0, 16)}@${new URL(environment.origin).hostname}`
  const text = `${words.mailText.replace('{site}', name)}\n\n${link}\n\n${words.mailNote}\n`
  // Nobody waits for it: an answer that takes longer would tell who is a customer.
  sendMail(mail, { to: email, subject: words.mailSubject.replace('{site}', name), text, id }).catch(
    (error: Error) =>
      faults.tell(
        `a sign-in link could not be sent: ${String((error as { code?: string }).code ?? error.name)}`,
      ),
  )
  return 'sent'
}

/** Uses the link up and makes its reader the customer, under a new cookie; false when it does not work any longer. */
async function signIn(c: Context, context: AppContext, token: string): Promise<boolean> {
  const { app, secret, now } = context
  const claim = readSignInToken(token, secret, now().getTime())
  if (!claim) return false
  const { row } = await readVisit(c, context)
  const jti = `sign-in ${claim.id}`
  let bound: string | undefined
  await app.write(async () => {
    bound = undefined
    const used = await app.db.select().from(usedTokens).where(eq(usedTokens.jti, jti))
    if (used.length > 0) return []
    const made = await bindVisitor(app, {
      before: row?.id,
      customer: claim.customer,
      facts: {},
      now: now().getTime(),
    })
    bound = made.token
    return [app.db.insert(usedTokens).values({ jti, expiresAt: claim.expires }), ...made.queries]
  })
  if (bound) keepCookie(c, bound)
  return bound !== undefined
}
