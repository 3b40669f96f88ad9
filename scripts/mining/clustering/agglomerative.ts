import { dot } from './knn.ts'

/** Texts as rows of length one, row-major. */
export interface Points {
  readonly points: Float32Array
  readonly dims: number
}

/** Texts in groups. */
export interface Grouping {
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

/** Two groups become one, `into`. */
export interface Join {
  readonly into: number
  readonly from: number
  /** Mean cosine of a text of the one and a text of the other. */
  readonly alike: number
  /** Mean cosine of two texts of one group, over all groups as they were before. */
  readonly within: number
}

/** Joins the two groups that are most alike (average link), again and again, until two are left. */
export function* joins(grouping: Grouping, points: Points): Generator<Join, void, void> {
  const groups = groupsOf(grouping, points)
  for (const [one, group] of groups) group.nearest = nearestOf(one, groups)
  while (groups.size > 2) {
    const [into, { nearest }] = [...groups].reduce((a, b) =>
      b[1].nearest.alike > a[1].nearest.alike ? b : a,
    )
    const from = nearest.group
    yield { into, from, alike: nearest.alike, within: alikeWithin(groups) }
    const [whole, part] = [groups.get(into)!, groups.get(from)!]
    for (let d = 0; d < whole.sum.length; d++) whole.sum[d]! += part.sum[d]!
    whole.size += part.size
    groups.delete(from)
    for (const [other, group] of groups) {
      if (other === into || group.nearest.group === into || group.nearest.group === from) {
        group.nearest = nearestOf(other, groups)
      } else {
        const alike = alikeAcross(group, whole)
        if (alike > group.nearest.alike) group.nearest = { group: into, alike }
      }
    }
  }
}

/** Mean cosine of two texts of one group, −1 … 1; large groups count more, single texts do not. */
export function likenessWithin(grouping: Grouping, points: Points): number {
  return alikeWithin(groupsOf(grouping, points))
}

/** Names of groups after `from` went into `into`, in place. */
export function rename(names: Int32Array, { into, from }: Join): void {
  for (let at = 0; at < names.length; at++) if (names[at] === from) names[at] = into
}

function groupsOf({ of, count }: Grouping, { points, dims }: Points): Groups {
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
