/**
 * `npm run bench:desk`: does a ticket, as it comes, lead an agent to its article? Labelled questions (BANKING77 and its
 * Turkish and Polish renderings) in the furniture of letters (desk-letters.ts) against Marlin's articles, those that
 * exist in English only included; search-answers.json says which articles answer a label. The desk reads each ticket
 * beside the help centre's own search of the same text and beside Pagefind. Where a ticket asks two questions, its first
 * article may answer either, and "in three" counts each question by itself.
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { close, createIndex } from 'pagefind'
import { answersTo, readTicket } from '#api/routes/staff/ticket-search.ts'
import { createFinder } from '#content/library/find.ts'
import { readLibrary } from '#content/library/index.ts'
import { articleFor, articleIds } from '#content/library/locate.ts'
import { openLibrary } from '#content/library/open-library.ts'
import type { Library } from '#content/model/library.ts'
import { forms, type Language, type Letter, type Question } from './desk-letters.ts'

const marlin = join(import.meta.dirname, '..', '..', 'content', 'marlin')
const questionFiles = { en: 'banking77.jsonl', tr: 'questions-tr.jsonl', pl: 'questions-pl.jsonl' }

/**
 * Tickets of each language and form: every n-th question, so that each label has its share, from the middle of its step.
 * The constants of ticket-search.ts were chosen on questions from the beginning of theirs.
 */
const tickets = 400

/** Ids of articles for a ticket, best first. */
type Desk = (text: string) => string[] | Promise<string[]>

const { library } = await readLibrary(marlin)
const finder = createFinder(openLibrary(library))

const kindred: Desk = async (text) =>
  answersTo(finder, await readTicket(text, library.site.locales), { segments: [], limit: 3 }).map(
    ({ found }) => found.article.id,
  )
const search =
  (locale: string): Desk =>
  (text) =>
    finder.find({ query: text, locale, limit: 3 }).map(({ article }) => article.id)

function questions(language: Language): Question[] {
  const answers = JSON.parse(
    readFileSync(join(import.meta.dirname, 'search-answers.json'), 'utf8'),
  ) as Record<string, string[]>
  const own = new Set(library.articles.map(({ id }) => id))
  const all = readFileSync(join(marlin, 'tickets', questionFiles[language]), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { text: string; label: string })
    .map(({ text, label }) => ({ text, answers: (answers[label] ?? []).filter((id) => own.has(id)) }))
    .filter((question) => question.answers.length > 0)
  const step = all.length / Math.min(tickets, all.length)
  return Array.from({ length: Math.min(tickets, all.length) }, (_, at) => all[Math.floor((at + 0.5) * step)]!)
}

function letters(form: keyof typeof forms, language: Language, asked: readonly Question[]): Letter[] {
  return asked.map((question, at) => {
    const rest = [...asked.slice(at + asked.length / 3), ...asked]
    const other = rest.find(({ answers }) => !answers.some((id) => question.answers.includes(id)))!
    return forms[form]!({ question, other, pick: at }, language)
  })
}

async function measure(desk: Desk, all: readonly Letter[]) {
  let first = 0
  let three = 0
  const times: number[] = []
  for (const { text, answers } of all) {
    const started = performance.now()
    const found = (await desk(text)).slice(0, 3)
    times.push(performance.now() - started)
    if (answers.some((right) => right.includes(found[0] ?? ''))) first++
    const answered = answers.filter((right) => right.some((id) => found.includes(id)))
    three += answered.length / answers.length
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  return { first: first / all.length, three: three / all.length, median }
}

/** Pagefind over the same articles, its browser module run here with its files read from disk. */
async function pagefind(of: Library, locale: string, folder: string): Promise<Desk> {
  const { index } = await createIndex({ forceLanguage: locale })
  if (!index) throw new Error('Pagefind made no index.')
  for (const id of articleIds(of)) {
    const article = articleFor(of, id, locale)
    if (!article) continue
    const content = [
      article.description ?? '',
      article.keywords.join(', '),
      ...article.passages.flatMap(({ heading, text }) => [heading, text]),
    ].join('\n')
    await index.addCustomRecord({ url: `/${id}`, content, language: locale, meta: { title: article.title } })
  }
  await index.writeFiles({ outputPath: folder })
  const base = `${pathToFileURL(folder)}/`
  const module = (await import(`${base}pagefind.js`)) as {
    createInstance(options: { basePath: string }): {
      init(locale: string): Promise<void>
      search(text: string): Promise<{ results: { data(): Promise<{ url: string }> }[] } | null>
    }
  }
  const instance = module.createInstance({ basePath: base })
  await instance.init(locale)
  return async (text) => {
    const found = await instance.search(text)
    return Promise.all((found?.results ?? []).slice(0, 3).map(async (one) => (await one.data()).url.slice(1)))
  }
}

globalThis.fetch = async (address) => {
  const path = new URL(String(address)).pathname
  return new Response(new Uint8Array(readFileSync(decodeURIComponent(path))))
}

const percent = (value: number) => `${(100 * value).toFixed(1)} %`
const folders: string[] = []
console.log(
  '| Tickets | Desk: first | in three | Plain search: first | in three | Pagefind: first | in three | Desk, median ms |',
)
console.log('|---|---|---|---|---|---|---|---|')
for (const language of ['en', 'tr', 'pl'] as const) {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-desk-'))
  folders.push(folder)
  const asked = questions(language)
  const desks = [kindred, search(language), await pagefind(library, language, folder)]
  const everything: { first: number; three: number }[][] = []
  for (const form of Object.keys(forms)) {
    const all = letters(form, language, asked)
    for (const { text } of all.slice(0, 20)) await kindred(text)
    const results = []
    for (const desk of desks) results.push(await measure(desk, all))
    everything.push(results)
    row(`${language}, ${form}, ${all.length}`, results, results[0]!.median.toFixed(1))
  }
  const mean = (desk: number, share: 'first' | 'three') =>
    everything.reduce((sum, results) => sum + results[desk]![share], 0) / everything.length
  row(
    `**${language}, all forms**`,
    desks.map((_, desk) => ({ first: mean(desk, 'first'), three: mean(desk, 'three') })),
    '',
  )
}
await close()
for (const folder of folders) rmSync(folder, { recursive: true })

function row(name: string, results: readonly { first: number; three: number }[], time: string): void {
  const cells = results.flatMap(({ first, three }) => [percent(first), percent(three)])
  console.log(`| ${name} | ${cells.join(' | ')} | ${time} |`)
}
