import { describe, expect, it } from 'vitest'
import { communitiesOf, type Graph, renumber } from '#scripts/mining/clustering/louvain.ts'
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

describe('Louvain', () => {
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
