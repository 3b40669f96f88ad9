import { expect, it } from 'vitest'
import { mine } from '#scripts/mining/mine.ts'
import type { MiningArticle, MiningTicket } from '#scripts/mining/types.ts'
import { scoreGaps } from './gap-score.ts'
import { naiveGaps } from './naive-gaps.ts'
import { oracleGaps } from './oracle-gaps.ts'
import { ordinaryGaps } from './ordinary-gaps.ts'

const topics = {
  parcel: ['parcel late', 'my parcel is late', 'late parcel again', 'parcel so late'],
  refund: ['refund money', 'money refund please', 'refund my money', 'want refund money'],
  password: [
    'password forgotten',
    'forgotten my password',
    'i have forgotten password',
    'password lost forgotten',
  ],
}
const labels = new Map<string, string>()
const tickets: MiningTicket[] = Object.entries(topics).flatMap(([label, texts]) =>
  texts.map((text, at) => {
    labels.set(`${label} ${at}`, label)
    return { id: `${label} ${at}`, text, language: 'en' }
  }),
)
const articles: MiningArticle[] = [
  { id: 'a', locale: 'en', title: 'Forgotten password', passages: ['A forgotten password is made anew.'] },
]
const truth = {
  labels,
  missing: new Set(['parcel', 'refund']),
  rising: new Set<string>(),
  segment: new Map<string, string>(),
}

it('finds both topics without an article by the ordinary chain, where words do not overlap', () => {
  const { proposals, groups } = ordinaryGaps(tickets, articles, 3)
  expect(scoreGaps(proposals, groups, truth)).toMatchObject({ ap: 1, f1: 1, answered: 0, mixed: 0, nmi: 1 })
})

it('groups the same way each time by the ordinary chain', () => {
  expect(ordinaryGaps(tickets, articles, 3)).toEqual(ordinaryGaps(tickets, articles, 3))
})

it('lists frequent words that no title has by the naive way, a topic once for each of its words', () => {
  // One ticket in fifty at most may have a word: 188 others ask nothing in common.
  const others = Array.from({ length: 188 }, (_, at) => ({
    id: `o${at}`,
    text: `other${at}`,
    language: 'en',
  }))
  const proposals = naiveGaps([...tickets, ...others], articles).filter(
    ({ ticketIds }) => ticketIds.length > 2,
  )
  expect(proposals.map(({ ticketIds }) => ticketIds[0])).toEqual([
    'parcel 0',
    'parcel 0',
    'refund 0',
    'refund 0',
  ])
  expect(scoreGaps(proposals, undefined, truth)).toMatchObject({
    recall: 1,
    duplicates: 0.5,
    // Found in the first and the third place.
    ap: (1 + 2 / 3) / 2,
  })
})

it('leaves nothing to lose when ours is told both the groups and what is answered', () => {
  const told = oracleGaps(tickets, articles, truth, { groups: true, coverage: true })
  expect(scoreGaps(told.proposals, told.groups, truth)).toMatchObject({ ap: 1, f1: 1, nmi: 1 })
})

it('finds what it finds by itself when ours is told nothing', () => {
  const { gaps, groups } = mine(tickets, articles)
  const told = oracleGaps(tickets, articles, truth, {})
  expect(gaps.length).toBeGreaterThan(0)
  expect(told.groups).toEqual(groups)
  expect(told.proposals.map(({ ticketIds }) => ticketIds)).toEqual(gaps.map(({ ticketIds }) => ticketIds))
})
