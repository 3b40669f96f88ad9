import { languageOf } from '#content/language/tag.ts'
import { common, same } from '#scripts/mining/thresholds.ts'
import type { MiningArticle, MiningTicket, SharedArticle } from '#scripts/mining/types.ts'
import { day, instantOf } from './trend.ts'

export interface Elsewhere {
  /** The version that exists, in another language. */
  readonly article: MiningArticle
  /** People who were sent it when they asked this. */
  readonly customers: number
}

/**
 * An article in another language that answers a topic, inferred from what agents sent to those who asked: words cannot be
 * compared across languages, but an article has the same id in all of them.
 */
export function elsewhereOf(
  tickets: readonly MiningTicket[],
  language: string,
  {
    shared,
    articles,
  }: { shared: ReadonlyMap<string, readonly SharedArticle[]>; articles: readonly MiningArticle[] },
): Elsewhere | undefined {
  if (shared.size === 0) return undefined
  const customers = new Map<string, Set<string>>()
  for (const { customer, createdAt } of tickets) {
    const asked = instantOf(createdAt)
    if (customer === undefined || asked === undefined) continue
    for (const { article, at } of shared.get(customer) ?? []) {
      const sent = instantOf(at)
      if (sent === undefined || sent < asked || sent - asked > same.answersWithin * day) continue
      customers.set(article, (customers.get(article) ?? new Set()).add(customer))
    }
  }
  const ranked = [...customers].sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1))
  const all = ranked.reduce((sum, [, people]) => sum + people.size, 0)
  const [id, people] = ranked[0] ?? []
  // One link may be a slip.
  if (!people || people.size < 2 || people.size <= common.most * all) return undefined
  const versions = articles.filter((article) => article.id === id)
  if (versions.some(({ locale }) => speaks(locale, language))) return undefined
  const [article] = versions
  return article && { article, customers: people.size }
}

export const speaks = (locale: string, language: string): boolean =>
  languageOf(locale) === languageOf(language)
