import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { duckdbEngine } from '#scripts/counting/duckdb.ts'
import { nodeEngine } from '#scripts/counting/node.ts'
import { ticketFiles } from '#scripts/counting/ticket-source.ts'
import { formats } from '#scripts/counting/written.ts'

/**
 * Counts many tickets with both engines, each in a process of its own: time, memory, and whether the bytes are the
 * same. Tickets are BANKING77's questions again and again, over a year, each customer in one of five segments.
 *
 * `npm run bench:count [-- TICKETS]`, default 1,000,000; needs half a gigabyte of temporary disk for a million.
 */
const engines = { node: nodeEngine, duckdb: duckdbEngine } as const
const [what = '1000000', file] = process.argv.slice(2)
if (file) await measure(what as keyof typeof engines, file)
else await compare(Number(what))

async function compare(tickets: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-count-'))
  try {
    const made = join(folder, 'tickets.ndjson')
    await pipeline(Readable.from(lines(tickets)), createWriteStream(made))
    console.log(`${tickets.toLocaleString('en-GB')} tickets`)
    for (const engine of Object.keys(engines))
      spawnSync(process.execPath, [import.meta.filename, engine, made], { stdio: 'inherit' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measure(name: keyof typeof engines, made: string): Promise<void> {
  const begun = performance.now()
  const hash = createHash('sha256')
  let counts = 0
  for await (const batch of engines[name]().count(ticketFiles([made]))) {
    counts += batch.length
    hash.update(batch.map(formats.ndjson.row).join(''))
  }
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  console.log(
    [
      name.padEnd(6),
      `${((performance.now() - begun) / 1000).toFixed(0)} s`,
      `${((userCPUTime + systemCPUTime) / 1e6).toFixed(0)} s of processor`,
      `${Math.round(maxRSS / 1024)} MB`,
      `${counts.toLocaleString('en-GB')} counts`,
      `sha256 ${hash.digest('hex').slice(0, 16)}`,
    ].join('  '),
  )
}

function* lines(tickets: number): Generator<string> {
  const source = join(import.meta.dirname, '..', '..', 'content', 'marlin', 'tickets', 'banking77.jsonl')
  const texts = readFileSync(source, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text)
  const begin = Date.parse('2025-11-17T00:00:00Z')
  const year = 364 * 86_400_000
  for (let at = 0; at < tickets; at++) {
    const created = new Date(begin + Math.floor((at / tickets) * year)).toISOString()
    // 7,919 is a prime: neighbours in time ask different things.
    const body = texts[(at * 7919) % texts.length]
    const segments = [`segment ${(at * 31) % 5}`]
    yield `${JSON.stringify({ id: `t:${String(at).padStart(9, '0')}`, body, lang: 'en', created_at: created, segments })}\n`
  }
}
