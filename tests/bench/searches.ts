import { tokens } from '#content/language/index.ts'
import { isFunctionWord } from '#content/language/languages.ts'
import { asWritten, clean } from '#scripts/mining/text/clean.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'
import { type GapBench, noise } from './gap-bench.ts'

/** Words of a search: as most people write in the box of a help centre. */
const words = { least: 2, most: 4 } as const

export interface Searches {
  readonly searches: MiningTicket[]
  /** Id → label of the question it is short for. */
  readonly labels: ReadonlyMap<string, string>
}

/**
 * Searches as short forms of a bench's own tickets: two to four of a ticket's words in their order, small ones left out.
 * The same bench, count and seed give the same searches; a shorter list is the beginning of a longer one.
 *
 * @param of tickets they are drawn from; of every topic when absent
 */
export function searchesOf(
  { tickets, truth }: GapBench,
  {
    count,
    signal,
    seed = 1,
    of = () => true,
  }: {
    count: number
    signal: 'search' | 'unclicked'
    seed?: number | undefined
    of?: ((label: string) => boolean) | undefined
  },
): Searches {
  const random = randomFrom(seed)
  const cleaned = clean(tickets.map(asWritten))
  const asked = tickets.flatMap(({ id, language = 'en', createdAt }, at) => {
    const label = truth.labels.get(id)!
    const telling = tokens(cleaned[at]!.text, language).filter((word) => !isFunctionWord(word, language))
    return label !== noise && of(label) && telling.length >= words.least
      ? [{ label, telling, language, createdAt }]
      : []
  })
  const labels = new Map<string, string>()
  const searches = Array.from({ length: asked.length > 0 ? count : 0 }, (_, at): MiningTicket => {
    const { label, telling, language, createdAt } = asked[Math.floor(random() * asked.length)]!
    const length = words.least + Math.floor(random() * (words.most - words.least + 1))
    const left = telling.map((_, place) => place)
    while (left.length > length) left.splice(Math.floor(random() * left.length), 1)
    const text = left.map((place) => telling[place]).join(' ')
    const id = `search:${at + 1}`
    labels.set(id, label)
    return {
      ...{ id, text, body: text, language, createdAt, signal, segments: [] },
      ...{ channel: 'search', customer: `visitor:${at}` },
    }
  })
  return { searches, labels }
}
