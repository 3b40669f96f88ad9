import { termsOf } from '#content/language/index.ts'
import { ranked } from '#scripts/mining/ranked.ts'
import type { MiningArticle, MiningSettings, MiningTicket, UncoveredTerm } from '#scripts/mining/types.ts'
import { writtenIn } from './customer-words.ts'
import { enough, peopleOf } from './demand.ts'
import { dayOf, instantOf } from './trend.ts'
import { speaks } from './untranslated.ts'

export interface WordTopic {
  readonly language: string
  readonly keywords: readonly string[]
}

/** Searches of one word go to the topic they stand for; the others are listed when they are many. */
export function joinWords(
  searches: readonly MiningTicket[],
  topics: readonly WordTopic[],
  { articles, settings }: { articles: readonly MiningArticle[]; settings: MiningSettings },
): { byTopic: Map<number, MiningTicket[]>; terms: UncoveredTerm[] } {
  const byTopic = new Map<number, MiningTicket[]>()
  const rest = new Map<string, { language: string; searches: MiningTicket[] }>()
  const languages = Map.groupBy(searches, ({ language = 'en' }) => language)
  for (const [language, own] of [...languages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const roots = new Map(own.map((search) => [search, termsOf(search.text, language)[0] ?? '']))
    const answered = writtenIn(articles, language)
    const place = placesOf(topics, language)
    for (const search of own) {
      const root = roots.get(search)!
      // Since the search somebody wrote about it.
      if (root === '' || answered.has(root)) continue
      const topic = place.get(root)
      if (topic !== undefined) {
        byTopic.set(topic, [...(byTopic.get(topic) ?? []), search])
        continue
      }
      const entry = rest.get(`${language} ${root}`) ?? { language, searches: [] }
      entry.searches.push(search)
      rest.set(`${language} ${root}`, entry)
    }
  }
  const terms = [...rest.values()]
    .filter(({ searches: list }) =>
      enough(
        list.map((one) => ({ ...one, signal: undefined })),
        settings,
      ),
    )
    .map(({ language, searches: list }): UncoveredTerm => {
      const instants = list.flatMap(({ createdAt }) => instantOf(createdAt) ?? [])
      return {
        term: ranked(list.map(({ text }) => text.trim().toLowerCase()))[0]![0],
        language,
        searches: list.length,
        customers: peopleOf(list),
        lastSeen: instants.length > 0 ? dayOf(instants.reduce((a, b) => Math.max(a, b))) : null,
      }
    })
    .sort((a, b) => b.customers - a.customers || b.searches - a.searches || (a.term < b.term ? -1 : 1))
  return { byTopic, terms }
}

/** Word → the topic it stands for: the only one that has it among its keywords. "card" stands for none. */
function placesOf(topics: readonly WordTopic[], language: string): Map<string, number> {
  const places = new Map<string, number | undefined>()
  topics.forEach((topic, at) => {
    if (!speaks(topic.language, language)) return
    const own = new Set(topic.keywords.flatMap((keyword) => termsOf(keyword, language)))
    for (const root of own) places.set(root, places.has(root) ? undefined : at)
  })
  return new Map([...places].flatMap(([root, at]) => (at === undefined ? [] : [[root, at]])))
}
