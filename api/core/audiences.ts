import type { Segment } from '#content/model/segment.ts'
import { signedSources, type Trait } from '#content/model/trait.ts'
import { identify } from './identify.ts'
import type { Visitor } from './visitor.ts'

/**
 * Segments that unlock something for a visitor: those they match by signed facts alone. What they chose, the link they
 * came by, and what their browser says change an order and unlock nothing.
 *
 * @param today as in {@link identify}
 */
export function audiencesOf(
  { segments, traits }: { readonly segments: readonly Segment[]; readonly traits: readonly Trait[] },
  { facts }: Visitor,
  today: string,
): Set<string> {
  const signed = signedSources.flatMap((source) => (facts[source] ? [[source, facts[source]] as const] : []))
  if (signed.length === 0) return new Set()
  const visitor = { facts: Object.fromEntries(signed) }
  return new Set(identify({ segments, traits, visitor, locale: 'en', today }).map(({ segment }) => segment))
}
