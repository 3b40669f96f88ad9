import { existsSync, readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { nearest } from '#content/library/issue.ts'
import { parseYaml } from '#content/library/yaml-file.ts'
import { isZone } from '#content/model/local-time.ts'
import { type DateOrder, dateOrders } from './dates.ts'
import { sources } from './desks/index.ts'
import type { Source } from './desks/source.ts'
import { encodingNamed } from './files/encoding.ts'
import { generic } from './generic/generic.ts'
import { type Decimal, decimals, type Mapping } from './generic/mapping.ts'

export const usage = `Usage: npm run import -- FILE --source NAME

Reads a help desk's export into tickets.db. Personal data is taken out before anything is stored.
An interrupted import goes on where it stopped when the same command is run again.

  --source NAME        ${[...sources.map(({ name }) => name)].join(', ')}
  --dry-run            show what is read from which column, and three tickets as they would be stored; store nothing
  --account HOST       which help desk, when the export does not say (two of a kind may use the same numbers)

How the file is written, where the file does not show it:
  --encoding NAME      utf-16le, utf-16be, windows-1250 … 1258, iso-8859-1 … 16
  --dates ORDER        dmy, mdy or ymd: how dates of three numbers are meant
  --zone ZONE          Europe/Istanbul: where the clocks stand of times without a zone; UTC otherwise
  --sheet NAME         of a workbook; its first otherwise
  --header N           the row that names the columns, where lines of a report stand above; found otherwise
  --date YYYY-MM-DD    the day of tickets that have none; --no-dates: the day the file was last changed

  --only-known-languages   refuse tickets in languages whose names and telephone numbers redaction does not know

For --source generic, which reads any CSV, JSON, NDJSON or XLSX by the names of its columns:
  --map FIELD=COLUMN   --map subject="Ticket name"; again for more fields, or for traits: --map plan="Account plan"
  --mapping FILE.yaml  the same and all options above in a file
  --list KEY           where the list of tickets is in a JSON document, as "data.items"
  --decimal SIGN       comma or point: what stands before decimals
  --best-rating N      best of the ratings, where they are numbers: 5
  --no-ids             the export has no ids: the same words of the same customer at the same time are one ticket

Exit code: 0 done, 1 failed, 2 wrong usage or a question to answer, 3 done and some rows were rejected,
130 stopped by Ctrl-C.`

/** What was asked for on the command line and in the mapping file. */
export interface Asked {
  readonly file: string
  readonly source: Source
  readonly dryRun: boolean
  readonly account: string | undefined
  readonly encoding: string
  readonly dates: DateOrder | undefined
  readonly zone: string | undefined
  readonly sheet: string | undefined
  /** Columns by field or trait. */
  readonly map: Readonly<Record<string, string>>
  readonly list: string | undefined
  readonly decimal: Decimal | undefined
  readonly bestRating: number | undefined
  readonly withoutIds: boolean
  /** Day of tickets without one. */
  readonly date: string | undefined
  readonly onlyKnownLanguages: boolean
  /** Columns by field, where a mapping was made: so that a fault names the user's own. */
  readonly columns?: Mapping['columns'] | undefined
  /** Row of the columns' names, from 1. */
  readonly header: number | undefined
}

/** What was asked for; or the text that answers instead, and whether it is a complaint. */
export function readOptions(args: readonly string[]): Asked | { say: string; wrong: boolean } {
  const wrong = (say: string) => ({ say, wrong: true })
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse([...args])
  } catch (error) {
    return wrong(`${(error as Error).message}\n\n${usage}`)
  }
  const { values, positionals } = parsed
  if (values.help) return { say: usage, wrong: false }
  const [file] = positionals
  if (file === undefined || positionals.length > 1) return wrong(usage)
  if (!existsSync(file)) return wrong(`There is no file "${file}".`)
  if (!statSync(file).isFile()) return wrong(`"${file}" is not a file.`)

  const written = values.mapping === undefined ? {} : readMapping(values.mapping)
  if (typeof written === 'string') return wrong(written)
  const map = readMap(values.map)
  if (typeof map === 'string') return wrong(map)
  const isMapped = values.mapping !== undefined || values.map.length > 0
  const name = values.source ?? (isMapped ? generic.name : sources[0]!.name)
  const source = sources.find((one) => one.name === name)
  if (source === undefined) {
    const names = sources.map((one) => one.name)
    return wrong(
      `There is no source called "${name}". Did you mean "${nearest(name, names) ?? generic.name}"?`,
    )
  }
  if (isMapped && source.name !== generic.name)
    return wrong(`--map and --mapping are for --source generic; ${source.label} has columns of its own.`)

  const asked = {
    ...written,
    ...definedOf({ dates: values.dates, zone: values.zone, decimal: values.decimal, sheet: values.sheet }),
    ...definedOf({ encoding: values.encoding, list: values.list, account: values.account }),
    ...(values['best-rating'] === undefined ? {} : { best_rating: Number(values['best-rating']) }),
    ...(values.header === undefined ? {} : { header: Number(values.header) }),
    ...(values.date === undefined ? {} : { date: values.date }),
    ...(values['no-ids'] ? { ids: false as const } : {}),
  }
  const checked = options.safeParse(asked)
  if (!checked.success) return wrong(complaint(checked.error))
  const { dates, zone, decimal, sheet, encoding = 'utf-8', list, account } = checked.data
  return {
    ...{ file, source, dryRun: values['dry-run'], account, dates, zone, sheet, list, decimal },
    encoding: encodingNamed(encoding)!,
    map: { ...written.fields, ...written.traits, ...map },
    bestRating: checked.data.best_rating,
    withoutIds: checked.data.ids === false,
    date: checked.data.date ?? (values['no-dates'] ? changedOn(file) : undefined),
    onlyKnownLanguages: values['only-known-languages'],
    header: checked.data.header,
  }
}

function parse(args: string[]) {
  const text = { type: 'string' } as const
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...{ source: text, encoding: text, account: text, dates: text, zone: text, sheet: text },
      ...{ mapping: text, list: text, decimal: text, 'best-rating': text },
      map: { type: 'string', multiple: true, default: [] },
      ...{ date: text, header: text },
      'no-dates': { type: 'boolean', default: false },
      'only-known-languages': { type: 'boolean', default: false },
      'no-ids': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
}

/** A mapping file, `--mapping FILE.yaml`. Column names stand as in the file. */
const options = z.strictObject({
  /** Columns by field, see header-names.ts. */
  fields: z.record(z.string(), z.string()).optional(),
  /** Columns by trait. */
  traits: z.record(z.string(), z.string()).optional(),
  dates: z.enum(dateOrders, 'dmy, mdy or ymd').optional(),
  zone: z.string().refine(isZone, 'the name of a time zone, as Europe/Istanbul').optional(),
  decimal: z.enum(decimals, 'comma or point').optional(),
  encoding: z
    .string()
    .refine(
      (name) => encodingNamed(name) !== undefined,
      'one of utf-8, utf-16le, utf-16be, windows-1250 … 1258, iso-8859-1 … 16',
    )
    .optional(),
  sheet: z.string().optional(),
  /** Day of tickets that have none. */
  date: z.iso.date('a day as 2026-11-01').optional(),
  /** The row that names the columns. */
  header: z.int('a number of a row').min(1).max(1000).optional(),
  list: z.string().optional(),
  account: z.string().max(200).optional(),
  /** Best of the ratings, where they are numbers. */
  best_rating: z.number('a number').min(1).max(1000).optional(),
  /** False: the export has none. */
  ids: z.boolean().optional(),
})
type Written = z.infer<typeof options>

function complaint(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => `--${path.join('.').replace('_', '-')} is not understood: give ${message}.`)
    .join('\n')
}

function readMapping(file: string): Written | string {
  if (!existsSync(file)) return `There is no mapping file "${file}".`
  const yaml = parseYaml(file, readFileSync(file, 'utf8'))
  const [broken] = yaml.issues
  if (broken) return `${file}:${broken.line}: ${broken.message} ${broken.hint ?? ''}`
  const checked = options.safeParse(yaml.value ?? {})
  if (checked.success) return checked.data
  return checked.error.issues
    .map(({ path, message }) => `${file}:${yaml.lineOf(path)}: ${path.join('.')} ${message}`)
    .join('\n')
}

function changedOn(file: string): string {
  return statSync(file).mtime.toISOString().slice(0, 10)
}

function readMap(given: readonly string[]): Record<string, string> | string {
  const map: Record<string, string> = Object.create(null)
  for (const one of given) {
    const [, field, column] = /^\s*([\w.]+)\s*=\s*(.+?)\s*$/.exec(one) ?? []
    if (field === undefined || column === undefined)
      return `--map ${one}: write FIELD=COLUMN, as --map subject="Ticket name".`
    map[field] = column
  }
  return map
}

function definedOf(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
