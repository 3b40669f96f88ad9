/**
 * `npm run bench:retrieval [-- 5000 20000]`: processor time of a search among so many articles, beside SQLite's FTS5 in
 * the same thread. Articles are put together from Marlin's passages and customers' questions by a fixed seed; questions
 * are customers' own. Our index is loaded as a server that starts loads it. FTS5 is asked for any of the words, ranked by
 * bm25, with a snippet, ten results.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { deserialize, serialize } from 'node:v8'
import { tokens } from '#content/language/index.ts'
import { excerpt } from '#content/library/excerpt.ts'
import { createFinder } from '#content/library/find.ts'
import { readLibrary } from '#content/library/index.ts'
import { openLibrary } from '#content/library/open-library.ts'
import { buildIndex } from '#content/library/search-index.ts'
import type { Article } from '#content/model/article.ts'
import type { Library } from '#content/model/library.ts'

const marlin = join(import.meta.dirname, '..', '..', 'content', 'marlin')
const asked = 400
const shown = 10
const sizes = process.argv.slice(2).map(Number)

const { library: demo } = await readLibrary(marlin)
const questions = readFileSync(join(marlin, 'tickets', 'banking77.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text)

console.log(
  '| Articles | Method | p50, CPU ms | p95, CPU ms | Beside FTS5, p50 | Made at publish in s | Ready in s | Memory of the index, MB |',
)
console.log('|---|---|---|---|---|---|---|---|')
for (const size of sizes.length > 0 ? sizes : [5000]) measure(size)

function measure(size: number): void {
  const library = libraryOf(size)
  const own = atRandom(3)
  const queries = Array.from({ length: asked }, () => questions[own(questions.length)]!)
  const fts = timed(() => fullText(library), queries)
  const open = openLibrary(library)
  const began = performance.now()
  const published = serialize(buildIndex(open, 'en'))
  const building = ((performance.now() - began) / 1000).toFixed(1)
  const kindred = timed(() => {
    const finder = createFinder(open, () => deserialize(published))
    const find = (query: string) =>
      finder
        .find({ query, locale: 'en' })
        .slice(0, shown)
        .map((found) => excerpt(found))
    find('warm')
    return find
  }, queries)
  const row = (name: string, { p50, p95, made, memory }: typeof fts, atPublish: string) =>
    console.log(
      `| ${size} | ${name} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ×${(p50 / fts.p50).toFixed(2)} | ${atPublish} | ${made.toFixed(2)} | ${memory.toFixed(0)} |`,
    )
  row('SQLite FTS5', fts, '')
  row('Kindred', kindred, building)
}

function timed(make: () => (query: string) => unknown, queries: readonly string[]) {
  const used = () => {
    globalThis.gc?.()
    const { heapUsed, external, arrayBuffers } = process.memoryUsage()
    return heapUsed + external + arrayBuffers
  }
  const before = used()
  const began = performance.now()
  const find = make()
  const made = (performance.now() - began) / 1000
  const memory = (used() - before) / 2 ** 20
  for (const query of queries.slice(0, 50)) find(query)
  const times = queries
    .map((query) => {
      const started = process.threadCpuUsage()
      find(query)
      const { user, system } = process.threadCpuUsage(started)
      return (user + system) / 1000
    })
    .sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)]!
  return { p50: at(0.5), p95: at(0.95), made, memory }
}

function fullText({ articles }: Library): (query: string) => unknown {
  const db = new DatabaseSync(':memory:')
  db.exec("CREATE VIRTUAL TABLE articles USING fts5(title, body, tokenize = 'porter unicode61')")
  const insert = db.prepare('INSERT INTO articles VALUES (?, ?)')
  for (const { title, passages } of articles)
    insert.run(title, passages.map(({ heading, text }) => `${heading} ${text}`).join('\n'))
  const find = db.prepare(
    `SELECT title, snippet(articles, 1, '<mark>', '</mark>', '…', 30) FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ${shown}`,
  )
  return (query) =>
    find.all(
      tokens(query, 'en')
        .map((word) => `"${word}"`)
        .join(' OR '),
    )
}

function libraryOf(size: number): Library {
  const next = atRandom(1)
  const passages = demo.articles
    .filter(({ locale }) => locale === 'en')
    .flatMap((article) => article.passages)
  const articles = Array.from({ length: size }, (_, at): Article => {
    const slug = `article-${at}`
    return {
      ...{ id: `shelf/${slug}`, category: 'shelf', slug, locale: 'en', url: `/en/shelf/${slug}/` },
      ...{
        file: `articles/en/shelf/${slug}.mdx`,
        updated: '2026-11-01',
        segments: [],
        aliases: [],
        body: '',
      },
      ...{ access: 'open', draft: false, keywords: [], title: questions[next(questions.length)]! },
      passages: Array.from({ length: 3 + next(5) }, () => ({
        heading: questions[next(questions.length)]!,
        anchor: 'part',
        text: `${passages[next(passages.length)]!.text} ${questions[next(questions.length)]!}`,
      })),
    }
  })
  const categories = [{ ...demo.categories[0]!, id: 'shelf', articles: [] }]
  return { ...demo, site: { ...demo.site, locales: ['en'] }, categories, articles, drafts: [] }
}

/** Whole numbers from 0 to below the given one; the same each run (a linear congruential generator). */
function atRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return Math.floor((state / 2 ** 32) * below)
  }
}
