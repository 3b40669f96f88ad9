import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { count as countOf, desc, eq, isNull, max, min } from 'drizzle-orm'
import { addressesOf, effectOf, followedGaps, restated } from '#api/storage/staff-gaps.ts'
import type { Store } from '#api/storage/store.ts'
import { gaps, runs, tickets } from '#api/storage/tickets-schema.ts'
import { coverageMatrix } from '#content/library/coverage-matrix.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { type Decision, gapState } from '#core/gaps/state.ts'
import { systemWords } from '#scripts/system-words.ts'
import { csvReport } from './csv.ts'
import { type GapReport, gapReport } from './gap-report.ts'
import { htmlReport } from './html/page.ts'
import { jsonReport } from './json.ts'
import { type MarkdownPlace, markdownReport } from './markdown.ts'

/** What a person decided, and about which gap. */
export type GapDecision = Decision & { readonly gap: string }

export interface Writing {
  readonly tickets: Store
  readonly decisions: readonly GapDecision[]
  readonly library: Library
  /** Where the files go; absolute. */
  readonly folder: string
  /** The content folder, absolute, or its address on a host of repositories: where links to articles lead. */
  readonly content: string
  /** All when absent. */
  readonly formats?: readonly Format[] | undefined
}

/** Form → its file and its writer. JSON last: who finds it finds a whole report. */
const forms = {
  html: ['index.html', htmlReport],
  csv: ['report.csv', csvReport],
  md: ['report.md', markdownReport],
  json: ['report.json', jsonReport],
} as const satisfies Record<
  string,
  readonly [file: string, write: (report: GapReport, place: MarkdownPlace) => string]
>
export type Format = keyof typeof forms
export const formats = Object.keys(forms) as Format[]

export function fileOf(format: Format): string {
  return forms[format][0]
}

/** Writes the report of the newest run. Nothing was mined yet: undefined. */
export async function writeReport({
  tickets: store,
  decisions,
  library,
  folder,
  content,
  formats: wanted = formats,
}: Writing): Promise<GapReport | undefined> {
  const [run] = await store.db.select().from(runs).orderBy(desc(runs.id)).limit(1)
  if (!run) return undefined
  const found = await store.db.select().from(gaps).where(eq(gaps.run, run.id)).orderBy(gaps.rank)
  const counted = isNull(tickets.mergedInto)
  const [all] = await store.db
    .select({ n: countOf(), first: min(tickets.createdAt), last: max(tickets.createdAt) })
    .from(tickets)
    .where(counted)
  const { site, segments, categories } = library
  const [fallback] = site.locales
  const report = gapReport({
    name: site.name,
    brand: site.brand,
    asOf: run.asOf,
    since: all?.first?.slice(0, 10) ?? run.asOf,
    tickets: all?.n ?? 0,
    locales: site.locales,
    segments: Object.fromEntries(segments.map(({ id, label }) => [id, say(label, 'en', fallback)])),
    categories: Object.fromEntries(categories.map(({ id, label }) => [id, say(label, 'en', fallback)])),
    matrix: coverageMatrix(library),
    settings: run.settings,
    changes: run.changes,
    terms: run.terms,
    words: run.words,
    leftOut: run.leftOut,
    gaps: found,
    addresses: await addressesOf(
      store,
      found.flatMap(({ samples }) => samples.map(({ ticket }) => ticket)),
    ),
    states: statesOf(found, {
      decisions: await restated(store, decisions),
      library,
      followed: await followedGaps(store),
      today: run.asOf,
    }),
  })
  const files = new Map(
    library.articles.map(({ locale, id, file }) => [`${locale}/${id}`, file.slice('articles/'.length)]),
  )
  for (const format of formats.filter((one) => wanted.includes(one))) {
    const [name, write] = forms[format]
    put(join(folder, name), write(report, { articles: articlesFrom(folder, content), files }))
  }
  return report
}

/** The report's file or folder is not one that can be written. */
export class CannotWrite extends OperatorError {
  override readonly name = 'CannotWrite'
}

/** Written beside and moved, so that nobody ever opens half a report. */
function put(path: string, text: string): void {
  const beside = `${path}.new`
  try {
    mkdirSync(dirname(path), { recursive: true })
    try {
      writeFileSync(beside, text)
      renameSync(beside, path)
    } catch (error) {
      // A full disk keeps the beginning of it.
      rmSync(beside, { force: true })
      throw error
    }
  } catch (error) {
    throw new CannotWrite(
      `The report cannot be written to "${path}": ${systemWords(error as NodeJS.ErrnoException)}`,
    )
  }
}

/** The way from one folder to the content's articles, as links are written: also where names have spaces or brackets. */
export function articlesFrom(folder: string, content: string): string {
  if (URL.canParse(content) && /^https?:/.test(content)) return `${content.replace(/\/+$/, '')}/articles/`
  const way = relative(folder, join(content, 'articles')).split(sep)
  return `${way.map((part) => encodeURIComponent(part).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))).join('/')}/`
}

function statesOf(
  found: readonly { id: string; volume: number }[],
  {
    decisions,
    library,
    followed,
    today,
  }: Pick<Writing, 'decisions' | 'library'> & {
    followed: Awaited<ReturnType<typeof followedGaps>>
    today: string
  },
) {
  return new Map(
    found.map(({ id, volume }) => {
      const own = decisions.filter(({ gap }) => gap === id)
      const effect = effectOf(followed.get(id))
      const draft = library.drafts.some(({ answers }) => answers === id)
      return [id, gapState({ gap: id, decisions: own, library, draft, today, volume, effect })] as const
    }),
  )
}
