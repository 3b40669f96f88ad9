import { randomFrom } from '#scripts/mining/text/random.ts'
import type { Neighbours } from './knn.ts'

/** An undirected weighted graph; each edge stands at both of its ends. */
export interface Graph {
  readonly nodes: number
  readonly starts: Int32Array
  readonly targets: Int32Array
  readonly weights: Float64Array
}

/** Joins near rows; two that share neighbours are joined more strongly: cosine × (1 + shared) / (1 + k). */
export function graphOf({ k, ids, cosines }: Neighbours, nodes: number): Graph {
  const edges = new Map<number, number>()
  const sets = Array.from({ length: nodes }, (_, row) => new Set(ids.subarray(row * k, row * k + k)))
  for (let row = 0; row < nodes; row++) {
    for (let i = row * k; i < row * k + k; i++) {
      const other = ids[i]!
      if (other < 0) continue
      const key = row < other ? row * nodes + other : other * nodes + row
      if (edges.has(key)) continue
      let shared = 0
      for (const id of sets[row]!) if (id >= 0 && sets[other]!.has(id)) shared++
      edges.set(key, (cosines[i]! * (1 + shared)) / (1 + k))
    }
  }
  return fromEdges(edges, nodes)
}

function fromEdges(edges: ReadonlyMap<number, number>, nodes: number): Graph {
  const starts = new Int32Array(nodes + 1)
  for (const key of edges.keys()) {
    const a = Math.floor(key / nodes)
    const b = key % nodes
    starts[a + 1]!++
    if (a !== b) starts[b + 1]!++
  }
  for (let i = 0; i < nodes; i++) starts[i + 1]! += starts[i]!
  const fill = starts.slice(0, nodes)
  const targets = new Int32Array(starts[nodes]!)
  const weights = new Float64Array(starts[nodes]!)
  for (const [key, weight] of edges) {
    const a = Math.floor(key / nodes)
    const b = key % nodes
    targets[fill[a]!] = b
    weights[fill[a]!++] = weight
    if (a === b) continue
    targets[fill[b]!] = a
    weights[fill[b]!++] = weight
  }
  return { nodes, starts, targets, weights }
}

/** Communities by modularity at a resolution (Louvain, Blondel et al. 2008); numbered from 0 without holes. */
export function communitiesOf(graph: Graph, resolution: number, seed = 7): Int32Array {
  const member = Int32Array.from({ length: graph.nodes }, (_, i) => i)
  let level = graph
  for (;;) {
    const moved = moveNodes(level, resolution, seed)
    const { names, count } = renumber(moved)
    for (let i = 0; i < member.length; i++) member[i] = names[member[i]!]!
    if (count === level.nodes) return member
    level = condense(level, names, count)
  }
}

function moveNodes({ nodes, starts, targets, weights }: Graph, resolution: number, seed: number): Int32Array {
  const strength = new Float64Array(nodes)
  let total = 0
  for (let i = 0; i < nodes; i++) {
    for (let e = starts[i]!; e < starts[i + 1]!; e++) strength[i]! += weights[e]! * (targets[e] === i ? 2 : 1)
    total += strength[i]!
  }
  const community = Int32Array.from({ length: nodes }, (_, i) => i)
  const sum = strength.slice()
  const order = shuffled(nodes, seed)
  const link = new Float64Array(nodes)
  const touched: number[] = []
  const queue = [...order]
  const waiting = new Uint8Array(nodes).fill(1)
  let head = 0
  while (head < queue.length) {
    const node = queue[head++]!
    waiting[node] = 0
    const own = community[node]!
    for (let e = starts[node]!; e < starts[node + 1]!; e++) {
      const target = targets[e]!
      if (target === node) continue
      const c = community[target]!
      if (link[c] === 0) touched.push(c)
      link[c]! += weights[e]!
    }
    sum[own]! -= strength[node]!
    let best = own
    let gain = link[own]! - (resolution * strength[node]! * sum[own]!) / total
    for (const c of touched) {
      const value = link[c]! - (resolution * strength[node]! * sum[c]!) / total
      if (value > gain + 1e-12) {
        gain = value
        best = c
      }
    }
    for (const c of touched) link[c] = 0
    touched.length = 0
    sum[best]! += strength[node]!
    if (best === own) continue
    community[node] = best
    for (let e = starts[node]!; e < starts[node + 1]!; e++) {
      const target = targets[e]!
      if (community[target] !== best && waiting[target] === 0) {
        waiting[target] = 1
        queue.push(target)
      }
    }
    if (head > 100_000) {
      queue.splice(0, head)
      head = 0
    }
  }
  return community
}

function condense({ nodes, starts, targets, weights }: Graph, names: Int32Array, count: number): Graph {
  const edges = new Map<number, number>()
  for (let i = 0; i < nodes; i++) {
    for (let e = starts[i]!; e < starts[i + 1]!; e++) {
      const j = targets[e]!
      if (j < i) continue
      const a = names[i]!
      const b = names[j]!
      const key = a < b ? a * count + b : b * count + a
      edges.set(key, (edges.get(key) ?? 0) + weights[e]!)
    }
  }
  return fromEdges(edges, count)
}

export function renumber(labels: Int32Array): { names: Int32Array; count: number } {
  const known = new Map<number, number>()
  const names = labels.map((label) => {
    const name = known.get(label) ?? known.size
    known.set(label, name)
    return name
  })
  return { names, count: known.size }
}

function shuffled(length: number, seed: number): number[] {
  const random = randomFrom(seed)
  const order = Array.from({ length }, (_, i) => i)
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return order
}
