/** Figures of gaps that the report and the staff area say alike. */

/** A segment's figures are shown from this many questions on: fewer could point at a person. */
export const fewestShown = 10

/** Why a figure is not there, wherever one is withheld. */
export const whyWithheld = `Withheld: fewer than ${fewestShown} questions of a segment could point at a person. Where that is one figure alone, another small one is withheld with it, or the one could be worked out from the rest.`

/**
 * Segments whose figures may be shown, and those whose may not: too few asked, or, where that is one segment alone, the
 * next smallest besides (complementary suppression, Cox 1980), since a gap's questions less those shown would be the one
 * withheld. Who clearly asks more is the last to go: that is what a writer came for.
 */
export function shownOf<
  T extends { readonly segment: string; readonly tickets: number; readonly low: number },
>(segments: readonly T[]): { shown: T[]; withheld: string[] } {
  const [held = []] = withheldIn([segments.map(({ tickets }) => tickets)], (_, at) => segments[at]!.low > 1)
  const few = (tickets: number) => tickets < fewestShown
  return {
    shown: segments.filter(({ tickets }, at) => !few(tickets) && !held[at]),
    withheld: segments.filter(({ tickets }, at) => few(tickets) || held[at]).map(({ segment }) => segment),
  }
}

/**
 * Which cells of a table may not be shown: those from one to nine, and then, for as long as one stands alone in its row
 * or column, the smallest other there; something before nothing, and what is `dear` last. Totals may be known to whoever
 * reads the table.
 */
export function withheldIn(
  table: readonly (readonly number[])[],
  dear: (row: number, column: number) => boolean = () => false,
): boolean[][] {
  const held = table.map((row) => row.map((asked) => asked > 0 && asked < fewestShown))
  const most = Math.max(1, ...table.flat())
  const rows = table.map((row, y) => row.map((_, x) => ({ y, x })))
  const columns = (table[0] ?? []).map((_, x) => table.map((_row, y) => ({ y, x })))
  const lines = [...rows, ...columns]
  const order = ({ y, x }: { y: number; x: number }): number =>
    table[y]![x] === 0 ? 2 * most : table[y]![x]! + (dear(y, x) ? most : 0)
  const bare = (line: (typeof lines)[number]) => line.filter(({ y, x }) => !held[y]![x])
  for (;;) {
    const lone = lines.find((line) => line.length > 1 && bare(line).length === line.length - 1)
    if (!lone) return held
    const [next] = bare(lone).toSorted((a, b) => order(a) - order(b))
    held[next!.y]![next!.x] = true
  }
}

/** A gap is marked as growing fast from this recent-over-earlier rate on: half as many again. */
const fastFrom = 1.5
/** … and only with this many questions in twelve weeks, as small numbers jump by chance. */
const fastQuestions = 24
/** … and only the fastest few, or colour would say nothing. */
const fastest = 5

interface Moving {
  /** Questions in each of twelve weeks, oldest first. */
  readonly weeks: readonly number[]
  /** Recent over earlier rate; 1 is steady. */
  readonly trend: number
}

/** Ids of the gaps that deserve the eye. */
export function growingFast(gaps: readonly (Moving & { id: string; rank: number })[]): ReadonlySet<string> {
  const fast = gaps
    .filter(({ trend, weeks }) => trend >= fastFrom && total(weeks) >= fastQuestions)
    .toSorted((a, b) => b.trend - a.trend || a.rank - b.rank)
    .slice(0, fastest)
  return new Set(fast.map(({ id }) => id))
}

/** Fewer questions than these in eight weeks rise and fall by chance. */
const fewestForPace = 12

/** How often a gap is asked lately, held against the weeks before; `few` when that would be chance. */
export function paceOf({ weeks, trend }: Moving): 'few' | 'more' | 'less' | 'steady' {
  if (total(weeks.slice(-8)) < fewestForPace) return 'few'
  if (trend >= 1.25) return 'more'
  return trend <= 0.8 ? 'less' : 'steady'
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
