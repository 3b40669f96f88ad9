/**
 * `npm run bench:import -- [--bytes 1000000000] [--form ndjson,csv]`: how many rows a second an import takes, and how
 * much memory and whether that grows with the rows, on exports that are made in the system's temporary folder and deleted
 * afterwards. Beside it, in the same run, a bare reader that only calls JSON.parse (or splits at commas): what any import
 * costs at least.
 */
import { spawn } from 'node:child_process'
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { writeMadeExport } from '#tests/support/made-export.ts'
import { mean } from './gap-table.ts'

const { values } = parseArgs({
  options: {
    bytes: { type: 'string', default: '1000000000' },
    form: { type: 'string', default: 'ndjson,csv' },
  },
})
/** Clock ticks of /proc a second, on every Linux. */
const ticks = 100
/** Where the system does not tell, a question mark. */
const whole = (figure: number) => (Number.isFinite(figure) && figure > 0 ? Math.round(figure) : '?')
const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-import-'))
process.once('SIGINT', () => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(130)
})
try {
  mkdirSync(join(folder, 'content', 'articles', 'en', 'cards'), { recursive: true })
  writeFileSync(
    join(folder, 'content', 'articles', 'en', 'cards', 'freeze.mdx'),
    '---\ntitle: Freeze a card\n---\n\nPress **Freeze**.\n',
  )
  const table = []
  for (const form of values.form.split(',') as ('ndjson' | 'csv')[]) {
    const file = join(folder, `export.${form}`)
    const rows = writeMadeExport(file, { form, bytes: Number(values.bytes) })
    const bare = await bareReader(file, form)
    const { seconds, cpu, peak, early, late, said } = await run(file, form)
    console.log(said)
    table.push({
      form,
      MB: Math.round(Number(values.bytes) / 1e6),
      rows,
      seconds: Math.round(seconds),
      'rows/s': Math.round(rows / seconds),
      'cpu s': whole(cpu),
      'rows/cpu s': whole(rows / cpu),
      'peak MB': whole(peak),
      'MB, 2nd tenth': whole(early),
      'MB, last tenth': whole(late),
      'bare rows/s': Math.round(rows / bare),
      'times bare': Math.round(seconds / bare),
    })
    rmSync(join(folder, 'data'), { recursive: true, force: true })
    rmSync(file)
  }
  console.table(table)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Seconds. */
async function bareReader(file: string, form: string): Promise<number> {
  const from = performance.now()
  let signs = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    signs += form === 'csv' ? line.split(',').length : Object.keys(JSON.parse(line) as object).length
  }
  if (signs === 0) throw new Error('nothing was read')
  return (performance.now() - from) / 1000
}

interface Run {
  readonly seconds: number
  /** Processor time, in seconds: what is left to compare on a busy machine. */
  readonly cpu: number
  /** Most memory held at any time, in MB. */
  readonly peak: number
  /** Means over the second and the last tenth of the time, in MB. */
  readonly early: number
  readonly late: number
  readonly said: string
}

/** An import in a process of its own; its memory and time are what the system saw. */
function run(file: string, form: string): Promise<Run> {
  const env = {
    PATH: process.env['PATH'],
    KINDRED_CONTENT: join(folder, 'content'),
    KINDRED_DATA: join(folder, 'data'),
  }
  const source = form === 'csv' ? 'generic' : 'zendesk'
  const args = [join(root, 'scripts', 'import.ts'), file, '--source', source]
  const from = performance.now()
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  let [peak, cpu] = [0, 0]
  const held: number[] = []
  const look = setInterval(() => {
    const seen = seenOf(child.pid)
    if (seen === undefined) return
    peak = Math.max(peak, seen.peak)
    cpu = seen.cpu
    held.push(seen.held)
  }, 250)
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      clearInterval(look)
      if (code !== 0) return reject(new Error(`The import ended with ${code}. ${said}`))
      const tenth = Math.ceil(held.length / 10)
      const [early, late] = [mean(held.slice(tenth, 2 * tenth)), mean(held.slice(-tenth))]
      resolve({ seconds: (performance.now() - from) / 1000, cpu, peak, early, late, said: said.trim() })
    })
  })
}

/** Memory in MB, most ever and now, and processor time in s; undefined where the system does not tell (any but Linux). */
function seenOf(pid: number | undefined): { peak: number; held: number; cpu: number } | undefined {
  let status: string
  let stat: string
  try {
    status = readFileSync(`/proc/${pid}/status`, 'utf8')
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return undefined
  }
  const megabytes = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024
  // The name in brackets may have spaces; user and system time are the 12th and 13th after it.
  const after = stat.split(') ').at(-1)!.split(' ')
  const cpu = (Number(after[11]) + Number(after[12])) / ticks
  return { peak: megabytes('VmHWM'), held: megabytes('VmRSS'), cpu }
}
