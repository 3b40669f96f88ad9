import type { Context } from 'hono'
import { isReference, referenceName } from '#api/storage/link-reference.ts'
import { noteOpened } from '#api/storage/shared-links.ts'
import type { AppContext } from '#api/web/context.ts'
import { hasOptedOut, isPrefetch } from '#api/web/visit.ts'

/**
 * Notes that a link which an agent shared was opened. Only where a browser shows the page to somebody: mail scanners and
 * previews send no Sec-Fetch-Dest, and what is fetched ahead says so. Nothing is noted of readers who send GPC or DNT.
 */
export function noteArrival(
  c: Context,
  { app, secret, now }: Pick<AppContext, 'app' | 'secret' | 'now'>,
  search: URLSearchParams,
): void {
  const reference = search.get(referenceName)
  if (reference === null || c.req.method !== 'GET') return
  if (hasOptedOut(c) || isPrefetch(c) || c.req.header('sec-fetch-dest') !== 'document') return
  if (isReference(reference, secret)) noteOpened(app, reference, now().getTime())
}
