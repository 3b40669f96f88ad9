/**
 * `npm run bench:import -- [--bytes 1000000000] [--form ndjson,csv]`: how many rows a second an import takes, and how
 * much memory, on exports that are made in the system's temporary folder and deleted afterwards. Beside it, in the same
 * run, a bare reader that only calls JSON.parse (or splits at commas): what any import costs at least.
 */
import { spawn } from 'node:child_process'
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { writeMadeExport } from '#tests/support/made-export.ts'

const { values } = parseArgs({
  options: {
    bytes: { type: 'string', default: '1000000000' },
    form: { type: 'string', default: 'ndjson,csv' },
  },
})
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
    const { seconds, megabytes, said } = await run(file, form)
    console.log(said)
    table.push({
      form,
      MB: Math.round(Number(values.bytes) / 1e6),
      rows,
      seconds: Math.round(seconds),
      'rows/s': Math.round(rows / seconds),
      'peak MB': Math.round(megabytes),
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

/** An import in a process of its own; the most memory it held at any time is what the system saw. */
function run(file: string, form: string): Promise<{ seconds: number; megabytes: number; said: string }> {
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
  let most = 0
  const look = setInterval(() => {
    most = Math.max(most, peakOf(child.pid))
  }, 250)
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      clearInterval(look)
      if (code !== 0) reject(new Error(`The import ended with ${code}. ${said}`))
      else resolve({ seconds: (performance.now() - from) / 1000, megabytes: most / 1024, said: said.trim() })
    })
  })
}

/** Most memory a process ever held, in kB; 0 where the system does not tell (any but Linux). */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
