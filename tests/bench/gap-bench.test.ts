import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readArticles, readTickets, readTruth, writeBench } from './bench-files.ts'
import { type Labelled, makeBench } from './gap-bench.ts'

const questions: Labelled[] = Array.from({ length: 400 }, (_, at) => ({
  text: `question ${at}`,
  label: `l${at % 10}`,
}))
const answers = Array.from({ length: 10 }, (_, at) => ({
  label: `l${at}`,
  title: `Title ${at}`,
  body: `One.\n\nTwo ${at}.`,
}))

it('makes the same bench from the same seed, with no ticket among the articles', () => {
  const bench = makeBench(questions, 1)
  expect(makeBench(questions, 1)).toEqual(bench)
  expect(makeBench(questions, 2)).not.toEqual(bench)
  const written = new Set(bench.articles.flatMap(({ passages }) => passages))
  for (const { body } of bench.tickets)
    expect(body!.split('\n').some((line) => written.has(line))).toBe(false)
})

describe('with articles as a company wrote them', () => {
  it('takes away those of hidden labels and leaves every question a ticket', () => {
    const { tickets, articles, truth } = makeBench(questions, 1, { answers })
    expect(tickets).toHaveLength(400)
    expect(truth.missing.size).toBe(3)
    expect(articles).toHaveLength(7)
    for (const { id, title, passages } of articles) {
      const label = truth.articleLabel!.get(id)!
      expect(truth.missing.has(label)).toBe(false)
      const answer = answers.find((one) => one.label === label)!
      expect({ title, body: passages.join('\n\n') }).toEqual({ title: answer.title, body: answer.body })
    }
  })

  it('says which label has none', () => {
    expect(() => makeBench(questions, 1, { answers: [] })).toThrow('There is no article for "l')
  })
})

it('draws as many tickets as it is asked for', () => {
  expect(makeBench(questions, 1, { size: 50 }).tickets).toHaveLength(50)
})

it('asks some topics far more often than others when skewed', () => {
  const { truth } = makeBench(questions, 1, { skewed: true })
  const sizes = [...Map.groupBy(truth.labels.values(), (label) => label).values()].map(({ length }) => length)
  expect(Math.max(...sizes)).toBe(35)
  expect(Math.min(...sizes)).toBe(8)
})

it('titles an article of another language with a question, never with the English name of its label', () => {
  const turkish = questions.map((question) => ({ ...question, lang: 'tr' }))
  for (const { title, passages } of makeBench(turkish, 1).articles) {
    expect(title).toMatch(/^question/)
    expect(passages).toHaveLength(4)
    expect(passages).not.toContain(title)
  }
})

it('is the same when it is written and read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gap-bench-'))
  try {
    const bench = makeBench(questions, 1, { answers })
    writeBench(folder, bench)
    expect({
      tickets: readTickets(join(folder, 'tickets.jsonl')),
      articles: readArticles(join(folder, 'articles.jsonl')),
      truth: readTruth(join(folder, 'truth.json')),
    }).toEqual(bench)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
