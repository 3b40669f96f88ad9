import type { KnownValues } from '#content/model/condition.ts'
import type { Trait } from '#content/model/trait.ts'

export interface Columns {
  /** One a customer; all traits weigh the same. */
  readonly points: number[][]
  /** Quintile of each customer in a number or the age of a date, 1 … 5; undefined where no such trait is there. */
  quintiles(trait: string, lessIsMore: boolean): readonly number[] | undefined
}

/**
 * Customers as points. A number, or the age of a date, becomes its rank, 0 … 1, so that few large ones do not decide; a
 * text, boolean or list becomes one column a value (one-hot). What is not known is the middle of a number and none of the
 * values. As in Gower's coefficient (1971) two customers are at most 1 apart in each trait, so that all weigh the same.
 */
export function columnsOf(known: readonly KnownValues[], traits: readonly Trait[]): Columns {
  const points = known.map((): number[] => [])
  for (const { id, type } of traits) {
    const numeric = type === 'number' || type === 'date'
    const own = numeric ? [ranks(known, type === 'date' ? `${id}_days` : id)] : oneHot(known, id)
    const scale = numeric ? 1 : Math.SQRT1_2
    for (const column of own) for (const [at, value] of column.entries()) points[at]!.push(value * scale)
  }
  return {
    points,
    quintiles(trait, lessIsMore) {
      const declared = traits.find(({ id }) => id === trait)
      if (!declared || (declared.type !== 'number' && declared.type !== 'date')) return undefined
      const own = ranks(known, declared.type === 'date' ? `${trait}_days` : trait)
      return own.map((rank) => Math.min(5, 1 + Math.floor(5 * (lessIsMore ? 1 - rank : rank))))
    },
  }
}

/** Mid-ranks, 0 … 1: equals share theirs. */
function ranks(known: readonly KnownValues[], trait: string): number[] {
  const values = known.map((one) => one.get(trait) as number | undefined)
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b)
  const rank = new Map<number, number>()
  for (let from = 0; from < sorted.length; ) {
    let to = from
    while (sorted[to + 1] === sorted[from]) to += 1
    rank.set(sorted[from]!, sorted.length === 1 ? 0.5 : (from + to) / 2 / (sorted.length - 1))
    from = to + 1
  }
  return values.map((value) => (value === undefined ? 0.5 : rank.get(value)!))
}

function oneHot(known: readonly KnownValues[], trait: string): number[][] {
  const lists = known.map((one) => [one.get(trait) ?? []].flat().map(String))
  return [...new Set(lists.flat())].sort().map((value) => lists.map((list) => Number(list.includes(value))))
}
