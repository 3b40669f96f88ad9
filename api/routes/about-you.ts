import { desc, eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { readableBy } from '#api/readable-library.ts'
import { messages, searches, votes } from '#api/storage/app-schema.ts'
import { eraseVisitor } from '#api/storage/visitors.ts'
import type { AppContext } from '#api/web/context.ts'
import { readForm } from '#api/web/input.ts'
import { Problem } from '#api/web/problems.ts'
import { isForm } from '#api/web/security.ts'
import { dropCookie, readLocale, readVisit, safeReturn } from '#api/web/visit.ts'
import { articleFor, urlFor } from '#content/library/locate.ts'
import { allTraits } from '#content/model/counted-trait.ts'
import { say } from '#content/model/locale.ts'
import { factText } from '#core/fact-text.ts'
import { heldOut } from '#core/holdout.ts'
import { dayIn, identify, merge } from '#core/identify.ts'
import { aboutSchema, localeParameter, refusals } from './openapi.ts'

const formSchema = z.object({ erase: z.literal('1'), return: z.string().optional() })

/** Everything the site believes about the visitor, and the way to be rid of it. */
export function aboutYouRoutes(context: AppContext): Hono {
  const { app, environment } = context
  const erase = async (c: Context): Promise<void> => {
    const { row } = await readVisit(c, context)
    if (row) await app.write(eraseVisitor(app, row.id))
    dropCookie(c)
  }
  return new Hono()
    .get(
      '/',
      describeRoute({
        summary: 'What we believe about you, and where from',
        parameters: [localeParameter],
        responses: {
          200: {
            description: 'All of it',
            content: { 'application/json': { schema: resolver(aboutSchema) } },
          },
          ...refusals('unknown-locale'),
        },
      }),
      async (c) => {
        const locale = readLocale(c.req.query('locale'), context)
        const { visitor, row, optedOut } = await readVisit(c, context)
        const { segments, strings, site } = context.library()
        const traits = allTraits(context.library())
        const fallback = site.locales[0] ?? 'en'
        const today = dayIn(site.timezone, context.now())
        const known = merge(visitor.facts, traits, today)
        const { library } = readableBy(context, visitor)
        const mine = row
          ? await app.db.select().from(votes).where(eq(votes.visitor, row.id)).orderBy(desc(votes.updatedAt))
          : []
        await app.settle()
        const looked = row ? await app.db.select().from(searches).where(eq(searches.visitor, row.id)) : []
        const wrote = row ? await app.db.select().from(messages).where(eq(messages.visitor, row.id)) : []
        c.header('Cache-Control', 'private, no-store')
        return c.json({
          known: row !== undefined,
          customer: row?.customer ?? null,
          choice: visitor.choice ?? null,
          chosen: visitor.choice !== undefined,
          optedOut,
          heldOut: heldOut(visitor, environment.holdout),
          traits: [...known].map(([trait, { is, source }]) => ({
            trait,
            label: say(traits.find((one) => one.id === trait)?.label, locale, fallback) || trait,
            is,
            source,
            text: factText({ trait, is, traits, locale, fallback }),
            signed: source === 'token' || source === 'account',
          })),
          matches: identify({ segments, traits, strings, visitor, locale, fallback, today }),
          votes: mine.map(({ article, locale: in_, helpful, partly, comment, updatedAt }) => ({
            article,
            locale: in_,
            helpful: partly ? ('partly' as const) : helpful,
            comment,
            at: new Date(updatedAt).toISOString(),
          })),
          searches: looked.map(({ query, locale: in_, at, opened }) => ({
            query,
            locale: in_,
            at: new Date(at).toISOString(),
            opened,
          })),
          messages: wrote.map(({ text, locale: in_, at }) => ({
            text,
            locale: in_,
            at: new Date(at).toISOString(),
          })),
          read: row?.read ?? [],
          articles: Object.fromEntries(
            [...mine.map(({ article }) => article), ...(row?.read ?? [])].flatMap((id) => {
              const article = articleFor(library, id, locale)
              return article ? [[id, { title: article.title, url: urlFor(id, locale) }]] : []
            }),
          ),
        })
      },
    )
    .delete(
      '/',
      describeRoute({
        summary: 'Erase all of it',
        responses: { 204: { description: 'Nothing is left' }, ...refusals('cross-site', 'busy') },
      }),
      async (c) => {
        await erase(c)
        return c.body(null, 204)
      },
    )
    .post(
      '/',
      describeRoute({
        summary: 'Erase all of it, by a form (erase, return)',
        responses: {
          303: { description: 'Back to the page the form was on' },
          ...refusals('invalid-request', 'wrong-type', 'cross-site', 'busy'),
        },
      }),
      async (c) => {
        if (!isForm(c.req.header('content-type'))) throw new Problem('wrong-type')
        const form = await readForm(c, formSchema)
        await erase(c)
        c.header('Cache-Control', 'no-store')
        return c.redirect(safeReturn(form.return, environment.origin, '/'), 303)
      },
    )
}
