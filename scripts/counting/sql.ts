import { samplesKept } from './contract.ts'

/** The same counting as one statement, for tables too large to export. */
export const dialects = ['clickhouse', 'bigquery', 'postgres'] as const
export type Dialect = (typeof dialects)[number]

/** How to make the table of token rows, and the statement that counts it in the contract's order. */
export interface Sql {
  readonly table: string
  readonly counts: string
}

export const sql: Readonly<Record<Dialect, Sql>> = {
  clickhouse: {
    table: `CREATE TABLE ticket_tokens (
  id String, segment String, week Date, day Date, tokens Array(String)
) ENGINE = MergeTree ORDER BY (segment, week, id)`,
    counts: `SELECT term, segment, week,
       count() AS df,
       min(day) AS first_seen,
       arraySlice(arraySort(groupArray(id)), 1, ${samplesKept}) AS samples
FROM (SELECT id, segment, week, day, arrayJoin(arrayDistinct(tokens)) AS term FROM ticket_tokens)
GROUP BY term, segment, week
ORDER BY term, segment, week`,
  },
  bigquery: {
    table: `CREATE TABLE ticket_tokens (
  id STRING NOT NULL, segment STRING NOT NULL, week DATE NOT NULL, day DATE NOT NULL, tokens ARRAY<STRING>
) PARTITION BY week CLUSTER BY segment`,
    counts: `SELECT term, segment, week,
       COUNT(*) AS df,
       MIN(day) AS first_seen,
       ARRAY_AGG(id ORDER BY id LIMIT ${samplesKept}) AS samples
FROM ticket_tokens
CROSS JOIN UNNEST(ARRAY(SELECT DISTINCT token FROM UNNEST(tokens) AS token)) AS term
GROUP BY term, segment, week
ORDER BY term, segment, week`,
  },
  postgres: {
    table: `CREATE TABLE ticket_tokens (
  id text COLLATE "C", segment text COLLATE "C", week date NOT NULL, day date NOT NULL,
  tokens text[] COLLATE "C" NOT NULL,
  PRIMARY KEY (id, segment)
)`,
    counts: `SELECT term, segment, week,
       count(*) AS df,
       min(day) AS first_seen,
       (array_agg(id ORDER BY id COLLATE "C"))[1:${samplesKept}] AS samples
FROM ticket_tokens
CROSS JOIN LATERAL (SELECT DISTINCT token COLLATE "C" AS term FROM unnest(tokens) AS token) AS terms
GROUP BY term, segment, week
ORDER BY term COLLATE "C", segment COLLATE "C", week`,
  },
}

/** What `--print-sql` prints: complete, with what must be true of the rows. */
export function printed(dialect: Dialect): string {
  const { table, counts } = sql[dialect]
  return `-- Token rows, as \`npm run count -- --tokens\` writes them: one a document and segment ('' is everybody),
-- week = Monday, day = that day (the Monday when unknown). No two rows have the same id and segment.
${table};

-- term_counts: documents that have a term, by segment and week.
${counts};
`
}
