import { createReadStream, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setFlagsFromString } from 'node:v8'
import { detectLanguage } from '#content/language/detect.ts'
import { spaceForMining } from '#scripts/mining/io/embed.ts'
import { mine } from '#scripts/mining/mine.ts'
import type { MiningArticle, MiningTicket } from '#scripts/mining/types.ts'
import { systemWords } from '#scripts/system-words.ts'

const root = join(import.meta.dirname, '..', '..')

const usage = `Usage: npm run -s bench:gaps -- TICKETS.jsonl ARTICLES.jsonl OUT.json
Mines foreign files with the product's own pipeline.
  TICKETS.jsonl   one a line: id, body; optional: subject, lang, segment or segments, channel, created_at, customer
  ARTICLES.jsonl  one a line: id, title; optional: body, lang, segments
  OUT.json        proposals, groups and coverage are written here`

type Row = Record<string, unknown>

/** Exit code: 0 done, 1 failed, 2 wrong usage. */
async function run(args: readonly string[]): Promise<number> {
  const [ticketsFile, articlesFile, outFile, ...rest] = args
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  if (!ticketsFile || !articlesFile || !outFile || rest.length > 0) {
    console.error(usage)
    return 2
  }
  try {
    const tickets = await readRows(ticketsFile, ticketFrom)
    const articles = await readRows(articlesFile, articleFrom)
    const proposals = JSON.stringify(await proposalsOf(tickets, articles))
    try {
      writeFileSync(resolve(outFile), proposals)
    } catch (error) {
      throw new Error(`"${outFile}" cannot be written: ${systemWords(error as NodeJS.ErrnoException)}`)
    }
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}

/** By the encoder that KINDRED_ENCODER asks for. */
async function proposalsOf(tickets: readonly MiningTicket[], articles: readonly MiningArticle[]) {
  const folder = join(root, 'node_modules', '.cache', 'kindred-bench')
  const space = await spaceForMining({
    ...{ tickets, articles, env: process.env, folder, say: (line) => console.error(line) },
  })
  const { gaps, groups, coverage } = mine(tickets, articles, space)
  return {
    proposals: gaps.map(({ title, keywords, ticketIds, trend, segments }) => ({
      title,
      keywords,
      ticket_ids: ticketIds,
      trend,
      segment: segments[0]?.segment,
    })),
    groups: Object.fromEntries(groups),
    coverage: Object.fromEntries(coverage),
  }
}

/** Reads line by line: of a file with a million tickets only what mining needs stays in memory. */
async function readRows<T>(file: string, from: (row: Row, at: number) => T): Promise<T[]> {
  const found: T[] = []
  let number = 0
  try {
    for await (const line of createInterface({
      input: createReadStream(resolve(file)),
      crlfDelay: Infinity,
    })) {
      number++
      if (line.trim() !== '')
        found.push(from(rowOf(line.replace(/^\uFEFF/, ''), `${file}:${number}`), found.length))
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new Error(`"${file}" cannot be read: ${systemWords(error as NodeJS.ErrnoException)}`)
  }
  return found
}

function rowOf(line: string, where: string): Row {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    throw new Error(`${where}\n  This line is not JSON. Each line is one object.`)
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw new Error(`${where}\n  This line is not an object. Each line is one object.`)
  }
  return row as Row
}

function ticketFrom(row: Row, at: number): MiningTicket {
  const subject = textOf(row['subject'])
  const body = textOf(row['body'])
  return {
    id: textOf(row['id']) ?? String(at + 1),
    text: subject && body ? `${subject}\n${body}` : (subject ?? body ?? ''),
    subject,
    body: body ?? subject ?? '',
    language: languageOf(row),
    segments: listOf(row['segments'] ?? row['segment']),
    channel: textOf(row['channel']),
    createdAt: textOf(row['created_at']),
    customer: textOf(row['customer']),
  }
}

function articleFrom(row: Row, at: number): MiningArticle {
  const title = textOf(row['title']) ?? ''
  const body = textOf(row['body']) ?? ''
  return {
    id: textOf(row['id']) ?? String(at + 1),
    locale: languageOf(row) ?? detectLanguage(`${title}\n${body}`, undefined, []),
    title,
    passages: body.split(/\n\s*\n/).filter((passage) => passage.trim() !== ''),
    segments: listOf(row['segments']),
  }
}

const languageOf = (row: Row): string | undefined => textOf(row['lang'] ?? row['language'])

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function listOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.flatMap((entry) => textOf(entry) ?? [])
}

// As in mine.ts.
setFlagsFromString('--heap-growing-percent=20')
process.exitCode = await run(process.argv.slice(2))
