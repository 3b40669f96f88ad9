import { type Grouping, joins, likenessWithin, type Points, rename } from './agglomerative.ts'
import { renumber } from './louvain.ts'

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

/**
 * Joins groups of texts that are alike as only forms and templates are; others are given back as they were.
 *
 * @param terms the texts by their terms, not smoothed
 * @param meanings the same by what they mean, asked for when groups are to be joined; all zero where nothing is known
 */
export function joinPhrasings(grouping: Grouping, terms: Points, meanings: () => Points): Grouping {
  if (likenessWithin(grouping, terms) <= ownWords) return grouping
  const names = Int32Array.from({ length: grouping.count }, (_, group) => group)
  for (const join of joins(grouping, together(terms, meanings()))) {
    if (join.within <= asTopics || join.alike < leastAlike) break
    rename(names, join)
  }
  const { names: of, count } = renumber(grouping.of.map((group) => names[group]!))
  return { of, count }
}

/** Terms and meanings side by side, each worth the same; a text of which no meaning is known is its terms. */
function together(terms: Points, meanings: Points): Points {
  const dims = terms.dims + meanings.dims
  const rows = terms.points.length / terms.dims
  const points = new Float32Array(rows * dims)
  for (let row = 0; row < rows; row++) {
    const said = terms.points.subarray(row * terms.dims, (row + 1) * terms.dims)
    const meant = meanings.points.subarray(row * meanings.dims, (row + 1) * meanings.dims)
    const share = meant.some((value) => value !== 0) ? Math.SQRT1_2 : 1
    points.set(
      said.map((value) => share * value),
      row * dims,
    )
    points.set(
      meant.map((value) => share * value),
      row * dims + terms.dims,
    )
  }
  return { points, dims }
}
