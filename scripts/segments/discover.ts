import { kmeans } from 'ml-kmeans'
import { type Condition, type KnownValues, reasonsToMatch } from '#content/model/condition.ts'
import type { Trait, Traits, TraitValue } from '#content/model/trait.ts'
import { merge } from '#core/identify.ts'
import { asCondition } from './as-condition.ts'
import { growTree, type Question, waysIn } from './cart.ts'
import { columnsOf } from './columns.ts'

/** Groups tried; more than eight nobody can keep apart, and every one needs an owner. */
const fewestGroups = 2
const mostGroups = 8

/** A rule of more questions is not read any more. */
const mostQuestions = 3

/** Smallest leaf of a tree, as a share of those it is grown from: smaller ones are chance. */
const smallestLeaf = 0.01

/** A third of the customers is kept from the tree and says how good its rule is; which third does not follow the file's order. */
const isHeldOut = (at: number): boolean => (Math.imul(at, 2654435761) >>> 16) % 3 === 0

/** Customers whose silhouette is taken: enough for two digits, and quick. */
const mostSilhouettes = 400

/** Different values of a text or list from which it is a name and not a kind. */
const mostKinds = 12

/** Thresholds tried in each number. */
const mostThresholds = 15

/** Names of the traits of Recency, Frequency, Monetary value (Hughes 1994), as far as they are declared. */
export interface Rfm {
  readonly recency: string
  readonly frequency: string
  readonly monetary: string
}

export interface Proposal {
  readonly size: number
  /** Of all customers, 0 … 1. */
  readonly share: number
  /** Undefined where no rule of {@link mostQuestions} tells the group from the rest. */
  readonly who: Condition | undefined
  /** Of those whom the rule takes, the share in the group; of the group, the share it takes: on customers not learnt from. */
  readonly precision: number
  readonly recall: number
  /** What is most usual in the group: "plan: business (98 %)", "trips_90d: 4 (median)". */
  readonly typical: readonly string[]
  /** Mean quintile, 1 … 5, of each of RFM that is there. */
  readonly rfm: Partial<Record<keyof Rfm, number>>
}

export interface Discovery {
  /** Largest first. */
  readonly proposals: readonly Proposal[]
  /** Mean silhouette (Rousseeuw 1987), −1 … 1: from about 0.5 the groups are clear, below 0.25 there are none. */
  readonly silhouette: number
}

/**
 * Groups of customers by what is declared of them: k-means over rank-normalised traits, as many groups as have the best
 * mean silhouette, each told from the rest by a classification tree whose ways become one condition.
 */
export function discover(
  customers: readonly Traits[],
  traits: readonly Trait[],
  { today, rfm }: { readonly today: string; readonly rfm: Rfm },
): Discovery {
  const known = customers.map(
    (account) => new Map([...merge({ account }, traits, today)].map(([id, { is }]) => [id, is] as const)),
  )
  const used = traits.filter(({ id, type }) => hasKinds(type, valuesOf(known, id)))
  const columns = columnsOf(known, used)
  const { groups, silhouette } = clusters(columns.points)
  const questions = used.flatMap((trait) => questionsOn(trait, known))
  const isAlwaysKnown = (trait: string) => known.every((one) => one.has(trait))
  const learnt = [...known.keys()].filter((at) => !isHeldOut(at))
  const proposals = [...new Set(groups)].map((group): Proposal => {
    const samples = learnt.map((at) => ({ known: known[at]!, isIn: groups[at] === group }))
    const tree = growTree(samples, questions, {
      depth: mostQuestions,
      leaf: Math.max(5, Math.ceil(samples.length * smallestLeaf)),
    })
    const ways = waysIn(tree).filter((way) => way.length > 0)
    const who = asCondition(ways, isAlwaysKnown)
    const mine = [...known.keys()].filter((at) => groups[at] === group)
    return {
      size: mine.length,
      share: mine.length / known.length,
      who,
      ...quality(known, groups, group, who),
      typical: used.map((trait) =>
        typicalOf(
          trait,
          mine.map((at) => known[at]!),
        ),
      ),
      rfm: Object.fromEntries(
        Object.entries(rfm).flatMap(([name, trait]) => {
          const scores = columns.quintiles(trait, name === 'recency')
          return scores ? [[name, mean(mine.map((at) => scores[at]!))]] : []
        }),
      ),
    }
  })
  return { proposals: proposals.toSorted((a, b) => b.size - a.size), silhouette }
}

function valuesOf(known: readonly KnownValues[], trait: string): Set<string> {
  return new Set(known.flatMap((one) => one.get(trait) ?? []).map(String))
}

/** Numbers and dates always; texts and lists as far as they are kinds; nothing that all customers share. */
function hasKinds(type: Trait['type'], values: ReadonlySet<string>): boolean {
  if (type === 'number' || type === 'date') return values.size > 1
  return values.size > 0 && values.size <= mostKinds
}

/** k-means for each number of groups; that of the best silhouette, the smaller number when equal. */
function clusters(points: readonly number[][]): { groups: readonly number[]; silhouette: number } {
  let best: { groups: readonly number[]; silhouette: number } = { groups: points.map(() => 0), silhouette: 0 }
  for (let k = fewestGroups; k <= Math.min(mostGroups, points.length - 1); k++) {
    const { clusters: groups } = kmeans([...points], k, { seed: 1 })
    const silhouette = meanSilhouette(points, groups, k)
    if (silhouette > best.silhouette) best = { groups, silhouette }
  }
  return best
}

function meanSilhouette(points: readonly number[][], groups: readonly number[], k: number): number {
  const step = Math.max(1, Math.floor(points.length / mostSilhouettes))
  const some = [...points.keys()].filter((at) => at % step === 0)
  const each = some.map((at) => {
    const sums = new Array<number>(k).fill(0)
    const counts = new Array<number>(k).fill(0)
    for (const other of some) {
      if (other === at) continue
      sums[groups[other]!]! += distance(points[at]!, points[other]!)
      counts[groups[other]!]! += 1
    }
    const own = groups[at]!
    if (counts[own] === 0) return 0
    const within = sums[own]! / counts[own]!
    const nearest = Math.min(
      ...sums.flatMap((sum, group) => (group !== own && counts[group]! > 0 ? [sum / counts[group]!] : [])),
    )
    return Number.isFinite(nearest) ? (nearest - within) / Math.max(nearest, within, 1e-12) : 0
  })
  return mean(each)
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, one, at) => sum + (one - b[at]!) ** 2, 0))
}

/** What may be asked of one trait: its values, or thresholds at its quantiles, in two digits where that is enough. */
function questionsOn({ id, type }: Trait, known: readonly KnownValues[]): Question[] {
  if (type === 'boolean') return [{ trait: id, operator: '$eq', value: true }]
  if (type === 'string')
    return [...valuesOf(known, id)].sort().map((value) => ({ trait: id, operator: '$eq', value }))
  if (type === 'list')
    return [...valuesOf(known, id)].sort().map((value) => ({ trait: id, operator: '$in', value: [value] }))
  const trait = type === 'date' ? `${id}_days` : id
  const sorted = known.flatMap((one) => (one.get(trait) as number | undefined) ?? []).sort((a, b) => a - b)
  const distinct = [...new Set(sorted)]
  const wanted =
    distinct.length <= mostThresholds
      ? distinct
      : Array.from({ length: mostThresholds }, (_, at) =>
          Number(sorted[Math.floor(((at + 1) * sorted.length) / (mostThresholds + 1))]!.toPrecision(2)),
        )
  return [...new Set(wanted)]
    .filter((value) => value > distinct[0]!)
    .map((value) => ({ trait, operator: '$gte', value }))
}

function quality(
  known: readonly KnownValues[],
  groups: readonly number[],
  group: number,
  who: Condition | undefined,
): { precision: number; recall: number } {
  if (!who) return { precision: 0, recall: 0 }
  let [taken, inside, both] = [0, 0, 0]
  for (const at of known.keys()) {
    if (!isHeldOut(at)) continue
    const takes = reasonsToMatch(who, known[at]!) !== undefined
    const isIn = groups[at] === group
    if (takes) taken += 1
    if (isIn) inside += 1
    if (takes && isIn) both += 1
  }
  return { precision: taken === 0 ? 0 : both / taken, recall: inside === 0 ? 0 : both / inside }
}

function typicalOf({ id, type }: Trait, mine: readonly KnownValues[]): string {
  const trait = type === 'date' ? `${id}_days` : id
  const values = mine.flatMap((one) => one.get(trait) ?? []) as TraitValue[]
  if (values.length === 0) return `${trait}: not known`
  if (typeof values[0] === 'number') {
    const sorted = (values as number[]).toSorted((a, b) => a - b)
    return `${trait}: ${sorted[Math.floor(sorted.length / 2)]} (median)`
  }
  const counts = Map.groupBy(values.map(String), (one) => one)
  const [most, all] = [...counts].reduce((a, b) => (b[1].length > a[1].length ? b : a))
  return `${trait}: ${most} (${Math.round((100 * all.length) / mine.length)} %)`
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / (values.length || 1)
}
