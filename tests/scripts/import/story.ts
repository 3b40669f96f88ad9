import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { sources } from '#scripts/import/desks/index.ts'
import type { Source } from '#scripts/import/desks/source.ts'

/**
 * Every fixture tells one story, in the words and fields of its help desk:
 *
 * - 101, English: a card that has not arrived; solved, rated good, an agent linked an article.
 * - 102, Turkish: a card that does not work abroad; open. There twice: the later version first, then an earlier one.
 * - 103, Polish: money back; waiting, rated bad, answered only in a note that links an article.
 * - 104: merged into 101. 105: spam. 106: an automatic reply. 107: begun and written by agents alone.
 * - 108: a question whose date is none.
 */
export interface Fixture {
  readonly file: string
  readonly source: Source
  readonly bytes: Buffer
  /** Of 101, 102 and 103, in our words. */
  readonly status: readonly [string, string, string]
  readonly priority: readonly (string | null)[]
  readonly channel: readonly [string, string, string]
  /** What the format cannot tell. */
  readonly lacks: readonly ('body' | 'subject' | 'csat' | 'answers' | 'merged' | 'target' | 'agents')[]
}

type Told = Omit<Fixture, 'file' | 'source' | 'bytes'>

const solved = ['solved', 'open', 'pending'] as const
const closed = ['closed', 'open', 'pending'] as const
const usual = ['normal', 'high', 'urgent'] as const
const osticket: Told = {
  status: ['solved', 'open', 'closed'],
  priority: usual,
  channel: ['email', 'web', 'phone'],
  lacks: ['body', 'csat', 'answers', 'merged', 'agents'],
}
const view: Told = {
  status: solved,
  priority: usual,
  channel: ['email', 'web', 'chat'],
  // That it was merged, but not into which.
  lacks: ['answers', 'agents', 'target'],
}

const files: Readonly<Record<string, Told>> = {
  'zendesk.json': { ...view, lacks: [] },
  'zendesk.ndjson': { ...view, lacks: [] },
  'zendesk.csv': view,
  'zendesk.tr.csv': view,
  'zendesk.pl.csv': view,
  'freshdesk.json': { ...view, lacks: ['csat'] },
  'freshdesk.csv': { ...view, lacks: ['answers', 'merged'] },
  'intercom.json': {
    status: closed,
    priority: ['normal', 'high', 'high'],
    channel: ['email', 'chat', 'chat'],
    lacks: ['merged', 'subject'],
  },
  'help-scout.json': {
    status: closed,
    priority: [null, null, null],
    channel: ['email', 'web', 'chat'],
    lacks: ['merged'],
  },
  'groove.json': {
    status: closed,
    priority: usual,
    channel: ['email', 'chat', 'email'],
    lacks: ['csat', 'merged'],
  },
  'hubspot.json': {
    status: closed,
    priority: usual,
    channel: ['email', 'web', 'chat'],
    lacks: ['csat', 'answers', 'merged', 'agents'],
  },
  'hubspot.csv': {
    status: closed,
    priority: usual,
    channel: ['email', 'web', 'chat'],
    lacks: ['csat', 'answers', 'merged', 'agents'],
  },
  'zammad.json': {
    status: closed,
    priority: ['normal', 'high', 'high'],
    channel: ['email', 'web', 'chat'],
    lacks: ['csat'],
  },
  'osticket.csv': osticket,
  'osticket.tr.csv': osticket,
  'osticket.pl.csv': osticket,
  'osticket.de.csv': osticket,
  'osticket.es.csv': osticket,
  'osticket.fr.csv': osticket,
  'osticket.json': osticket,
  'chatwoot.json': {
    status: solved,
    priority: usual,
    channel: ['email', 'chat', 'whatsapp'],
    lacks: ['merged'],
  },
  'generic.csv': { ...view, lacks: ['answers', 'agents'] },
  'generic.json': { ...view, lacks: ['answers', 'agents'] },
  'generic.tr.csv': { ...view, lacks: ['answers', 'merged', 'agents'] },
  'generic.pl.csv': { ...view, lacks: ['answers', 'merged', 'agents'] },
  'generic.de.csv': { ...view, lacks: ['answers', 'merged', 'agents'] },
  'generic.es.csv': { ...view, lacks: ['answers', 'merged', 'agents'] },
  'generic.fr.csv': { ...view, lacks: ['answers', 'merged', 'agents'] },
  'chatwoot.csv': {
    status: solved,
    priority: usual,
    channel: ['email', 'chat', 'whatsapp'],
    lacks: ['answers', 'merged', 'agents', 'subject'],
  },
}

const folder = join(import.meta.dirname, 'fixtures')

/** Fixtures of a source; those nobody described stop the tests. */
export const fixtures: readonly Fixture[] = readdirSync(folder)
  .toSorted()
  .map((file) => {
    const told = files[file]
    const source = sources.find(({ name }) => name === file.split('.')[0])
    if (!told || !source) throw new Error(`Say in story.ts what is in fixtures/${file}.`)
    return { file, source, bytes: readFileSync(join(folder, file)), ...told }
  })

/** Personal data in the fixtures: none of it may be stored or stand among the rejects. */
export const personal =
  /emma|clark|ay[sş]e|y[ıi]lmaz|micha[lł]|wi[sś]niewsk|07911|123456|10000000146|601.?202|@|watches\.example|905321234567/i

/** The fixture's tickets, one by one, however it is written; and the same form around other tickets. */
export function unpacked({ file, source, bytes }: Fixture): {
  tickets: unknown[]
  pack(tickets: unknown[]): string
} {
  const text = bytes.toString('utf8')
  if (file.endsWith('.csv')) {
    const delimiter = [';', '\t', '|'].find((sign) => text.split('\n', 1)[0]!.includes(sign)) ?? ','
    const [header, ...rows] = parse(text, { delimiter, bom: true }) as string[][]
    const line = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)
    return {
      tickets: rows,
      pack: (some) => [header!, ...(some as string[][])].map((row) => `${line(row)}\n`).join(''),
    }
  }
  if (file.endsWith('.ndjson')) {
    const pages = text
      .trim()
      .split('\n')
      .map((page) => JSON.parse(page) as { tickets: unknown[] })
    return {
      tickets: pages.flatMap(({ tickets }) => tickets),
      pack: (some) =>
        some.map((one) => `${JSON.stringify({ tickets: [one], after_cursor: 'x' })}\n`).join(''),
    }
  }
  const whole: unknown = JSON.parse(text)
  if (Array.isArray(whole)) return { tickets: whole, pack: (some) => JSON.stringify(some) }
  const path = source.lists.find((list) => Array.isArray(at(whole, list)))!
  const around = (some: unknown[]) => {
    const copy: unknown = JSON.parse(text)
    const keys = path.split('.')
    const parent = keys.length > 1 ? at(copy, keys.slice(0, -1).join('.')) : copy
    ;(parent as Record<string, unknown>)[keys.at(-1)!] = some
    return JSON.stringify(copy)
  }
  return { tickets: at(whole, path) as unknown[], pack: around }
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], value)
}
