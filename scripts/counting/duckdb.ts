import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { type CountEngine, Miscounted, samplesKept, type TermCount, type TokenSource } from './contract.ts'
import { twice } from './node.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { tokenLine } from './token-file.ts'

/** Beyond this DuckDB goes to disk. */
const memory = '400MB'
/** Terms of documents grouped at once: this many fit in memory even when each is a count of its own. */
const postingsAtOnce = 2_500_000

/**
 * Counts in DuckDB: one GROUP BY on all cores, for files that are large or lie beside others in a warehouse.
 * Its package is optional; without it {@link CountEngine.count} says how to get it.
 */
export function duckdbEngine(): CountEngine {
  return {
    name: 'duckdb',
    async *count(source: TokenSource): AsyncGenerator<readonly TermCount[]> {
      const { DuckDBInstance } = await duckdb()
      const folder = temporaryFolder()
      const instance = await DuckDBInstance.create(join(folder.path, 'counting.duckdb'), {
        memory_limit: memory,
        temp_directory: join(folder.path, 'duckdb'),
        // Nothing is fetched: reading JSON is built in.
        autoinstall_known_extensions: 'false',
        preserve_insertion_order: 'false',
      })
      const connection = await instance.connect()
      try {
        const files = source.files ?? [await written(source, join(folder.path, 'rows.ndjson'))]
        await load(connection, files, source)
        try {
          yield* counts(connection)
        } catch (error) {
          throw new Miscounted(
            `DuckDB could not count: ${firstLine(error)} Count with --engine node, which needs less memory.`,
          )
        }
      } finally {
        connection.closeSync()
        instance.closeSync()
        folder.remove()
      }
    },
  }
}

async function duckdb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api')
  } catch {
    throw new Miscounted(
      'DuckDB is not installed here. Install it with: npm install @duckdb/node-api, or count with --engine node.',
    )
  }
}

async function written(source: TokenSource, file: string): Promise<string> {
  const lines = async function* () {
    for await (const rows of source.rows()) yield rows.map(tokenLine).join('')
  }
  await pipeline(Readable.from(lines()), createWriteStream(file, { mode: 0o600 }))
  return file
}

/** The steps from rows to numbers: terms, pairs of segment and week, ids, and which document has which term. */
const numbered = [
  `CREATE TABLE terms AS SELECT row_number() OVER (ORDER BY term)::INTEGER AS t, term
     FROM (SELECT DISTINCT unnest(tokens) AS term FROM ticket_tokens)`,
  `CREATE TABLE groups AS SELECT row_number() OVER (ORDER BY segment, week)::INTEGER AS g, segment, week
     FROM (SELECT DISTINCT segment, week FROM ticket_tokens)`,
  `CREATE TABLE ids AS SELECT row_number() OVER (ORDER BY id)::INTEGER AS n, id
     FROM (SELECT DISTINCT id FROM ticket_tokens)`,
  `CREATE TABLE postings AS SELECT t, g, n, day
     FROM (SELECT id, segment, week, coalesce(day, week)::DATE AS day, unnest(list_distinct(tokens)) AS term
             FROM ticket_tokens)
     JOIN terms USING (term) JOIN groups USING (segment, week) JOIN ids USING (id)`,
] as const

const columns =
  "{id: 'VARCHAR', segment: 'VARCHAR', week: 'VARCHAR', day: 'VARCHAR', tokens: 'VARCHAR[]'}" as const

/** Rows that the contract has no room for; shapes are looked at apart, because reading makes texts of numbers. */
const mistakes = `SELECT 1 FROM ticket_tokens WHERE NOT coalesce(
  id <> '' AND NOT contains(id, chr(0)) AND NOT contains(segment, chr(0))
  AND strftime(TRY_CAST(week AS DATE), '%Y-%m-%d') = week AND isodow(TRY_CAST(week AS DATE)) = 1
  AND week BETWEEN '1970-01-05' AND '2149-06-06' AND coalesce(day, week) <= '2149-06-06'
  AND strftime(TRY_CAST(coalesce(day, week) AS DATE), '%Y-%m-%d') = coalesce(day, week)
  AND TRY_CAST(coalesce(day, week) AS DATE) - TRY_CAST(week AS DATE) BETWEEN 0 AND 6
  AND len(tokens) = list_count(tokens) AND NOT list_contains(tokens, '') AND NOT contains(array_to_string(tokens, ''), chr(0)), false) LIMIT 1`

async function load(connection: DuckDBConnection, files: readonly string[], source: TokenSource) {
  const list = `[${files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ')}]`
  const reading = `format = 'newline_delimited', maximum_object_size = 16777216`
  try {
    const shapes = await connection.runAndReadAll(
      `SELECT DISTINCT json_structure(json)::VARCHAR FROM read_json_objects(${list}, ${reading})`,
    )
    const whole = shapes.getRows().every(([shape]) => isRowShape(JSON.parse(String(shape))))
    await connection.run(
      `CREATE TABLE ticket_tokens AS SELECT * FROM read_json(${list}, ${reading}, columns = ${columns})`,
    )
    const wrong = await connection.runAndReadAll(mistakes)
    if (!whole || wrong.currentRowCount > 0) await explain(source)
  } catch (error) {
    if (error instanceof Miscounted) throw error
    await explain(source, error)
  }
  const double = await connection.runAndReadAll(
    'SELECT id, segment FROM ticket_tokens GROUP BY id, segment HAVING count(*) > 1 ORDER BY id, segment LIMIT 1',
  )
  const [first] = double.getRows()
  if (first) throw twice(String(first[0]), String(first[1]))
}

/** Exactly the contract's fields, texts where texts are due. A null may stand nowhere. */
function isRowShape(shape: unknown): boolean {
  if (typeof shape !== 'object' || shape === null) return false
  const { id, segment, week, day = 'VARCHAR', tokens, ...more } = shape as Record<string, unknown>
  const texts = [id, segment, week, day].every((type) => type === 'VARCHAR')
  // Lists without an element have no type.
  const list = Array.isArray(tokens) && ['VARCHAR', 'NULL'].includes(String(tokens[0]))
  return texts && list && Object.keys(more).length === 0
}

/** DuckDB found a mistake; our own reader says where it is, in the same words as when counting without DuckDB. */
async function explain(source: TokenSource, cause?: unknown): Promise<never> {
  for await (const _ of source.rows());
  const said = cause === undefined ? 'a row breaks the contract' : firstLine(cause)
  throw new Miscounted(`DuckDB cannot read these rows (${said}). Count them with --engine node.`)
}

const firstLine = (error: unknown): string => (error as Error).message.split('\n')[0]!

/**
 * Numbers in place of texts, given in the order of the texts, so that grouping and sorting handle numbers only. The
 * smallest ids of a group cannot go to disk while grouping, so a part of the terms is grouped at a time.
 */
async function* counts(connection: DuckDBConnection): AsyncGenerator<TermCount[]> {
  for (const step of numbered) await connection.run(step)
  const total = await connection.runAndReadAll('SELECT count(*)::DOUBLE FROM postings')
  const parts = Math.ceil(Number(total.getRows()[0]![0]) / postingsAtOnce)
  await connection.run(
    'CREATE TABLE term_counts (t INTEGER, g INTEGER, df INTEGER, day VARCHAR, n INTEGER[])',
  )
  for (let part = 0; part < parts; part++) {
    await connection.run(`
      INSERT INTO term_counts SELECT t, g, count(*), strftime(min(day), '%Y-%m-%d'), min(n, ${samplesKept})
      FROM postings WHERE t % ${parts} = ${part} GROUP BY t, g`)
  }
  const places = Array.from({ length: samplesKept }, (_, at) => at + 1)
  const result = await connection.stream(`
    SELECT term, segment, week, df, day, ${places.map((at) => `id${at}.id`).join(', ')}
    FROM term_counts JOIN terms USING (t) JOIN groups USING (g)
    ${places.map((at) => `LEFT JOIN ids AS id${at} ON id${at}.n = term_counts.n[${at}]`).join('\n')}
    ORDER BY t, g`)
  // By columns: rows as objects take twice as long.
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return
    const columns = Array.from({ length: chunk.columnCount }, (_, at) => chunk.getColumnValues(at))
    yield Array.from({ length: chunk.rowCount }, (_, row) => {
      const [term, segment, week, df, first_seen, ...ids] = columns.map((column) => column[row])
      return { term, segment, week, df, first_seen, samples: ids.filter((id) => id !== null) } as TermCount
    })
  }
}
