import { basename, join, relative } from 'node:path'
import { sql } from 'drizzle-orm'
import { folders, migrations } from '#api/settings/folders.ts'
import { publicOrigin } from '#api/settings/origin.ts'
import { readSecrets, WrongSetting } from '#api/settings/secrets.ts'
import { claimData } from '#api/storage/data-owner.ts'
import { Busy, CannotOpen } from '#api/storage/faults.ts'
import { openStore, type Store } from '#api/storage/store.ts'
import { tickets } from '#api/storage/tickets-schema.ts'
import { grouped, languageName } from '#content/language/formats.ts'
import { MissingContent, readTerms, type Terms } from '#content/library/read-folder.ts'
import { isKnownLanguage, redact } from '#content/redaction/redact.ts'
import { dryRun } from './dry-run.ts'
import { Unreadable } from './files/records.ts'
import { generic, genericWith } from './generic/generic.ts'
import { type Survey, survey } from './generic/infer.ts'
import { type Taken, take } from './ingest.ts'
import { otherSource } from './likelier-source.ts'
import { type Asked, readOptions } from './options.ts'
import { progress } from './progress.ts'
import { reasonsIn, summary } from './reasons.ts'

/** Reads the export that the arguments name, and returns the exit code. */
export async function importExport(args: readonly string[]): Promise<number> {
  const asked = readOptions(args)
  if ('say' in asked) {
    if (asked.wrong) console.error(asked.say)
    else console.log(asked.say)
    return asked.wrong ? 2 : 0
  }
  try {
    const terms = await readTerms(folders().content)
    const surveyed = asked.source === generic ? await surveyOf(asked, terms) : undefined
    const settled = surveyed === undefined ? asked : settle(asked, surveyed)
    if (asked.dryRun) return await dryRun(settled, terms, surveyed)
    if (surveyed !== undefined && surveyed.questions.length > 0) {
      // Where the first row is no header, the names of columns are data.
      for (const question of surveyed.questions) console.error(`${basename(asked.file)}: ${redact(question)}`)
      console.error('Nothing was stored. --dry-run shows the columns and what was made of them.')
      return 2
    }
    return await run(settled, terms, JSON.stringify(surveyed?.mapping))
  } catch (error) {
    const said = inWords(error)
    if (said === undefined) throw error
    console.error(`${basename(asked.file)}: ${said}`)
    return 1
  }
}

/** What a person can do something about, in words; undefined for a mistake of ours. */
function inWords(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const ours = [Unreadable, CannotOpen, Busy, MissingContent, WrongSetting]
  if (ours.some((kind) => error instanceof kind)) return error.message
  const text = `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message} ${error.cause ?? ''}`
  if (/ENOSPC|SQLITE_FULL|disk is full/.test(text))
    return 'The disk is full. What was read so far is kept; free some space and run the same command again.'
  if (/EACCES|EPERM|SQLITE_READONLY/.test(text)) return `It may not be read or written: ${error.message}.`
  if (/EIO|SQLITE_IOERR/.test(text)) return 'The disk reports an error. Run the same command again.'
  return undefined
}

function surveyOf(asked: Asked, { traits }: Terms): Promise<Survey> {
  const { map, withoutIds, dates, decimal, bestRating, header, date } = asked
  const lists = genericWith({ columns: {}, traits: {} }, listsOf(asked)).lists
  const { file, encoding, sheet } = asked
  const reading = { file, encoding, sheet, lists, header }
  return survey({
    reading,
    traits,
    given: map,
    withoutIds,
    withoutDates: date !== undefined,
    dates,
    decimal,
    bestRating,
  })
}

function listsOf({ list }: Asked): string[] {
  return list === undefined ? [] : [list]
}

/** With what the file itself tells. */
function settle(asked: Asked, { mapping, dates }: Survey): Asked {
  return { ...asked, source: genericWith(mapping, listsOf(asked)), dates, columns: mapping.columns }
}

async function run(asked: Asked, terms: Terms, manner: string | undefined): Promise<number> {
  const { content, data, ticketsDb, secrets } = folders()
  await claimData({ content, data })
  const { file, source, account, encoding, sheet, dates, zone, date, header, onlyKnownLanguages } = asked
  const { secret } = readSecrets(secrets)
  const store = await openStore({ file: ticketsDb, migrations: migrations.tickets, writer: true })
  const stop = new AbortController()
  const onStop = () => stop.abort()
  process.once('SIGINT', onStop)
  process.once('SIGTERM', onStop)
  const bar = progress(basename(file))
  try {
    const taken = await take({
      ...{ store, source, file, account, encoding, sheet, dates, zone, date, header, manner, secret },
      onlyKnownLanguages,
      ...{ ...terms, site: publicOrigin() },
      ...{ rejects: join(data, 'rejects'), now: Date.now, signal: stop.signal },
      onProgress: ({ read }, bytes, size) => bar.update(read, size === 0 ? undefined : bytes / size),
    })
    bar.stop()
    const exit = await report(taken, asked)
    await warnOfLanguages(store)
    return exit
  } finally {
    bar.stop()
    process.off('SIGINT', onStop)
    process.off('SIGTERM', onStop)
    await store.close()
  }
}

async function report(taken: Taken, asked: Asked): Promise<number> {
  const { file } = asked
  const { read, inserted, updated, unchanged, merged, rejected } = taken
  const parts = Object.entries({ inserted, updated, unchanged, merged, rejected })
  const sum = parts.map(([what, n]) => `${grouped(n)} ${what}`).join(' + ')
  console.log(`${basename(file)}: ${grouped(read)} read = ${sum}`)
  if (taken.rejectsFile) {
    for (const line of summary(await reasonsIn(taken.rejectsFile), asked)) console.log(line)
  }
  if (taken.rejectsFile) console.log(`Why rows were rejected: ${relative(process.cwd(), taken.rejectsFile)}`)
  if (!taken.finished) {
    console.log('Stopped before the end. Run the same command again to go on.')
    return 130
  }
  if (read > 0 && rejected === read) {
    console.error(`Nothing could be read as ${asked.source.label}.`)
    const other = await otherSource(asked)
    if (other !== undefined) console.error(other)
    return 1
  }
  return rejected > 0 ? 3 : 0
}

/** Tickets whose names and telephone numbers nobody looked for: said at every import, until they are gone. */
async function warnOfLanguages(store: Store): Promise<void> {
  const rows = await store.db
    .select({ language: tickets.language, count: sql<number>`count(*)` })
    .from(tickets)
    .groupBy(tickets.language)
  const unknown = rows.filter(({ language }) => language !== null && !isKnownLanguage(language))
  if (unknown.length === 0) return
  const listed = unknown
    .toSorted((a, b) => b.count - a.count)
    .map((one) => `${languageName(one.language!, 'en')} ${grouped(one.count)}`)
  console.error(
    `Look out: some stored tickets are in languages whose names, addresses and most telephone numbers are not recognised: ${listed.join(', ')}. They may hold personal data. --only-known-languages refuses them; content/redaction/README.md says what is covered.`,
  )
}
