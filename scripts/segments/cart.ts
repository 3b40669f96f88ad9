import { type KnownValues, testHolds } from '#content/model/condition.ts'
import type { TraitValue } from '#content/model/trait.ts'

/** One question about one trait, as a condition asks it. Who is not known to pass it does not pass it. */
export interface Question {
  readonly trait: string
  readonly operator: '$eq' | '$gte' | '$in'
  readonly value: TraitValue
}

export type Tree =
  | { readonly isIn: boolean }
  | { readonly question: Question; readonly yes: Tree; readonly no: Tree }

export interface Sample {
  readonly known: KnownValues
  readonly isIn: boolean
}

export interface Growth {
  /** Questions one after the other, at most. */
  readonly depth: number
  /** Samples that a leaf has at least. */
  readonly leaf: number
}

/**
 * CART (Breiman, Friedman, Olshen, Stone 1984): a tree of yes-or-no questions that tells those in a group from all others.
 * Each node asks what lowers the Gini impurity most; of equals, what those in the group pass, then what comes first. A node whose branches say
 * the same is a leaf. Its questions are those of our conditions, with a trait that is not known equal to no value, which
 * the libraries for trees do not have.
 */
export function growTree(
  samples: readonly Sample[],
  questions: readonly Question[],
  { depth, leaf }: Growth,
): Tree {
  const answers = questions.map(({ trait, operator, value }) =>
    samples.map(({ known }) => testHolds({ [operator]: value }, known.get(trait))),
  )
  const grow = (at: readonly number[], left: number): Tree => {
    const inside = at.filter((one) => samples[one]!.isIn).length
    const end = { isIn: inside * 2 > at.length }
    if (left === 0 || inside === 0 || inside === at.length) return end
    let best = { impurity: gini(inside, at.length) - 2 * preferred, asks: -1 }
    for (const [asks, answer] of answers.entries()) {
      let passing = 0
      let passingIn = 0
      for (const one of at) {
        if (!answer[one]) continue
        passing += 1
        if (samples[one]!.isIn) passingIn += 1
      }
      if (passing < leaf || at.length - passing < leaf) continue
      const says = passingIn * at.length > inside * passing ? preferred : 0
      const impurity = gini(passingIn, passing) + gini(inside - passingIn, at.length - passing) - says
      if (impurity < best.impurity) best = { impurity, asks }
    }
    const [question, answer] = [questions[best.asks], answers[best.asks]]
    if (!question || !answer) return end
    const yes = grow(
      at.filter((one) => answer[one]),
      left - 1,
    )
    const no = grow(
      at.filter((one) => !answer[one]),
      left - 1,
    )
    return 'isIn' in yes && 'isIn' in no && yes.isIn === no.isIn ? yes : { question, yes, no }
  }
  return grow([...samples.keys()], depth)
}

/** Less than any difference of impurity: "the plan is pro" reads better than "the plan is not free". */
const preferred = 1e-6

/** Gini impurity times the number of samples: 0 when all are of one kind. */
function gini(inside: number, all: number): number {
  return all === 0 ? 0 : (2 * inside * (all - inside)) / all
}

/** One answer on the way to a leaf. */
export interface Step {
  readonly question: Question
  readonly yes: boolean
}

/** The ways through a tree that end in the group. */
export function waysIn(tree: Tree, way: readonly Step[] = []): (readonly Step[])[] {
  if ('isIn' in tree) return tree.isIn ? [way] : []
  const { question } = tree
  return [
    ...waysIn(tree.yes, [...way, { question, yes: true }]),
    ...waysIn(tree.no, [...way, { question, yes: false }]),
  ]
}
