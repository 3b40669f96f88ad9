import { type Grouping, joins, type Points, rename } from './agglomerative.ts'
import { renumber } from './louvain.ts'

/** Of the tickets there are for each article, so many tell how broad it is: those nearest to it. */
const asked = 1 / 4
const fewestAsked = 3
/** Fewer articles tell by chance. */
const fewestArticles = 5
/** Groups are joined only when that fits the articles clearly better. */
const clearly = 0.05
/** Of divisions that suit them nearly as well the finest: two topics in one are worse than one in two. */
const nearly = 0.02

/**
 * Joins groups until they are about as broad as what one article answers. Words alone do not tell how finely questions
 * are to be divided: fifteen topics of 160 tickets look like ninety of 27 in every measure of groups that was tried. What
 * the company's articles hold together and keep apart does: its tickets nearest to an article should be in one group, and
 * those nearest to another article in another (adjusted Rand index, Hubert and Arabie 1985).
 *
 * @param near for each article the tickets that are nearer to it than to others, nearest first
 */
export function asBroadAsArticles(
  grouping: Grouping,
  points: Points,
  near: readonly (readonly number[])[],
): Grouping {
  const most = Math.max(fewestAsked, Math.round((asked * grouping.of.length) / Math.max(1, near.length)))
  const tickets = near.flatMap((rows, article) => rows.slice(0, most).map((row) => ({ row, article })))
  if (new Set(tickets.map(({ article }) => article)).size < fewestArticles) return grouping
  const articles = Int32Array.from(tickets, ({ article }) => article)
  const names = Int32Array.from({ length: grouping.count }, (_, group) => group)
  const suits = () =>
    agreement(
      articles,
      Int32Array.from(tickets, ({ row }) => names[grouping.of[row]!]!),
    )
  const before = suits()
  const divisions: { names: Int32Array; suits: number }[] = []
  for (const join of joins(grouping, points)) {
    rename(names, join)
    divisions.push({ names: names.slice(), suits: suits() })
  }
  const best = divisions.reduce((most, division) => Math.max(most, division.suits), -1)
  if (best <= before + clearly) return grouping
  const chosen = divisions.find((division) => division.suits >= best - nearly)!
  const { names: of, count } = renumber(grouping.of.map((group) => chosen.names[group]!))
  return { of, count }
}

/** Adjusted Rand index of two labellings: 1 where they are the same, 0 as by chance. */
function agreement(a: Int32Array, b: Int32Array): number {
  const cells = new Map<number, number>()
  const ofA = new Map<number, number>()
  const ofB = new Map<number, number>()
  const width = b.reduce((most, name) => Math.max(most, name), 0) + 1
  const add = (counts: Map<number, number>, key: number) => counts.set(key, (counts.get(key) ?? 0) + 1)
  a.forEach((name, at) => {
    add(cells, name * width + b[at]!)
    add(ofA, name)
    add(ofB, b[at]!)
  })
  const pairs = (counts: Map<number, number>) => {
    let sum = 0
    for (const count of counts.values()) sum += (count * (count - 1)) / 2
    return sum
  }
  const [together, inA, inB] = [pairs(cells), pairs(ofA), pairs(ofB)]
  const byChance = (inA * inB) / Math.max(1, (a.length * (a.length - 1)) / 2)
  const most = (inA + inB) / 2
  return most === byChance ? 0 : (together - byChance) / (most - byChance)
}
