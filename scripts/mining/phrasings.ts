import { renumber } from './communities.ts'
import { dot } from './neighbours.ts'

/**
 * How alike two texts of one group are, as a mean cosine of their terms. Where people write in their own words it is
 * 0.44 to 0.58 (26 sets in three languages, 400 to 12,000 texts to banks, shops, insurers, an airline, energy and
 * telephone companies). Where it is more, groups are the ways to put a question, not questions: texts come from forms,
 * templates or machines, and nearest to each are others of its kind.
 */
const ownWords = 0.65
/** Such groups are joined until their texts are as alike, by terms and meanings, as people's own are: 0.33 to 0.49. */
const asTopics = 0.4
/** Groups with less in common than this ask for different things, however alike each is within. */
const leastAlike = 0.15

/** Texts as rows of length one, row-major. */
export interface Points {
  readonly points: Float32Array
  readonly dims: number
}

interface Grouping {
  /** Group of each text, 0 … count − 1. */
  readonly of: Int32Array
  readonly count: number
}

interface Group {
  size: number
  /** Of its texts' points. */
  readonly sum: Float32Array
  /** The group most like it, and how alike a text of the one and a text of the other are. */
  nearest: { group: number; alike: number }
}

type Groups = Map<number, Group>

/**
 * Joins groups of texts that are alike as only forms and templates are; others are given back as they were.
 *
 * @param terms the texts by their terms, not smoothed
 * @param meanings the same by what they mean, asked for when groups are to be joined; all zero where nothing is known
 */
export function joinPhrasings(grouping: Grouping, terms: Points, meanings: () => Points): Grouping {
  if (alikeWithin(groupsOf(grouping, terms)) <= ownWords) return grouping
  const groups = groupsOf(grouping, terms, meanings())
  const joined = Int32Array.from({ length: grouping.count }, (_, group) => group)
  for (const [one, group] of groups) group.nearest = nearestOf(one, groups)
  while (groups.size > 2 && alikeWithin(groups) > asTopics) {
    const [into, { nearest }] = [...groups].reduce((a, b) =>
      b[1].nearest.alike > a[1].nearest.alike ? b : a,
    )
    if (nearest.alike < leastAlike) break
    const from = nearest.group
    const [whole, part] = [groups.get(into)!, groups.get(from)!]
    for (let d = 0; d < whole.sum.length; d++) whole.sum[d]! += part.sum[d]!
    whole.size += part.size
    groups.delete(from)
    for (let group = 0; group < joined.length; group++) if (joined[group] === from) joined[group] = into
    for (const [other, group] of groups) {
      if (other === into || group.nearest.group === into || group.nearest.group === from)
        group.nearest = nearestOf(other, groups)
      else {
        const alike = alikeAcross(group, whole)
        if (alike > group.nearest.alike) group.nearest = { group: into, alike }
      }
    }
  }
  const { names, count } = renumber(grouping.of.map((group) => joined[group]!))
  return { of: names, count }
}

/** Terms and meanings count the same; a text of which no meaning is known is its terms. */
function groupsOf(
  { of, count }: Grouping,
  terms: Points,
  meanings: Points = { points: none, dims: 0 },
): Groups {
  const groups: Groups = new Map()
  for (let group = 0; group < count; group++) {
    const sum = new Float32Array(terms.dims + meanings.dims)
    groups.set(group, { size: 0, sum, nearest: { group: -1, alike: -1 } })
  }
  of.forEach((name, row) => {
    const group = groups.get(name)!
    const meant = meanings.points.subarray(row * meanings.dims, (row + 1) * meanings.dims)
    const share = meant.some((value) => value !== 0) ? Math.SQRT1_2 : 1
    group.size++
    for (let d = 0; d < terms.dims; d++) group.sum[d]! += share * terms.points[row * terms.dims + d]!
    for (let d = 0; d < meant.length; d++) group.sum[terms.dims + d]! += share * meant[d]!
  })
  return groups
}

const none = new Float32Array(0)

/** Mean cosine of two texts of one group; large groups count more, single texts do not. */
function alikeWithin(groups: Groups): number {
  let [total, texts] = [0, 0]
  for (const { size, sum } of groups.values()) {
    if (size < 2) continue
    total += (dot(sum, 0, sum, 0, sum.length) - size) / (size - 1)
    texts += size
  }
  return texts > 0 ? total / texts : 0
}

const alikeAcross = (a: Group, b: Group): number => dot(a.sum, 0, b.sum, 0, a.sum.length) / (a.size * b.size)

function nearestOf(one: number, groups: Groups): Group['nearest'] {
  const own = groups.get(one)!
  let nearest = { group: -1, alike: -1 }
  for (const [other, group] of groups) {
    if (other === one) continue
    const alike = alikeAcross(own, group)
    if (alike > nearest.alike) nearest = { group: other, alike }
  }
  return nearest
}
