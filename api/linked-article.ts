import { openedByLink } from './storage/customer-links.ts'
import { faultIn } from './storage/faults.ts'
import type { AppContext } from './web/context.ts'
import type { Visit } from './web/visit.ts'

/** The parameter of a link for one customer. */
export const linkParameter = 'only'

/** A token is 22 characters, a dot and 43 more. */
const form = /^[\w-]{22}\.[\w-]{43}$/

/**
 * Articles that a link opens to this reader, whom the host product or a sign-in has named: without that, or as somebody
 * else, a link opens nothing. While the database is away it opens nothing either.
 *
 * @param token of the link that was followed; undefined: any link of theirs, for the pictures of a page that was opened
 */
export async function linkedArticles(
  { app, secret, now }: AppContext,
  { row }: Pick<Visit, 'row'>,
  token?: string,
): Promise<ReadonlySet<string>> {
  const customer = row?.customer
  if (!customer || (token !== undefined && !form.test(token))) return new Set()
  const asked = { customer, ...(token !== undefined && { token }), secret, now: now().getTime() }
  return openedByLink(app, asked).catch((error: unknown) => {
    if (!faultIn(error)) throw error
    return new Set<string>()
  })
}
