import type { APIRoute } from 'astro'

/**
 * Which article browsers may fetch before it is asked for, when the reader's pointer rests on its link or a finger comes
 * down: named in the header `Speculation-Rules`, so that no page needs a script that the policy would have to allow. It
 * is fetched and not rendered, so nothing in it runs; and no search, whose words would be taken down.
 */
export const GET: APIRoute = () => {
  const where = {
    and: [
      { selector_matches: 'main a' },
      { href_matches: '/*/*/*/' },
      { not: { href_matches: '/staff/*' } },
      { not: { href_matches: '/*\\?(.+)' } },
    ],
  }
  const rules = { prefetch: [{ source: 'document', where, eagerness: 'moderate' }] }
  return new Response(JSON.stringify(rules), {
    headers: { 'Content-Type': 'application/speculationrules+json' },
  })
}
