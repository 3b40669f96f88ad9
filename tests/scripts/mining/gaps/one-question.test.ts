import { describe, expect, it } from 'vitest'
import { oneQuestion, type Topic } from '#scripts/mining/gaps/one-question.ts'

const topic = (language: string, said: string[], article: string, more = {}): Topic => ({
  said,
  candidate: {
    ...{
      language,
      title: said[0]!,
      titles: [],
      keywords: [],
      positions: said.map((_, at) => at),
      agreement: 1,
    },
    ...{ threshold: 1, score: 0, answered: false, article: undefined, passage: undefined, translated: true },
    search: {
      asked: said.length,
      votes: [
        { article, locale: 'en', title: '', passage: '', first: 1, found: 1, score: 1, scoreAsFirst: 1 },
      ],
    },
    ...more,
  },
})
const lost = topic('en', ['I lost my card', 'my card is lost', 'card stolen'], 'cards/lost')
const kayip = topic('tr', ['kartımı kaybettim', 'kartım çalındı'], 'cards/lost')
const zgubiona = topic('pl', ['zgubiłem kartę'], 'cards/lost')
const refund = topic('en', ['where is my refund', 'refund not received'], 'payments/refunds')
const iade = topic('tr', ['iadem gelmedi', 'para iadesi nerede'], 'payments/refunds')

describe('one line a question', () => {
  it('joins what is asked in several languages, the largest first', () => {
    expect(oneQuestion([kayip, refund, lost, iade, zgubiona])).toEqual(
      expect.arrayContaining([
        [2, 0, 4],
        [1, 3],
      ]),
    )
  })

  it('joins nothing within a language, nothing answered, and nothing that search answers otherwise', () => {
    expect(oneQuestion([lost, lost])).toEqual([[0], [1]])
    expect(oneQuestion([lost, topic('tr', kayip.said.slice(), 'cards/lost', { answered: true })])).toEqual([
      [0],
      [1],
    ])
    expect(oneQuestion([lost, topic('tr', kayip.said.slice(), 'payments/refunds')])).toEqual([[0], [1]])
  })

  it('joins each topic to the likest of the language that is asked in most, so none of those meet', () => {
    const all = [lost, kayip, lost, refund, zgubiona, kayip, iade]
    const groups = oneQuestion(all)
    expect(groups.flat().toSorted()).toEqual(all.map((_, at) => at))
    for (const group of groups)
      expect(group.filter((at) => all[at]!.candidate.language === 'en').length).toBeLessThanOrEqual(1)
    expect(groups).toContainEqual([0, 1, 5, 4])
  })

  it('joins nothing that a writer took out', () => {
    expect(oneQuestion([lost, kayip, zgubiona], new Set([1]))).toEqual([[0, 2], [1]])
  })

  it('joins what is like none of them among the other languages', () => {
    expect(oneQuestion([refund, kayip, zgubiona])).toEqual(expect.arrayContaining([[0], [1, 2]]))
  })
})
