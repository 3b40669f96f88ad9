// Over 250 lines: one estimate from its prior to its shelves; its parts are read together or not at all.
import { articleFor, articleIds } from '#content/library/locate.ts'
import type { OpenLibrary } from '#content/library/open-library.ts'
import type { Library } from '#content/model/library.ts'
import type { Segment } from '#content/model/segment.ts'
import { type Asked, type Evidence, fewest } from './evidence.ts'

/**
 * Strength of a prior, in customers, while too few have written to estimate one: what is asked weighs as much as what
 * was believed before once this many customers have written. Stated, not tuned.
 */
export const priorCustomers = 50

/**
 * Prior: of customers at a stage so many need its next step, 0 … 1, believed as strongly as by {@link priorCustomers}
 * customers. A coin's toss, since nothing is known.
 */
const stepNeeded = 0.5

/** Prior: how many times as often as everyone a segment asks for the articles written for it; 1 = no belief. */
const belief = { suggested: 2, first: 1, tagged: 2 } as const

/** A list shows as moved what is asked at least this many times as often as usual. */
const clearlyMore = 1.25

/** The editors believe that a segment's first shelf holds this much more of its questions than of everyone's, 0 … 1, and each later one evenly less. */
const shelfBelief = 0.1

/** What one kind of reader is expected to ask. Shares are of customers, 0 … 1. */
export interface Demand {
  /** Every open article, in the editors' order. */
  readonly open: readonly string[]
  share(article: string): number
  usual(article: string): number
  /** The same of an article that is the next step of a segment's stage. */
  shareAsStep(segment: string, article: string): number
  /** Asked clearly more than usual, most first. */
  readonly more: readonly string[]
  /** Shelves that hold clearly more of their questions than of everyone's, most first. */
  readonly shelves: readonly string[]
  /** What a segment's customers asked, all languages together; undefined where too few did. */
  counted(segment: string, article: string): Counted | undefined
}

/** What may be said of one article and one segment. */
export interface Counted {
  readonly share: number
  /** Times as often as all customers ask it, drawn towards 1 where few wrote. */
  readonly times: number
  /** Its place among all that the segment asks, from 1. */
  readonly place: number
}

export interface DemandFor {
  readonly library: OpenLibrary
  readonly evidence: Evidence
  /** Of the visitor, strongest first. */
  readonly segments: readonly Segment[]
  readonly locale: string
}

/**
 * Empirical Bayes: the share of a segment's customers who ask what an article answers, shrunk in two steps, each a
 * beta-binomial mean. What everyone asks, lifted by what the editors believe, is the prior of the segment in all
 * languages; that, moved to the reader's language, is the prior of the segment there. How strong the prior is, the
 * counts say: see {@link strengthOfPrior}. A visitor of several segments is a mixture of them, weighing 1, 1/2, 1/3 …
 */
export function demandFor({ library, evidence, segments, locale }: DemandFor): Demand {
  const known = entry(
    entry(demands, evidence, () => new WeakMap()),
    library,
    () => new Map<string, Demand>(),
  )
  const key = [locale, ...segments.map(({ id }) => id)].join('\n')
  let demand = known.get(key)
  if (!demand) {
    if (known.size > mostKept) known.clear()
    demand = estimate({ library, evidence, segments, locale })
    known.set(key, demand)
  }
  return demand
}

/** Combinations of segments and languages kept; each is a few numbers an article. */
const mostKept = 500
const demands = new WeakMap<Evidence, WeakMap<Library, Map<string, Demand>>>()

function estimate({ library, evidence, segments, locale }: DemandFor): Demand {
  const language = locale.split('-')[0] ?? locale
  const open = articleIds(library)
  const everyone = usualShares(evidence, open)
  const usual = (id: string) => everyone(language, id)
  const weights = segments.map((_, at) => 1 / (at + 1))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const strength = strengthOfPrior(evidence, open, everyone)
  const models = segments.map((segment) =>
    segmentModel(library, evidence, segment, { open, language, everyone, strength }),
  )
  const shares = new Map(
    open.map((id) => [
      id,
      models.reduce((sum, { share }, at) => sum + weights[at]! * share(id), 0) / (total || 1),
    ]),
  )
  const share = (id: string) => shares.get(id) ?? 0
  const more = open
    .filter((id) => share(id) >= clearlyMore * usual(id))
    // `sort` is stable, so equals keep the editors' order.
    .sort((a, b) => share(b) - usual(b) - (share(a) - usual(a)))
  const gain = new Map<string, number>()
  models.forEach(({ shelf }, at) => {
    for (const { id } of library.categories)
      gain.set(id, (gain.get(id) ?? 0) + (weights[at]! * shelf(id)) / total)
  })
  const shelves = library.categories
    .map(({ id }) => id)
    .filter((id) => (gain.get(id) ?? 0) > 0)
    .sort((a, b) => gain.get(b)! - gain.get(a)!)
  const byId = new Map(segments.map(({ id }, at) => [id, models[at]!]))
  return {
    open,
    share,
    usual,
    shareAsStep: (segment, article) => {
      const written = byId.get(segment)?.written ?? 0
      return shrunk(share(article) * written, written, stepNeeded, priorCustomers)
    },
    more,
    shelves,
    counted: (segment, article) => byId.get(segment)?.counted(article),
  }
}

interface Shared {
  readonly open: readonly string[]
  readonly language: string
  readonly everyone: (language: string, article: string) => number
  /** In customers; infinite where segments do not differ. */
  readonly strength: number
}

/**
 * Method of moments for the beta-binomial (Kleinman 1973): if a segment's shares lie around everyone's as a beta
 * distribution of strength M, the squared deviation of a count is 1 + (n − 1) / (M + 1) times what chance alone would
 * bring, n being the segment's customers. All segments and articles together give one M, in customers: small where
 * segments differ much, infinite where they differ by no more than chance.
 */
function strengthOfPrior(evidence: Evidence, open: readonly string[], everyone: Shared['everyone']): number {
  let excess = 0
  let weight = 0
  for (const languages of evidence.segments.values()) {
    const all = [...languages]
    const written = all.reduce((sum, [, { of }]) => sum + of, 0)
    for (const id of open) {
      const expected = all.reduce((sum, [language, { of }]) => sum + of * everyone(language, id), 0)
      if (expected < fewest) continue
      const counted = all.reduce((sum, [, { customers }]) => sum + (customers.get(id) ?? 0), 0)
      excess += (counted - expected) ** 2 / (expected * (1 - expected / written)) - 1
      weight += written - 1
    }
  }
  if (weight === 0) return priorCustomers
  return excess > 0 ? Math.max(1, weight / excess - 1) : Number.POSITIVE_INFINITY
}

/** Mean of a beta-binomial share: `counted` of `of` customers, and a prior share as strong as `strength` customers. */
function shrunk(counted: number, of: number, prior: number, strength: number): number {
  return strength === Number.POSITIVE_INFINITY ? prior : (counted + strength * prior) / (of + strength)
}

function segmentModel(
  library: Library,
  evidence: Evidence,
  segment: Segment,
  { open, language, everyone, strength }: Shared,
) {
  const languages = [...(evidence.segments.get(segment.id) ?? new Map<string, Asked>())]
  const written = languages.reduce((sum, [, { of }]) => sum + of, 0)
  const here = evidence.segments.get(segment.id)?.get(language)

  /** Expected customers of all languages together if the segment asked as everyone does. */
  const expected = (id: string) => languages.reduce((sum, [name, { of }]) => sum + of * everyone(name, id), 0)
  const asked = (id: string) =>
    languages.reduce((sum, [name, one]) => sum + countOf(one, id, everyone(name, id)), 0)
  const anywhere = (id: string) => (written > 0 ? expected(id) / written : everyone(language, id))
  const lift = beliefs(library, segment, { open, expected, asked })
  const overall = (id: string) => shrunk(asked(id), written, lift(id) * anywhere(id), strength)
  const share = (id: string) => {
    const prior = overall(id) * (everyone(language, id) / anywhere(id))
    return here ? shrunk(countOf(here, id, prior), here.of, prior, strength) : prior
  }

  const enough = (id: string) =>
    languages.reduce((sum, [, { customers }]) => {
      const counted = customers.get(id) ?? 0
      return sum + (counted < fewest ? 0 : counted)
    }, 0)
  const places = new Map(
    open
      .filter((id) => enough(id) >= fewest)
      .sort((a, b) => asked(b) - asked(a))
      .map((id, at) => [id, at + 1]),
  )
  const counted = (id: string): Counted | undefined => {
    const place = places.get(id)
    if (place === undefined) return undefined
    const times = shrunk(asked(id), written, anywhere(id), strength) / anywhere(id)
    return { share: asked(id) / written, times, place }
  }

  const named = shelvesOf(library, segment)
  const shelf = (id: string) => {
    const at = named.indexOf(id)
    const believed = at < 0 ? 0 : shelfBelief * (1 - at / (named.length + 1))
    const articles = open.filter((article) => article.startsWith(`${id}/`))
    const counted = articles.reduce(
      (sum, article) => sum + languages.reduce((all, [, one]) => all + (one.customers.get(article) ?? 0), 0),
      0,
    )
    const usual = articles.reduce((sum, article) => sum + expected(article), 0)
    // One standard error of a count less: a shelf does not move for what chance would bring.
    const gained = counted < fewest ? 0 : counted - usual - Math.sqrt(usual)
    return (gained + priorCustomers * believed) / (written + priorCustomers)
  }
  return { share, counted, shelf, written }
}

/** A withheld count is no more than expected: that it is small is known, how small is not. */
function countOf({ of, customers }: Asked, article: string, prior: number): number {
  const counted = customers.get(article) ?? 0
  return counted < fewest ? Math.min(of * prior, fewest - 1) : counted
}

/**
 * Share of all customers who ask for an article, by language; a prior of {@link priorCustomers} spread over all articles
 * keeps what nobody asked above zero.
 */
function usualShares(evidence: Evidence, open: readonly string[]): (language: string, id: string) => number {
  const sizes = new Map<string, number>()
  for (const languages of evidence.segments.values())
    for (const [language, { of }] of languages) sizes.set(language, Math.max(of, sizes.get(language) ?? 0))
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  const even = 1 / Math.max(1, open.length)
  const smoothed = (share: number, size: number, prior: number) =>
    (size * share + priorCustomers * prior) / (size + priorCustomers)
  const overall = (id: string) => {
    let sum = 0
    for (const [language, size] of sizes) sum += size * (evidence.usual.get(language)?.get(id) ?? 0)
    return smoothed(all > 0 ? sum / all : 0, all, even)
  }
  return (language, id) =>
    smoothed(evidence.usual.get(language)?.get(id) ?? 0, sizes.get(language) ?? 0, overall(id))
}

/**
 * How many times as often as everyone a segment is believed to ask for an article. The editors' list is the prior; how
 * far it holds, all its articles say together. Bayesian regression of what they are asked beyond the usual, whose
 * variance is the usual count (Poisson), on what the list would bring: one slope, believed beforehand to be 1 ± 1.
 */
function beliefs(
  library: Library,
  segment: Segment,
  counts: {
    readonly open: readonly string[]
    readonly expected: (article: string) => number
    readonly asked: (article: string) => number
  },
): (article: string) => number {
  const listed = new Map(segment.suggest.map((id, at) => [id, at]))
  const tagged = new Set(writtenFor(library, segment.id))
  const believed = (id: string) => {
    const at = listed.get(id)
    if (at !== undefined) return belief.suggested + belief.first / (at + 1) - 1
    return tagged.has(id) ? belief.tagged - 1 : 0
  }
  // The prior, 1 ± 1.
  let seen = 1
  let promised = 1
  for (const id of counts.open) {
    const usual = counts.expected(id)
    // Where even what the list promises would be withheld, a small count says nothing of the list.
    if (believed(id) === 0 || (1 + believed(id)) * usual < fewest) continue
    seen += believed(id) * (counts.asked(id) - usual)
    promised += believed(id) ** 2 * usual
  }
  const holds = Math.max(0, seen / promised)
  return (id) => 1 + holds * believed(id)
}

/** A segment names its shelves; one that names none gets those with most articles written for it. */
function shelvesOf(library: Library, segment: Segment): readonly string[] {
  if (segment.categories.length > 0) return segment.categories
  const count = new Map<string, number>()
  for (const article of library.articles)
    if (article.segments.includes(segment.id))
      count.set(article.category, (count.get(article.category) ?? 0) + 1)
  return library.categories
    .map((category) => category.id)
    .filter((id) => count.has(id))
    .sort((a, b) => (count.get(b) ?? 0) - (count.get(a) ?? 0))
}

const tagged = new WeakMap<Library, Map<string, string[]>>()

/** Ids of the articles tagged with a segment, in shelf order. */
export function writtenFor(library: Library, segment: string): readonly string[] {
  let index = tagged.get(library)
  if (!index) {
    index = new Map()
    const fallback = library.site.locales[0] ?? 'en'
    for (const id of articleIds(library))
      for (const name of articleFor(library, id, fallback)?.segments ?? [])
        index.set(name, [...(index.get(name) ?? []), id])
    tagged.set(library, index)
  }
  return index.get(segment) ?? []
}

function entry<K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) {
    value = make()
    map.set(key, value)
  }
  return value
}
