import { z } from 'zod'
import { readableByAudiences } from '#api/readable-library.ts'
import { type Customer, customerOf, lookUp } from '#api/storage/customers.ts'
import { recordLink, recordSignal } from '#api/storage/decisions.ts'
import { newReference } from '#api/storage/link-reference.ts'
import { emailSchema } from '#api/storage/staff-accounts.ts'
import { signalKinds } from '#api/storage/staff-schema.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody } from '#api/web/input.ts'
import { refusal } from '#api/web/refusals.ts'
import { articleFor } from '#content/library/locate.ts'
import { mayRead } from '#content/library/open-library.ts'
import { readReplies } from '#content/library/read-replies.ts'
import { replyFor, replyText } from '#content/library/replies.ts'
import { localeSchema, say } from '#content/model/locale.ts'
import { ownNames } from '#content/redaction/company-names.ts'
import { redact } from '#content/redaction/redact.ts'
import type { ArticlesAnswer, CustomerAnswer, DeskOriginsAnswer, ReplyAnswer } from './answers.ts'
import { customerAnswer, matchesOf } from './customer-answer.ts'
import { customerHistory, helpfulVotes, repeatedContact } from './customer-history.ts'
import { deskArticles, linkAnswer } from './desk-articles.ts'
import { languageOf, type StaffRoute } from './route.ts'
import { readTicket, spoken } from './ticket-search.ts'

/** A ticket with its quoted history is rarely longer, in characters. */
const textSchema = z.string().trim().min(1).max(20_000)
const customerKeySchema = z.string().regex(/^[0-9a-f]{64}$/, 'the customer as /customers/lookup names it')
const articleSchema = z.string().min(1).max(200)

/** By e-mail address, or by the number that other systems know the customer by. */
const lookupSchema = z.union([
  z.strictObject({ email: emailSchema }),
  z.strictObject({ external: z.string().trim().min(1).max(200) }),
])
const repliesSchema = z.strictObject({
  article: articleSchema,
  customer: customerKeySchema.nullish(),
  locale: localeSchema.nullish(),
  channel: z.string().max(100).nullish(),
})
const articlesSchema = z.strictObject({
  text: textSchema,
  customer: customerKeySchema.nullish(),
  /** Language in which the article would be shared; default: the customer's, else the text's. */
  locale: localeSchema.nullish(),
})
const linksSchema = z.strictObject({
  article: articleSchema,
  customer: customerKeySchema.nullish(),
  locale: localeSchema.nullish(),
})
const signalsSchema = z.strictObject({
  kind: z.enum(signalKinds),
  text: textSchema,
  customer: customerKeySchema.nullish(),
  article: articleSchema.nullish(),
})

/** What an agent does with a ticket. */
export const deskRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/desk-origins',
    room: 'door',
    says: 'Help desks that may frame the desk.',
    handle: (c, { context }) =>
      c.json({ origins: [...context.environment.deskOrigins] } satisfies DeskOriginsAnswer),
  },
  {
    method: 'POST',
    path: '/customers/lookup',
    room: 'desk',
    scope: 'desk',
    says: 'One customer by address or number: segments with reasons, profile, history.',
    body: lookupSchema,
    async handle(c, { context, me }) {
      const who = await readBody(c, lookupSchema)
      const customer = await lookUp(context.app, { ...who, secret: context.secret, by: me.id })
      if (!customer) throw refusal('no-such-customer')
      const locale = languageOf(c, me)
      const history = await customerHistory(context, customer, locale)
      return c.json(
        customerAnswer(context.library(), customer, {
          now: context.now(),
          locale,
          history,
        }) satisfies CustomerAnswer,
      )
    },
  },
  {
    method: 'POST',
    path: '/articles',
    room: 'desk',
    scope: 'desk',
    says: 'Articles that answer a ticket, for one customer.',
    body: articlesSchema,
    async handle(c, { context, me }) {
      const { text, customer: key, locale } = await readBody(c, articlesSchema)
      const customer = await known(context, key)
      const { locales } = context.library().site
      const ticket = await readTicket(text, locales)
      const { language } = ticket
      const question = {
        ticket,
        locale: spoken(locale ?? customer?.locale ?? language, locales),
        segments: segmentsOf(context, customer),
        reader: languageOf(c, me),
      }
      const { library, finder } = readableByAudiences(context, new Set(question.segments))
      const articles = deskArticles(library, finder, question, await helpfulVotes(context.app))
      const again = customer ? await repeatedContact(context, customer, articles[0]?.article) : null
      return c.json({ language, articles, again } satisfies ArticlesAnswer)
    },
  },
  {
    method: 'POST',
    path: '/links',
    room: 'desk',
    scope: 'desk',
    says: 'A link to an article, with a signed reference; recorded.',
    body: linksSchema,
    async handle(c, { context, me }) {
      const { article: id, customer: key, locale: asked } = await readBody(c, linksSchema)
      const customer = await known(context, key)
      const locale = spoken(asked ?? customer?.locale ?? '', context.library().site.locales)
      const article = articleFor(context.everything(), id, locale)
      if (!article || !mayRead(article, new Set(segmentsOf(context, customer))))
        throw refusal('no-such-article', { article: id })
      const reference = await shared(context, { article: id, locale, customer, by: me.id })
      return c.json(linkAnswer(article, context.environment, { locale, reference }), 201)
    },
  },
  {
    method: 'POST',
    path: '/replies',
    room: 'desk',
    scope: 'desk',
    says: 'A whole reply with the article’s link; recorded.',
    body: repliesSchema,
    async handle(c, { context, me }) {
      const { article: id, customer: key, locale: asked, channel } = await readBody(c, repliesSchema)
      const customer = await known(context, key)
      const segments = segmentsOf(context, customer)
      const { library } = readableByAudiences(context, new Set(segments))
      const locale = spoken(asked ?? customer?.locale ?? '', context.library().site.locales)
      const article = articleFor(library, id, locale)
      if (!article) throw refusal('no-such-article', { article: id })
      const reference = await shared(context, { article: id, locale, customer, by: me.id })
      const first = library.segments.find((one) => one.id === segments[0])
      const { replies } = await readReplies(context.environment.folders.content, library)
      const reply = replyFor(replies, { locale, segments, channel })
      const { title, url } = linkAnswer(article, context.environment, { locale, reference })
      const words = { title, url, agent: me.name, segment: say(first?.label, locale) }
      return c.json(
        {
          text: replyText(reply, words, (text) => say(text, locale)),
          locale,
          tone: say(first?.profile.tone, languageOf(c, me)),
          reply: reply.id,
        } satisfies ReplyAnswer,
        201,
      )
    },
  },
  {
    method: 'POST',
    path: '/signals',
    room: 'desk',
    scope: 'desk',
    says: '"Nothing fits", or something is wrong with an article.',
    body: signalsSchema,
    async handle(c, { context, me }) {
      const { kind, text, customer: key, article } = await readBody(c, signalsSchema)
      const customer = await known(context, key)
      const { language: locale } = await readTicket(text, context.library().site.locales)
      if (article && !articleFor(context.everything(), article, locale))
        throw refusal('no-such-article', { article })
      await recordSignal(context.app, {
        kind,
        text: redact(text, locale, [], ownNames(context.library().site.name)),
        article: article ?? null,
        customer: customer?.key ?? null,
        segments: segmentsOf(context, customer),
        locale,
        by: me.id,
      })
      return c.json({ kind }, 201)
    },
  },
]

/** Writes down that an article is shared; returns the reference that its link carries. */
async function shared(
  context: AppContext,
  { customer, ...link }: { article: string; locale: string; customer: Customer | undefined; by: string },
): Promise<string> {
  const reference = newReference(context.secret)
  const segments = segmentsOf(context, customer)
  await recordLink(context.app, { ...link, customer: customer?.key ?? null, segments, reference })
  return reference
}

async function known({ app }: AppContext, key: string | null | undefined): Promise<Customer | undefined> {
  if (!key) return undefined
  const customer = await customerOf(app, key)
  if (!customer) throw refusal('customer-gone')
  return customer
}

function segmentsOf(context: AppContext, customer: Customer | undefined): string[] {
  return customer ? matchesOf(context.library(), customer, context.now()).map(({ segment }) => segment) : []
}
