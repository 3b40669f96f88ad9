import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { folders, migrations } from '#api/settings/folders.ts'
import { openStore } from '#api/storage/store.ts'
import { readLibrary } from '#content/library/index.ts'
import { runCommand, WrongUsage } from './command.ts'
import { Miscounted, type TokenSource } from './counting/contract.ts'
import { duckdbEngine } from './counting/duckdb.ts'
import { nodeEngine } from './counting/node.ts'
import { type Dialect, dialects, printed } from './counting/sql.ts'
import { holdsTokens, storedTickets, ticketFiles } from './counting/ticket-source.ts'
import { tokenFiles, tokenLine } from './counting/token-file.ts'
import { uncoveredTerms } from './counting/uncovered.ts'
import { uncoveredTable } from './counting/uncovered-table.ts'
import { formats } from './counting/written.ts'
import { miningArticles } from './mining/io/tickets.ts'

const usage = `Usage: npm run -s count [-- FILE…] [--engine node|duckdb] [--format ndjson|csv] [--out FILE]

Counts in how many tickets each term stands, by segment and week: term, segment ('' is everybody), week, df,
first_seen, samples. Without FILE it counts the imported tickets.

  FILE              NDJSON: tickets (id, body or subject, created_at, lang, segments) or rows with tokens
                    (id, segment, week, day, tokens)
  --engine NAME     node (usual), or duckdb when its package is installed; both give the same counts
  --format NAME     ndjson (usual) or csv
  --out FILE        where to write; otherwise to standard output
  --tokens          write the rows that would be counted, to load them into a database
  --uncovered       show frequent terms that no article has, and who uses them more
  --print-sql NAME  print the same counting as SQL: ${dialects.join(', ')}

Exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C.`

const engines = { node: nodeEngine, duckdb: duckdbEngine } as const

// Whoever reads us may have seen enough: npm run -s count | head
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
process.once('SIGINT', () => process.exit(130))
await runCommand({
  usage,
  options: {
    engine: { type: 'string', default: 'node' },
    format: { type: 'string', default: 'ndjson' },
    out: { type: 'string' },
    tokens: { type: 'boolean', default: false },
    uncovered: { type: 'boolean', default: false },
    'print-sql': { type: 'string' },
  },
  async run({ engine, format, out, tokens, uncovered, 'print-sql': dialect }, files) {
    if (!isKey(engines, engine)) throw unknown('engine', engine, Object.keys(engines))
    if (!isKey(formats, format)) throw unknown('format', format, Object.keys(formats))
    if (dialect === undefined) await read({ files, engine, format, out, tokens, uncovered })
    else if (isDialect(dialect)) process.stdout.write(printed(dialect))
    else throw unknown('SQL dialect', dialect, dialects)
    return 0
  },
})

interface Asked {
  readonly files: readonly string[]
  readonly engine: keyof typeof engines
  readonly format: keyof typeof formats
  readonly out: string | undefined
  readonly tokens: boolean
  readonly uncovered: boolean
}

function unknown(what: string, is: string, names: readonly string[]): WrongUsage {
  return new WrongUsage(`There is no ${what} called "${is}". There are: ${names.join(', ')}.`)
}

function isKey<T extends object>(table: T, name: string): name is string & keyof T {
  return Object.hasOwn(table, name)
}

function isDialect(name: string): name is Dialect {
  return (dialects as readonly string[]).includes(name)
}

async function read(asked: Asked): Promise<void> {
  if (asked.files.length > 0) {
    const kinds = new Set(await Promise.all(asked.files.map(holdsTokens)))
    if (kinds.size > 1)
      throw new Miscounted('Some of these files hold tickets and others tokens. Count them apart.')
    return count(asked, kinds.has(true) ? tokenFiles(asked.files) : ticketFiles(asked.files))
  }
  const where = folders()
  const { library } = await readLibrary(where.content)
  const store = await openStore({ file: where.ticketsDb, migrations: migrations.tickets, writer: false })
  try {
    await count(asked, storedTickets(store, library))
  } finally {
    await store.close()
  }
}

async function count(asked: Asked, source: TokenSource): Promise<void> {
  const engine = engines[asked.engine]()
  if (asked.uncovered) return uncovered(asked, source)
  if (asked.tokens) return written(asked, texts(source.rows(), '', tokenLine))
  const { header, row } = formats[asked.format]
  return written(asked, texts(engine.count(source), header, row))
}

async function uncovered(asked: Asked, source: TokenSource): Promise<void> {
  const { library } = await readLibrary(folders().content)
  const articles = miningArticles(library).flatMap(({ title, passages, locale: language }) =>
    [title, ...passages].map((text) => ({ text, language })),
  )
  const totals = new Map<string, number>()
  const tallied: TokenSource = {
    async *rows() {
      totals.clear()
      for await (const rows of source.rows()) {
        for (const { segment } of rows) totals.set(segment, (totals.get(segment) ?? 0) + 1)
        yield rows
      }
    },
  }
  const found = await uncoveredTerms(engines[asked.engine]().count(tallied), articles, totals)
  const labels = new Map(library.segments.map(({ id, label }) => [id, label]))
  const name = (segment: string) => {
    const label = labels.get(segment)
    return typeof label === 'string' ? label : (Object.values(label ?? {})[0] ?? segment)
  }
  return written(asked, [uncoveredTable(found, totals.get('') ?? 0, name)])
}

async function* texts<T>(
  batches: AsyncIterable<readonly T[]>,
  header: string,
  row: (one: T) => string,
): AsyncGenerator<string> {
  if (header !== '') yield header
  for await (const batch of batches) yield batch.map(row).join('')
}

async function written({ out }: Asked, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const stream = out === undefined ? process.stdout : createWriteStream(out, { mode: 0o600 })
  for await (const piece of pieces) if (!stream.write(piece)) await once(stream, 'drain')
  if (stream === process.stdout) return
  stream.end()
  await finished(stream)
}
