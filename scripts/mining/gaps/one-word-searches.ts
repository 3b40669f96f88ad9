import { termsOf } from '#content/language/index.ts'
import type { MiningArticle, MiningSettings, MiningTicket, UncoveredTerm } from '#scripts/mining/types.ts'
import { enough, peopleOf } from './demand.ts'
import { dayOf, instantOf } from './trend.ts'
import { speaks } from './untranslated.ts'

/** A word stands for a topic when a quarter of its tickets have it, and more than two … */
const often = 0.25
const fewest = 3
/** … and most tickets that have it are in that topic: "card" stands for none. */
const mostOf = 0.5

export interface WordTopic {
  readonly language: string
  /** Its tickets. */
  readonly size: number
  /** The most typical of them. */
  readonly said: readonly string[]
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
    const answered = wordsOf(articles, language)
    const place = placesOf(new Set(roots.values()), topics, language)
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
        term: mostWritten(list.map(({ text }) => text.trim().toLowerCase())),
        language,
        searches: list.length,
        customers: peopleOf(list),
        lastSeen: instants.length > 0 ? dayOf(instants.reduce((a, b) => Math.max(a, b))) : null,
      }
    })
    .sort((a, b) => b.customers - a.customers || b.searches - a.searches || (a.term < b.term ? -1 : 1))
  return { byTopic, terms }
}

function wordsOf(articles: readonly MiningArticle[], language: string): Set<string> {
  const own = articles.filter(({ locale }) => speaks(locale, language))
  return new Set(own.flatMap(({ title, passages }) => termsOf([title, ...passages].join('\n'), language)))
}

/** Word → the topic it stands for. */
function placesOf(
  words: ReadonlySet<string>,
  topics: readonly WordTopic[],
  language: string,
): Map<string, number> {
  const uses = new Map<string, { topic: number; share: number; tickets: number }[]>()
  topics.forEach((topic, at) => {
    if (!speaks(topic.language, language)) return
    const counts = new Map<string, number>()
    for (const text of topic.said) {
      for (const root of new Set(termsOf(text, language))) {
        if (words.has(root)) counts.set(root, (counts.get(root) ?? 0) + 1)
      }
    }
    for (const [root, count] of counts) {
      const share = count / topic.said.length
      const use = { topic: at, share, tickets: share * topic.size }
      uses.set(root, [...(uses.get(root) ?? []), use])
    }
  })
  const places = new Map<string, number>()
  for (const [root, list] of uses) {
    const [most] = list.sort((a, b) => b.tickets - a.tickets || a.topic - b.topic)
    const all = list.reduce((sum, { tickets }) => sum + tickets, 0)
    if (most && most.share >= often && most.tickets >= fewest && most.tickets >= mostOf * all)
      places.set(root, most.topic)
  }
  return places
}

function mostWritten(forms: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''
}
