/**
 * `npm run bench:search`: does a customer's question find its article? Real questions (BANKING77 and its Turkish and
 * Polish renderings) against Marlin's own articles; search-answers.json says which articles answer a label. Labels that
 * no article answers are left out. Two tables: all questions that the library answers in any language, and those it
 * answers in the question's own. A third: a draw of the English ones, by words and by words and sentence vectors.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { articleVectors, likenessTo } from '#api/encoders/article-vectors.ts'
import { minilmEncoder } from '#api/encoders/minilm.ts'
import { stem, tokens } from '#content/language/index.ts'
import { createFinder, type Query } from '#content/library/find.ts'
import { readLibrary } from '#content/library/index.ts'
import { articleFor, articleIds } from '#content/library/locate.ts'
import { openLibrary } from '#content/library/open-library.ts'
import type { Article } from '#content/model/article.ts'
import type { Library } from '#content/model/library.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'

const marlin = join(import.meta.dirname, '..', '..', 'content', 'marlin')
const questionFiles = { en: 'banking77.jsonl', tr: 'questions-tr.jsonl', pl: 'questions-pl.jsonl' }

/** Answers a question with article ids, best first. */
type Method = (question: string) => string[]

interface Question {
  readonly text: string
  readonly answers: readonly string[]
}

const methods: Record<string, (library: Library, locale: string) => Method> = {
  Kindred: byWords,
  'Kindred, articles without keywords': (library, locale) => byWords(withoutKeywords(library), locale),
  'BM25, words as they are': (library, locale) =>
    bm25(
      documents(library, locale, (word) => word),
      locale,
    ),
  'every word must be there, stemmed': (library, locale) =>
    everyWord(
      documents(library, locale, (word) => stem(word, locale)),
      locale,
    ),
}
const baseline = 'BM25, words as they are'

function byWords(
  library: Library,
  locale: string,
  likeness: (question: string) => Query['likeness'] = () => undefined,
): Method {
  const finder = createFinder(openLibrary(library))
  return (query) =>
    finder.find({ query, locale, limit: 3, likeness: likeness(query) }).map(({ article }) => article.id)
}

function withoutKeywords(library: Library): Library {
  return { ...library, articles: library.articles.map((article) => ({ ...article, keywords: [] })) }
}

interface Document {
  readonly id: string
  readonly counts: ReadonlyMap<string, number>
  readonly length: number
}

function documents(library: Library, locale: string, key: (word: string) => string): Document[] {
  return articleIds(library).flatMap((id) => {
    const article = articleFor(library, id, locale)
    if (!article) return []
    const words = tokens(everything(article), article.locale).map(key)
    const counts = new Map<string, number>()
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    return { id, counts, length: words.length }
  })
}

function everything({ title, description = '', keywords, passages }: Article): string {
  return [title, description, ...keywords, ...passages.flatMap(({ heading, text }) => [heading, text])].join(
    ' ',
  )
}

/** BM25 as the textbooks give it: one field, k1 1.2, b 0.75, no stems, no function words. */
function bm25(all: readonly Document[], locale: string): Method {
  const average = all.reduce((sum, { length }) => sum + length, 0) / Math.max(1, all.length)
  const spread = new Map<string, number>()
  for (const { counts } of all) {
    for (const word of counts.keys()) spread.set(word, (spread.get(word) ?? 0) + 1)
  }
  const rarity = (word: string): number => {
    const n = spread.get(word) ?? 0
    return Math.log(1 + (all.length - n + 0.5) / (n + 0.5))
  }
  return (question) => {
    const words = [...new Set(tokens(question, locale))]
    return bestThree(all, ({ counts, length }) => {
      const norm = 1.2 * (0.25 + (0.75 * length) / average)
      return words.reduce((sum, word) => {
        const count = counts.get(word) ?? 0
        return sum + (rarity(word) * count * 2.2) / (count + norm)
      }, 0)
    })
  }
}

/** What Pagefind and many site searches do: an article counts only when it has all words; then how often. */
function everyWord(all: readonly Document[], locale: string): Method {
  return (question) => {
    const words = [...new Set(tokens(question, locale).map((word) => stem(word, locale)))]
    return bestThree(all, ({ counts, length }) => {
      const found = words.map((word) => counts.get(word) ?? 0)
      return found.includes(0) ? 0 : found.reduce((sum, count) => sum + count, 0) / length
    })
  }
}

function bestThree(all: readonly Document[], score: (document: Document) => number): string[] {
  return all
    .map((document) => ({ id: document.id, score: score(document) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ id }) => id)
}

function questions(library: Library, locale: keyof typeof questionFiles, translated: boolean): Question[] {
  const answers = JSON.parse(
    readFileSync(join(import.meta.dirname, 'search-answers.json'), 'utf8'),
  ) as Record<string, string[]>
  const kept = library.articles.filter((article) => !translated || article.locale === locale)
  const own = new Set(kept.map(({ id }) => id))
  return readFileSync(join(marlin, 'tickets', questionFiles[locale]), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { text: string; label: string })
    .map(({ text, label }) => ({ text, answers: (answers[label] ?? []).filter((id) => own.has(id)) }))
    .filter((question) => question.answers.length > 0)
}

function measure(method: Method, asked: readonly Question[]) {
  let first = 0
  let three = 0
  let none = 0
  const times: number[] = []
  for (const { text, answers } of asked) {
    const started = performance.now()
    const found = method(text)
    times.push(performance.now() - started)
    if (found.length === 0) none++
    if (found[0] !== undefined && answers.includes(found[0])) first++
    if (found.some((id) => answers.includes(id))) three++
  }
  const share = (count: number) => count / asked.length
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  return { first: share(first), three: share(three), none: share(none), median }
}

const { library } = await readLibrary(marlin)
const percent = (value: number) => `${(100 * value).toFixed(1)} %`
for (const translated of [false, true]) {
  const of = translated ? 'answered in their own language' : 'answered in any language'
  console.log(`\nQuestions ${of}\n`)
  console.log('| Language | Method | First | In the first three | Against BM25 | Nothing found | Median ms |')
  console.log('|---|---|---|---|---|---|---|')
  for (const locale of ['en', 'tr', 'pl'] as const) table(locale, questions(library, locale, translated))
}

await vectorsTable(drawn(questions(library, 'en', true), 1000))

/** All-MiniLM-L6-v2 encodes some 20 texts a second, so a draw has to do; what was encoded once is kept. */
async function vectorsTable(asked: readonly Question[]): Promise<void> {
  console.log(`\n${asked.length} English questions, drawn\n`)
  console.log('| Articles | Method | First | In the first three | Difference, first | Difference, in three |')
  console.log('|---|---|---|---|---|---|')
  const cache = (name: string) =>
    minilmEncoder(join(import.meta.dirname, '..', '..', '.kindred', 'bench', name))
  const { rows, dims } = await cache('questions').encode(asked.map(({ text }) => text))
  const row = new Map(asked.map(({ text }, at) => [text, rows.subarray(at * dims, (at + 1) * dims)]))
  const kinds = { 'as they are': library, 'without keywords': withoutKeywords(library) }
  for (const [kind, articles] of Object.entries(kinds)) {
    const vectors = await articleVectors(articles, cache(kind))
    const [words, both] = [
      byWords(articles, 'en'),
      byWords(articles, 'en', (text) => likenessTo(row.get(text)!, vectors)),
    ]
    const found = asked.map((question) => [answered(words, question), answered(both, question)] as const)
    const mean = (of: (pair: (typeof found)[number]) => number) =>
      found.reduce((sum, pair) => sum + of(pair), 0) / found.length
    const difference = (within: 1 | 3) => {
      const each = ([a, b]: (typeof found)[number]) => Number(b <= within) - Number(a <= within)
      const by = mean(each)
      const error = Math.sqrt(mean((pair) => (each(pair) - by) ** 2) / (found.length - 1))
      return `${by < 0 ? '−' : '+'}${percent(Math.abs(by))} ± ${percent(error)}`
    }
    for (const [at, name] of (['Kindred', 'Kindred with sentence vectors'] as const).entries())
      console.log(
        `| ${at ? '' : kind} | ${name} | ${percent(mean((pair) => Number(pair[at]! <= 1)))} | ${percent(mean((pair) => Number(pair[at]! <= 3)))} | ${at ? difference(1) : ''} | ${at ? difference(3) : ''} |`,
      )
  }
}

/** At which place the first answer stands, from 1; Infinity when it is not found. */
function answered(method: Method, { text, answers }: Question): number {
  const place = method(text).findIndex((id) => answers.includes(id))
  return place < 0 ? Number.POSITIVE_INFINITY : place + 1
}

/** So many of them, without order. */
function drawn(all: readonly Question[], count: number): Question[] {
  const random = randomFrom(1)
  return all
    .map((question) => ({ question, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ question }) => question)
}

function table(locale: string, asked: readonly Question[]): void {
  const results = Object.entries(methods).map(([name, method]) => {
    const find = method(library, locale)
    for (const { text } of asked.slice(0, 50)) find(text)
    return { name, ...measure(find, asked) }
  })
  const base = results.find(({ name }) => name === baseline)?.three ?? 1
  for (const { name, first, three, none, median } of results) {
    const cells = [percent(first), percent(three), `×${(three / base).toFixed(2)}`, percent(none)]
    const language = name === results[0]?.name ? `${locale}, ${asked.length} questions` : ''
    console.log(`| ${language} | ${name} | ${cells.join(' | ')} | ${median.toFixed(2)} |`)
  }
}
