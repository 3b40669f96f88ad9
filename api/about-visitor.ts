import { desc, eq } from 'drizzle-orm'
import { messages, searches, votes } from '#api/storage/app-schema.ts'
import { articleFor, urlFor } from '#content/library/locate.ts'
import { allTraits } from '#content/model/counted-trait.ts'
import { say } from '#content/model/locale.ts'
import { factText } from '#core/fact-text.ts'
import { heldOut } from '#core/holdout.ts'
import { dayIn, identify, merge } from '#core/identify.ts'
import type { AboutView } from '#core/visitor.ts'
import { readableBy } from './readable-library.ts'
import type { AppContext } from './web/context.ts'
import type { Visit } from './web/visit.ts'

/** Everything the site believes about a visitor and keeps of them, in the words of `locale`: the body of `GET /api/about-you`. */
export async function aboutVisitor(
  context: AppContext,
  { visitor, row, optedOut }: Visit,
  locale: string,
): Promise<AboutView> {
  const { app, environment } = context
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
  return {
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
      text:
        trait === 'for'
          ? say(segments.find(({ id }) => id === is)?.label, locale, fallback) || String(is)
          : factText({ trait, is, traits, locale, fallback }),
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
  }
}
