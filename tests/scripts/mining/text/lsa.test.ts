import { Matrix, SVD } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import { basisOf, project } from '#scripts/mining/text/lsa.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'
import { sparseFrom } from '#scripts/mining/text/sparse-matrix.ts'

/** 60 texts of 40 terms, a quarter of them in each, with spectral gaps: term c weighs less the greater c is. */
function texts() {
  const random = randomFrom(11)
  const rows = Array.from({ length: 60 }, () => {
    const row = new Map<number, number>()
    for (let c = 0; c < 40; c++) if (random() < 0.25) row.set(c, (0.2 + random()) / (1 + c / 3))
    return row
  })
  const dense = rows.map((row) => Array.from({ length: 40 }, (_, c) => row.get(c) ?? 0))
  return { sparse: sparseFrom(rows, 40), dense }
}

describe('latent semantic analysis by randomised SVD', () => {
  const { sparse, dense } = texts()
  const { basis, dims } = basisOf(sparse, 8)
  const column = (d: number) => Array.from({ length: 40 }, (_, row) => basis[row * dims + d]!)
  const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)

  it('gives directions of length one at right angles', () => {
    for (let a = 0; a < dims; a++)
      for (let b = 0; b <= a; b++) expect(product(column(a), column(b))).toBeCloseTo(a === b ? 1 : 0, 5)
  })

  it('spans the leading right singular vectors of the whole decomposition', () => {
    const exact = new SVD(new Matrix(dense)).rightSingularVectors
    for (let d = 0; d < 5; d++) {
      const shares = Array.from({ length: dims }, (_, at) => product(column(at), exact.getColumn(d)))
      expect(Math.hypot(...shares)).toBeGreaterThan(0.999)
    }
  })

  it('projects texts to points of length one, and a text without known terms to nothing', () => {
    const points = project(sparseFrom([new Map([[0, 1]]), new Map()], 40), basis, dims)
    expect(Math.hypot(...points.subarray(0, dims))).toBeCloseTo(1, 5)
    expect(Math.hypot(...points.subarray(dims))).toBe(0)
  })
})
