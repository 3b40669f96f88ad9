import { existsSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { distance } from 'fastest-levenshtein'
import { folders, migrations } from '#api/storage/folders.ts'
import { Busy, CannotOpen, openStore } from '#api/storage/open.ts'
import { readSecrets } from '#api/storage/secrets.ts'
import { MissingContent, readLibrary } from '#content/library/read.ts'
import { accept } from './sources/accept.ts'
import { sources } from './sources/index.ts'
import { progress } from './sources/progress.ts'
import { readRecords, Unreadable } from './sources/records.ts'
import { isReject, type Source } from './sources/source.ts'
import { take } from './sources/take.ts'

const usage = `Usage: npm run import -- FILE --source NAME

Reads a help desk's export into tickets.db. Personal data is taken out before anything is stored.
An interrupted import goes on where it stopped when the same command is run again.

  --source NAME     ${sources.map(({ name, label }) => `${name} (${label})`).join(', ')}
  --encoding NAME   when the file is not UTF-8: windows-1254, windows-1250, windows-1252, iso-8859-9
  --account HOST    which help desk, when the export does not say (two of a kind may use the same numbers)
  --dry-run         show three tickets as they would be stored; store nothing

Exit code: 0 done, 1 failed, 2 wrong usage, 3 done and some rows were rejected.`

/** Tickets of a dry run. */
const shown = 3

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const asked = read(args)
  if (typeof asked === 'string') {
    console.error(asked)
    return 2
  }
  if (asked.help) {
    console.log(usage)
    return 0
  }
  try {
    return asked.dryRun ? await show(asked) : await run(asked)
  } catch (error) {
    const known =
      error instanceof Unreadable ||
      error instanceof CannotOpen ||
      error instanceof Busy ||
      error instanceof MissingContent
    if (!known) throw error
    console.error(`${basename(asked.file)}: ${error.message}`)
    return 1
  }
}

interface Asked {
  help: boolean
  file: string
  source: Source
  encoding: string
  account: string | undefined
  dryRun: boolean
}

/** What was asked for, or what is wrong with it. */
function read(args: string[]): Asked | string {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return `${(error as Error).message}\n\n${usage}`
  }
  const { values, positionals } = parsed
  const name = values.source ?? sources[0]!.name
  const source = sources.find((one) => one.name === name)
  const asked = {
    help: values.help,
    file: positionals[0] ?? '',
    account: values.account,
    dryRun: values['dry-run'],
  }
  if (asked.help) return { ...asked, source: sources[0]!, encoding: 'utf-8' }
  if (positionals.length !== 1) return usage
  if (!source) {
    const near = sources.toSorted((a, b) => distance(a.name, name) - distance(b.name, name))[0]!
    return `There is no source called "${name}". Did you mean "${near.name}"?`
  }
  if (!existsSync(asked.file)) return `There is no file "${asked.file}".`
  if (!statSync(asked.file).isFile()) return `"${asked.file}" is not a file.`
  const encoding = (values.encoding ?? 'utf-8').toLowerCase()
  if (encoding !== 'utf-8' && !/^(?:windows-125\d|iso-8859-\d{1,2})$/.test(encoding)) {
    return `The encoding "${encoding}" is not one we read: utf-8, windows-1250 … windows-1258, iso-8859-1 … 16.`
  }
  return { ...asked, source, encoding }
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      source: { type: 'string' },
      encoding: { type: 'string' },
      account: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
}

async function run({ file, source, encoding, account }: Asked): Promise<number> {
  const { content, data, ticketsDb, secrets } = folders()
  const { secret } = readSecrets(secrets)
  const { library } = await readLibrary(content)
  const store = await openStore({ file: ticketsDb, migrations: migrations.tickets, writer: true })
  const stop = new AbortController()
  const onStop = () => stop.abort()
  process.once('SIGINT', onStop)
  process.once('SIGTERM', onStop)
  const bar = progress(basename(file))
  try {
    const taken = await take({
      ...{
        store,
        source,
        file,
        encoding,
        account,
        secret,
        traits: library.traits,
        locales: library.site.locales,
        signal: stop.signal,
      },
      rejects: join(data, 'rejects'),
      now: Date.now,
      onProgress: (tally, bytes, size) => bar.update(tally.read, bytes / size),
    })
    bar.stop()
    if (!taken.finished) {
      console.log(`Stopped after ${count(taken.read)} rows. Run the same command again to go on.`)
      return 130
    }
    const { read, inserted, updated, unchanged, merged, rejected } = taken
    console.log(
      `${basename(file)}: ${count(read)} read = ${count(inserted)} inserted + ${count(updated)} updated + ${count(unchanged)} unchanged + ${count(merged)} merged + ${count(rejected)} rejected`,
    )
    if (taken.rejectsFile)
      console.log(`Why rows were rejected: ${relative(process.cwd(), taken.rejectsFile)}`)
    return rejected > 0 ? 3 : 0
  } finally {
    bar.stop()
    process.off('SIGINT', onStop)
    process.off('SIGTERM', onStop)
    await store.close()
  }
}

async function show({ file, source, encoding, account }: Asked): Promise<number> {
  const { library } = await readLibrary(folders().content)
  // Keys are shown to nobody, so any secret will do.
  const secret = new Uint8Array(32)
  let good = 0
  let rejected = 0
  for await (const { value, row } of readRecords({ file, lists: source.lists, encoding })) {
    const raw = isReject(value) ? value : source.ticket(value)
    const outcome = isReject(raw)
      ? raw
      : accept(raw, {
          source: source.name,
          account,
          secret,
          traits: library.traits,
          locales: library.site.locales,
        })
    if (isReject(outcome)) {
      rejected++
      console.log(`Row ${row} would be rejected: ${outcome.reason}`)
    } else {
      good++
      const { id, createdAt, subject, body, channel, traits } = outcome
      console.log(JSON.stringify({ id, createdAt, channel, subject, body, traits }, null, 2))
    }
    if (good === shown || rejected === 20) break
  }
  return good > 0 ? 0 : 1
}

function count(n: number): string {
  return n.toLocaleString('en-GB')
}
