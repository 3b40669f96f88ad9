import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { proposalsFrom, truthFrom } from './bench-files.ts'
import { nmiOf, scoreGaps } from './gap-score.ts'

/** Twelve tickets of three topics, four each; "a" and "b" have no article. */
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
    f1: 1,
    answered: 0,
    mixed: 0,
    duplicates: 0,
    nmi: 1,
    trend: 1,
    segment: 1,
  })
})

it('gives nothing for one heap of everything, nor for splinters', () => {
  expect(scoreGaps([{ ticketIds: [...truth.labels.keys()] }], undefined, truth)).toMatchObject({
    ap: 0,
    mixed: 1,
  })
  const many = { ...truth, labels: new Map(Array.from({ length: 40 }, (_, at) => [String(at), 'a'])) }
  expect(scoreGaps([{ ticketIds: ['0', '1'] }], undefined, many).recall).toBe(0)
})

it('scores a list worked out by hand', () => {
  const scores = scoreGaps(
    [
      { ticketIds: ['8', '9'] }, // answered
      { ticketIds: ['0', '1'] }, // finds "a" in the second place: 1/2
      { ticketIds: ['2', '3'] }, // "a" again
      { ticketIds: ['0', '4', '8'] }, // no topic's
      { ticketIds: ['4', '5', '8'] }, // finds "b" in the fifth place, the second found: 2/5
    ],
    undefined,
    truth,
  )
  expect(scores).toMatchObject({ recall: 1, top10: 3 / 5, answered: 1 / 5, mixed: 1 / 5, duplicates: 1 / 3 })
  expect(scores.ap).toBeCloseTo((1 / 2 + 2 / 5) / 2)
  // Two of five are right and new; both missing labels are found.
  expect(scores.f1).toBeCloseTo((2 * 0.4 * 1) / 1.4)
})

it('does not ask for what nobody asked', () => {
  const unasked = { ...truth, missing: new Set(['a', 'nobody']) }
  expect(scoreGaps([{ ticketIds: ['0', '1'] }], undefined, unasked)).toMatchObject({ ap: 1, recall: 1 })
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

describe('the published scorer', () => {
  const cases = readFileSync(join(import.meta.dirname, 'published-scores.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

  it.each(cases.map((one, at) => [at + 1, one]))('says the same of set %i', (_, one) => {
    const { proposals, groups } = proposalsFrom(one.proposals)
    const ours = scoreGaps(proposals, groups, truthFrom(one.truth))
    const theirs = one.scores as Record<string, number | undefined>
    const same = {
      ap: ours.ap,
      'precision@10': ours.top10,
      recall: ours.recall,
      gap_f1: ours.f1,
      dup: ours.duplicates,
      false_gap: ours.answered,
      mixed: ours.mixed,
      grp_nmi: ours.nmi,
      trend_auc: ours.trend,
      segment_acc: ours.segment,
    }
    for (const [name, value] of Object.entries(same)) {
      if (theirs[name] === undefined) expect(value, name).toBeUndefined()
      // It rounds to four digits.
      else expect(Math.abs(value! - theirs[name]), name).toBeLessThan(0.00006)
    }
  })
})
