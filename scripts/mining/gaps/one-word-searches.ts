import { termsOf } from '#content/language/index.ts'
import type { UncoveredTerm } from '#core/gaps/mined.ts'
import { ranked } from '#scripts/mining/ranked.ts'
import type { MiningArticle, MiningSettings, MiningTicket } from '#scripts/mining/types.ts'
import { writtenIn } from './customer-words.ts'
import { enough, peopleOf } from './demand.ts'
import { dayOf, instantsOf } from './trend.ts'
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
): { byTopic: ReadonlyMap<number | undefined, readonly MiningTicket[]>; terms: UncoveredTerm[] } {
  const asked = [...Map.groupBy(searches, ({ language = 'en' }) => language)].flatMap(([language, own]) => {
    const answered = writtenIn(articles, language)
    const place = placesOf(topics, language)
    return own.flatMap((search) => {
      const root = termsOf(search.text, language)[0] ?? ''
      // Since the search somebody wrote about it.
      return root === '' || answered.has(root) ? [] : [{ search, language, root, topic: place.get(root) }]
    })
  })
  const byTopic = Map.groupBy(asked, ({ topic }) => topic)
  const rest = Map.groupBy(byTopic.get(undefined) ?? [], ({ language, root }) => `${language} ${root}`)
  const terms = [...rest.values()]
    .map((list) => ({ language: list[0]!.language, own: list.map(({ search }) => search) }))
    .filter(({ own }) => {
      const asTickets = own.map((one) => ({ ...one, signal: undefined }))
      return enough(asTickets, settings)
    })
    .map(({ language, own }): UncoveredTerm => {
      const last = instantsOf(own).sort((a, b) => b - a)[0]
      const term = ranked(own.map(({ text }) => text.trim().toLowerCase()))[0]![0]
      const lastSeen = last === undefined ? null : dayOf(last)
      return { term, language, searches: own.length, customers: peopleOf(own), lastSeen }
    })
    .sort((a, b) => b.customers - a.customers || b.searches - a.searches || (a.term < b.term ? -1 : 1))
  return {
    byTopic: new Map([...byTopic].map(([topic, list]) => [topic, list.map(({ search }) => search)])),
    terms,
  }
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
