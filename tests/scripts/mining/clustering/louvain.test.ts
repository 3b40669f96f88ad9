import { describe, expect, it } from 'vitest'
import { communitiesOf, type Graph, graphOf, renumber } from '#scripts/mining/clustering/louvain.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'
import { nmiOf } from '#tests/bench/gap-score.ts'

function graphFrom(nodes: number, edges: readonly (readonly [number, number, number])[]): Graph {
  const at: [number, number][][] = Array.from({ length: nodes }, () => [])
  for (const [a, b, weight] of edges) {
    at[a]!.push([b, weight])
    at[b]!.push([a, weight])
  }
  const starts = Int32Array.from({ length: nodes + 1 }, (_, i) =>
    at.slice(0, i).reduce((sum, own) => sum + own.length, 0),
  )
  const flat = at.flat()
  return {
    ...{ nodes, starts },
    targets: Int32Array.from(flat, ([target]) => target),
    weights: Float64Array.from(flat, ([, weight]) => weight),
  }
}

const clique = (from: number, size: number): [number, number, number][] =>
  Array.from({ length: size }, (_, i) => i).flatMap((i) =>
    Array.from({ length: i }, (_, j): [number, number, number] => [from + i, from + j, 1]),
  )

/** Eight groups of 25; two of a group are joined with a chance of 0.4, two of different ones with 0.02. */
function planted(): { graph: Graph; truth: number[] } {
  const random = randomFrom(3)
  const truth = Array.from({ length: 200 }, (_, i) => Math.floor(i / 25))
  const edges = truth.flatMap((group, i) =>
    truth
      .slice(0, i)
      .flatMap((other, j): [number, number, number][] =>
        random() < (group === other ? 0.4 : 0.02) ? [[i, j, 1]] : [],
      ),
  )
  return { graph: graphFrom(200, edges), truth }
}

const countAt = (graph: Graph, resolution: number) => renumber(communitiesOf(graph, resolution)).count

/** Modularity at a resolution (Newman & Girvan 2004; Reichardt & Bornholdt 2006), of a graph without loops. */
function modularity(
  { nodes, starts, targets, weights }: Graph,
  of: ArrayLike<number>,
  resolution = 1,
): number {
  const strength = new Float64Array(nodes)
  let [total, within] = [0, 0]
  for (let i = 0; i < nodes; i++)
    for (let e = starts[i]!; e < starts[i + 1]!; e++) {
      strength[i]! += weights[e]!
      total += weights[e]!
      if (of[i] === of[targets[e]!]) within += weights[e]!
    }
  let expected = 0
  for (let i = 0; i < nodes; i++)
    for (let j = 0; j < nodes; j++) if (of[i] === of[j]) expected += strength[i]! * strength[j]!
  return within / total - (resolution * expected) / total ** 2
}

/** Every partition of so many nodes, as restricted growth strings. */
function partitions(nodes: number): number[][] {
  let all: number[][] = [[]]
  for (let n = 0; n < nodes; n++)
    all = all.flatMap((one) =>
      Array.from({ length: Math.max(-1, ...one) + 2 }, (_, community) => [...one, community]),
    )
  return all
}

/** Zachary's karate club (1977): who meets whom outside the club, members from 1. */
const karate: readonly (readonly number[])[] = [
  [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 20, 22, 32],
  [3, 4, 8, 14, 18, 20, 22, 31],
  [4, 8, 9, 10, 14, 28, 29, 33],
  [8, 13, 14],
  [7, 11],
  [7, 11, 17],
  [17],
  [],
  [31, 33, 34],
  [34],
  ...[[], [], [], [34], [33, 34], [33, 34], [], [], [33, 34], [34], [33, 34], [], [33, 34]],
  ...[[26, 28, 30, 33, 34], [26, 28, 32], [32], [30, 34], [34], [32, 34], [33, 34], [33, 34], [33, 34], [34]],
]

describe('the graph', () => {
  it('joins near rows by cosine, more strongly those that share neighbours, each edge once', () => {
    const ids = Int32Array.from([1, 2, 0, 2, 0, -1, 0, -1])
    const cosines = Float32Array.from([0.9, 0.6, 0.3, 0.75, 0.6, 0, 0.3, 0])
    const { nodes, starts, targets, weights } = graphOf({ k: 2, ids, cosines }, 4)
    expect([nodes, [...starts], [...targets]]).toEqual([4, [0, 3, 5, 7, 8], [1, 2, 3, 0, 2, 0, 1, 0]])
    const [strong, weak, other, last] = [(0.9 * 2) / 3, 0.6 / 3, (0.75 * 2) / 3, 0.3 / 3]
    const expected = [strong, weak, last, strong, other, weak, other, last]
    for (const [at, weight] of expected.entries()) expect(weights[at]).toBeCloseTo(weight, 6)
  })
})

describe('the graph of rows beside themselves', () => {
  it('has such an edge once', () => {
    const { starts, targets } = graphOf(
      { k: 1, ids: Int32Array.from([0, 0]), cosines: Float32Array.from([1, 0.5]) },
      2,
    )
    expect([[...starts], [...targets]]).toEqual([
      [0, 2, 3],
      [0, 1, 0],
    ])
  })
})

describe('Louvain', () => {
  it('leaves apart what would gain nothing by joining', () => {
    const pair = graphFrom(2, [[0, 1, 1]])
    expect([countAt(pair, 1.999), countAt(pair, 2)]).toEqual([1, 2])
  })

  it("finds the four groups of Zachary's karate club", () => {
    const edges = karate.flatMap((others, at) =>
      others.map((other): [number, number, number] => [at, other - 1, 1]),
    )
    expect(edges).toHaveLength(78)
    const graph = graphFrom(34, edges)
    const found = communitiesOf(graph, 1)
    expect(renumber(found).count).toBe(4)
    // The best there is has 0.4198.
    expect(modularity(graph, found)).toBeGreaterThan(0.415)
  })

  it('finds the best partition of nearly every small weighted graph, at any resolution', () => {
    const random = randomFrom(5)
    const all = partitions(6)
    let best = 0
    for (let n = 0; n < 60; n++) {
      const edges = Array.from({ length: 6 }, (_, a) => a).flatMap((a) =>
        Array.from({ length: a }, (_, b): [number, number, number] => [a, b, random() < 0.6 ? random() : 0]),
      )
      const graph = graphFrom(
        6,
        edges.filter(([, , weight]) => weight > 0),
      )
      const resolution = [0.6, 1, 1.6][n % 3]!
      const highest = Math.max(...all.map((one) => modularity(graph, one, resolution)))
      const found = modularity(graph, communitiesOf(graph, resolution), resolution)
      expect(found).toBeGreaterThan(highest - 0.1)
      if (found > highest - 1e-9) best++
    }
    expect(best).toBeGreaterThan(51)
  })

  it('numbers communities from 0 by their first member, without holes', () => {
    expect(renumber(Int32Array.from([4, 4, 0, 9, 0]))).toEqual({
      names: Int32Array.from([0, 0, 1, 2, 1]),
      count: 3,
    })
  })

  it('parts two cliques joined by a bridge, at the bridge', () => {
    const graph = graphFrom(10, [...clique(0, 5), ...clique(5, 5), [4, 5, 1]])
    const { names, count } = renumber(communitiesOf(graph, 1))
    expect(count).toBe(2)
    expect([...names]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
  })

  it('finds a planted partition', () => {
    const { graph, truth } = planted()
    const found = communitiesOf(graph, 1)
    expect(nmiOf(truth.map((label, i) => [String(label), String(found[i])]))).toBeGreaterThan(0.95)
  })

  it('makes no fewer communities at a higher resolution, and one at almost none', () => {
    const { graph } = planted()
    const counts = [0.01, 1, 4, 16].map((resolution) => countAt(graph, resolution))
    expect(counts[0]).toBe(1)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    expect(counts[3]).toBeGreaterThan(counts[1]! * 2)
  })
})
