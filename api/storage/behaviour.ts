import { sql } from 'drizzle-orm'
import { traitTests } from '#content/library/wrong-forms.ts'
import { countedTraits, searchesTrait, viewsTrait } from '#content/model/counted-trait.ts'
import type { Library } from '#content/model/library.ts'
import type { Traits } from '#content/model/trait.ts'
import type { Store } from './store.ts'

/** How far back is counted, in ms: 30 days, as long as a visitor is remembered. */
const span = 30 * 86_400_000

const asked = new WeakMap<Library, ReadonlySet<string>>()

/** The counted traits that some segment's rule asks for: where none does, nothing is counted. */
function askedOf(library: Library): ReadonlySet<string> {
  const known = asked.get(library)
  if (known) return known
  const counted = new Set(countedTraits(library).map(({ id }) => id))
  const named = library.segments.flatMap(({ who }) => (who ? traitTests(who).map(({ trait }) => trait) : []))
  const of = new Set(named.filter((trait) => counted.has(trait)))
  asked.set(library, of)
  return of
}

/**
 * How often a visitor searched, and how many articles of a shelf they opened from results or voted on, as far as a rule
 * asks for it; undefined where none does. Not for visitors who send GPC or DNT.
 */
export async function behaviourOf(
  { db }: Store,
  library: Library,
  { visitor, now }: { readonly visitor: string; readonly now: number },
): Promise<Traits | undefined> {
  const wanted = askedOf(library)
  if (wanted.size === 0) return undefined
  const since = now - span
  const rows = await db.all<{ article: string | null; searches: number }>(sql`
    SELECT NULL AS article, count(*) AS searches FROM searches WHERE visitor = ${visitor} AND at >= ${since}
    UNION SELECT opened, 0 FROM searches WHERE visitor = ${visitor} AND opened_at >= ${since}
    UNION SELECT article, 0 FROM votes WHERE visitor = ${visitor} AND updated_at >= ${since}`)
  const counts: Record<string, number> = Object.fromEntries([...wanted].map((trait) => [trait, 0]))
  const add = (trait: string, times: number): void => {
    if (wanted.has(trait)) counts[trait] = (counts[trait] ?? 0) + times
  }
  for (const { article, searches } of rows)
    if (article === null) add(searchesTrait, searches)
    else add(viewsTrait(article.split('/')[0] ?? ''), 1)
  return counts
}
