import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tokens } from '#content/language/index.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'
import { readArticles, readTickets } from './bench-files.ts'
import type { Labelled } from './gap-bench.ts'
import { runScale } from './scale-run.ts'
import { reworded, writeScaleSet } from './scale-set.ts'
import { type ScaleRow, scaleTable } from './scale-table.ts'

const subjects = ['parcel', 'refund', 'password', 'invoice', 'card', 'limit', 'address']
const asks = ['where is it', 'why is it late', 'who changed it', 'can somebody find it', 'when does it end']
const times = ['today', 'since Monday', 'again', 'for a week', 'please']
const questions: Labelled[] = subjects.flatMap((subject) =>
  asks.flatMap((ask) =>
    times.map((time) => ({ text: `My ${subject} is gone, ${ask} ${time}`, label: subject })),
  ),
)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-scale-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const writtenBy = (seed: number, size: number) => {
  const truth = writeScaleSet(folder, questions, { seed, size })
  return { truth, tickets: readTickets(join(folder, 'tickets.jsonl')) }
}

it('writes the same set of the same seed, and another of another', () => {
  const bytes = () => readFileSync(join(folder, 'tickets.jsonl'), 'utf8')
  const first = writtenBy(1, 300).truth
  const written = bytes()
  expect(writtenBy(1, 300).truth).toEqual(first)
  expect(bytes()).toBe(written)
  writtenBy(2, 300)
  expect(bytes()).not.toBe(written)
})

it('is the beginning of a larger set of the same seed, so that sets of all sizes are alike', () => {
  const small = writtenBy(1, 120)
  const large = writtenBy(1, 600)
  expect(large.tickets.slice(0, 120)).toEqual(small.tickets)
  expect(large.truth.missing).toEqual(small.truth.missing)
})

it('asks every question as often as any other, each time in other words', () => {
  const { truth, tickets } = writtenBy(1, 1400)
  expect(tickets).toHaveLength(1400)
  const byLabel = Map.groupBy(truth.labels.values(), (label) => label)
  // Five questions of each of seven topics are held out for articles: 140 are left, and each comes ten times.
  expect([...byLabel.values()].map(({ length }) => length)).toEqual(subjects.map(() => 200))
  expect(new Set(tickets.map(({ body }) => body)).size).toBeGreaterThan(700)
  expect(readArticles(join(folder, 'articles.jsonl'))).toHaveLength(subjects.length - truth.missing.size)
})

it('changes a word in seven, and leaves short questions their words', () => {
  const random = randomFrom(7)
  const text = 'why was the transfer to my other account returned twice without any message'
  const before = new Set(tokens(text, 'en'))
  let gone = 0
  for (let at = 0; at < 2000; at++) {
    const after = new Set(tokens(reworded(text, random), 'en'))
    for (const word of before) if (!after.has(word)) gone++
    expect(tokens(reworded('help me', random), 'en')).toHaveLength(2)
  }
  // Left out 5 in 100, mistyped 5 in 100; words that change places (another 5) are still there.
  expect(gone / 2000 / before.size).toBeGreaterThan(0.07)
  expect(gone / 2000 / before.size).toBeLessThan(0.11)
})

it('measures both miners in processes of their own, and shows them in one table', () => {
  const said: string[] = []
  const results = runScale(questions, { sizes: [150], seeds: [1] }, (line) => said.push(line))
  expect(results.map(({ size, miner }) => `${miner} ${size}`)).toEqual(['naive 150', 'Kindred 150'])
  for (const { rows } of results) {
    expect(rows).toHaveLength(1)
    expect(rows[0]!.elapsed).toBeGreaterThan(0)
    expect(rows[0]!.megabytes).toBeGreaterThan(20)
  }
  expect(said).toHaveLength(2)
  expect(scaleTable(results).split('\n')).toHaveLength(2 + 2)
}, 60_000)

const row = (seconds: number, ap: number): ScaleRow => ({
  ...{ seconds, elapsed: 2 * seconds, megabytes: 100, ap },
  ...{ top10: 0.5, f1: 0, answered: 0, duplicates: 0 },
})
const cells = (table: string, line: number) =>
  table
    .split('\n')
    [line]!.split('|')
    .map((cell) => cell.trim())
    .slice(1, -1)

it('tells the time of tickets beyond those that topics are made from, and multiples of the baseline', () => {
  const table = scaleTable([
    { size: 10_000, miner: 'naive', rows: [row(2, 0.1)] },
    { size: 10_000, miner: 'ours', rows: [row(40, 0.5), row(60, 0.7)] },
    { size: 110_000, miner: 'naive', rows: [row(4, 0.1)] },
    { size: 110_000, miner: 'ours', rows: [row(70, 0.5)] },
  ])
  expect(cells(table, 3).slice(0, 9)).toEqual([
    '10,000',
    'ours',
    '100',
    '50',
    '',
    '25.0',
    '100',
    '0.60 (0.50–0.70)',
    '6.0',
  ])
  expect(cells(table, 4).slice(4, 6)).toEqual(['2.0', ''])
  expect(cells(table, 5).slice(4, 6)).toEqual(['20.0', '17.5'])
})
