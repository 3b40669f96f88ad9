import { z } from 'zod'
import { linkParameter } from '#api/linked-article.ts'
import {
  type CustomerLink,
  customerLinksOf,
  customerLinkToken,
  makeCustomerLink,
  withdrawCustomerLink,
} from '#api/storage/customer-links.ts'
import { customerOf } from '#api/storage/customers.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody } from '#api/web/input.ts'
import { refusal } from '#api/web/refusals.ts'
import { articleFor, urlFor } from '#content/library/locate.ts'
import { within } from '#content/model/base-path.ts'
import type { CustomerLinkAnswer, CustomerLinksAnswer } from './answers.ts'
import type { StaffRoute } from './route.ts'

const customerSchema = z.string().regex(/^[0-9a-f]{64}$/, 'the customer as /customers/lookup names it')

/** An exception is for a while; whoever needs it always belongs to a segment. */
const longest = 90

const linkSchema = z.strictObject({
  article: z.string().min(1).max(300).describe('An id, `cards/limits`, or the address of its page.'),
  customer: customerSchema,
  days: z.int().min(1).max(longest).default(14),
})

/** Links that open one article to one customer, who must be signed in as that customer to follow them. */
export const customerLinkRoutes: StaffRoute[] = [
  {
    method: 'POST',
    path: '/customer-links',
    room: 'desk',
    says: 'A link to a restricted article for one customer; signed, and it ends.',
    body: linkSchema,
    async handle(c, { context, me }) {
      const { article: named, customer, days } = await readBody(c, linkSchema)
      const known = await customerOf(context.app, customer)
      if (!known) throw refusal('customer-gone')
      const id = idIn(named, context)
      const article = articleFor(context.everything(), id, known.locale ?? '')
      if (!article) throw refusal('no-such-article', { article: named })
      const link = await makeCustomerLink(context.app, { article: article.id, customer, days, by: me.id })
      return c.json(
        answer(context, { ...link, maker: me.name }, known.locale) satisfies CustomerLinkAnswer,
        201,
      )
    },
  },
  {
    method: 'GET',
    path: '/customer-links',
    room: 'desk',
    says: 'Such links of one customer that still work.',
    async handle(c, { context }) {
      const customer = customerSchema.safeParse(c.req.query('customer'))
      if (!customer.success) throw refusal('say-whose-links')
      const locale = (await customerOf(context.app, customer.data))?.locale ?? null
      const links = await customerLinksOf(context.app, customer.data, context.now().getTime())
      return c.json({
        links: links.map((link) => answer(context, link, locale)),
      } satisfies CustomerLinksAnswer)
    },
  },
  {
    method: 'DELETE',
    path: '/customer-links/:id',
    room: 'desk',
    says: 'Withdraws one.',
    async handle(c, { context, me }) {
      const done = await withdrawCustomerLink(context.app, { id: c.req.param('id') ?? '', by: me.id })
      if (!done) throw refusal('no-such-link')
      return c.body(null, 204)
    },
  },
]

/** `cards/limits`, also of `https://help.example.com/en/cards/limits/?as=x`. */
function idIn(named: string, { library, environment }: AppContext): string {
  const path = URL.canParse(named) ? within(environment.base, new URL(named).pathname) : named
  const parts = path.split('/').filter(Boolean)
  return (library().site.locales.includes(parts[0] ?? '') ? parts.slice(1) : parts).join('/')
}

/** In the customer's language where the article has it. */
function answer(
  { environment, everything, secret }: AppContext,
  link: CustomerLink & { readonly maker: string },
  locale: string | null,
): CustomerLinkAnswer {
  const { id, article, maker, created, expires } = link
  const version = articleFor(everything(), article, locale ?? '')
  const url = new URL(environment.serverOrigin + urlFor(article, version?.locale ?? 'en'))
  url.searchParams.set(linkParameter, customerLinkToken(link, secret))
  return { id, article, title: version?.title ?? article, url: url.href, maker, created, expires }
}
