import { expect, it } from 'vitest'
import { type Labelled, makeBench } from './gap-bench.ts'
import { nmiOf, scoreGaps } from './gap-score.ts'

const truth = {
  labels: new Map([...'aaaabbbbcccc'].map((label, at) => [String(at), label])),
  missing: new Set(['a', 'b']),
  rising: new Set(['a']),
  segment: new Map([['a', 'x']]),
}

it('gives full marks for each missing label once', () => {
  const proposals = [
    { ticketIds: ['0', '1', '2', '3'], trend: 2, segment: 'x' },
    { ticketIds: ['4', '5', '6'], trend: 1 },
  ]
  expect(scoreGaps(proposals, truth.labels, truth)).toMatchObject({
    ap: 1,
    top10: 1,
    recall: 1,
    nmi: 1,
    trend: 1,
    segment: 1,
  })
})

it('gives nothing for one heap of everything, nor for splinters', () => {
  expect(scoreGaps([{ ticketIds: [...truth.labels.keys()] }], undefined, truth).ap).toBe(0)
  const many = { ...truth, labels: new Map(Array.from({ length: 40 }, (_, at) => [String(at), 'a'])) }
  expect(scoreGaps([{ ticketIds: ['0', '1'] }], undefined, many).recall).toBe(0)
})

it('counts a second proposal for one label as a duplicate, and an answered one as such', () => {
  const scores = scoreGaps(
    [{ ticketIds: ['0', '1'] }, { ticketIds: ['2', '3'] }, { ticketIds: ['8'] }],
    undefined,
    truth,
  )
  expect(scores).toMatchObject({ duplicates: 0.5 })
  expect(scores.answered).toBeCloseTo(1 / 3)
})

it('knows unrelated groups', () => {
  expect(
    nmiOf([
      ['a', '1'],
      ['a', '2'],
      ['b', '1'],
      ['b', '2'],
    ]),
  ).toBeCloseTo(0)
})

it('makes the same bench from the same seed, with no ticket among the articles', () => {
  const questions: Labelled[] = Array.from({ length: 60 }, (_, at) => ({
    text: `question ${at}`,
    label: `l${at % 3}`,
  }))
  const bench = makeBench(questions, 1)
  expect(makeBench(questions, 1)).toEqual(bench)
  expect(makeBench(questions, 2)).not.toEqual(bench)
  const written = new Set(bench.articles.flatMap(({ passages }) => passages))
  for (const { body } of bench.tickets)
    expect(body!.split('\n').some((line) => written.has(line))).toBe(false)
})
