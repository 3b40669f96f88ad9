import { renumber } from './communities.ts'
import { dot } from './neighbours.ts'

/**
 * How alike two texts of one group are, as a mean cosine of their terms. Where people write in their own words it is
 * 0.44 to 0.58 (23 sets in three languages, 400 to 12,000 texts to banks, a shop, an airline, energy and telephone
 * companies). Where it is more, groups are the ways to put a question, not questions: texts come from forms,
 * templates or machines, and nearest to each are others of its kind.
 */
const ownWords = 0.65
/** Such groups are joined until they are as alike as topics usually are. */
const asTopics = 0.5
/** Groups with less in common than this ask for different things, however alike each is within. */
const leastAlike = 0.25

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
 * @param points the texts, row-major, each of length one: of their terms, not smoothed
 * @param of group of each text, 0 … count − 1
 */
export function joinPhrasings(
  points: Float32Array,
  { of, count, dims }: { readonly of: Int32Array; readonly count: number; readonly dims: number },
): { names: Int32Array; count: number } {
  const groups = groupsOf(points, of, count, dims)
  if (alikeWithin(groups, dims) <= ownWords) return { names: of, count }
  const joined = Int32Array.from({ length: count }, (_, group) => group)
  for (const [one, group] of groups) group.nearest = nearestOf(one, groups, dims)
  while (groups.size > 2 && alikeWithin(groups, dims) > asTopics) {
    const [into, { nearest }] = [...groups].reduce((a, b) =>
      b[1].nearest.alike > a[1].nearest.alike ? b : a,
    )
    if (nearest.alike < leastAlike) break
    const from = nearest.group
    const [whole, part] = [groups.get(into)!, groups.get(from)!]
    for (let d = 0; d < dims; d++) whole.sum[d]! += part.sum[d]!
    whole.size += part.size
    groups.delete(from)
    for (let group = 0; group < count; group++) if (joined[group] === from) joined[group] = into
    for (const [other, group] of groups) {
      if (other === into || group.nearest.group === into || group.nearest.group === from)
        group.nearest = nearestOf(other, groups, dims)
      else {
        const alike = alikeAcross(group, whole, dims)
        if (alike > group.nearest.alike) group.nearest = { group: into, alike }
      }
    }
  }
  return renumber(of.map((group) => joined[group]!))
}

function groupsOf(points: Float32Array, of: Int32Array, count: number, dims: number): Groups {
  const groups: Groups = new Map()
  for (let group = 0; group < count; group++) {
    groups.set(group, { size: 0, sum: new Float32Array(dims), nearest: { group: -1, alike: -1 } })
  }
  of.forEach((name, row) => {
    const group = groups.get(name)!
    group.size++
    for (let d = 0; d < dims; d++) group.sum[d]! += points[row * dims + d]!
  })
  return groups
}

/** Mean cosine of two texts of one group; large groups count more, single texts do not. */
function alikeWithin(groups: Groups, dims: number): number {
  let [total, texts] = [0, 0]
  for (const { size, sum } of groups.values()) {
    if (size < 2) continue
    total += (dot(sum, 0, sum, 0, dims) - size) / (size - 1)
    texts += size
  }
  return texts > 0 ? total / texts : 0
}

const alikeAcross = (a: Group, b: Group, dims: number): number =>
  dot(a.sum, 0, b.sum, 0, dims) / (a.size * b.size)

function nearestOf(one: number, groups: Groups, dims: number): Group['nearest'] {
  const own = groups.get(one)!
  let nearest = { group: -1, alike: -1 }
  for (const [other, group] of groups) {
    if (other === one) continue
    const alike = alikeAcross(own, group, dims)
    if (alike > nearest.alike) nearest = { group: other, alike }
  }
  return nearest
}
