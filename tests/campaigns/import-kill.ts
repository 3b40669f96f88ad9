import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { writeMadeExport } from '#tests/support/made-export.ts'

/**
 * Kills imports with SIGKILL at random moments, starts them again until they are through, and compares what is stored
 * with what an import that nobody disturbed stores: every table, the account of the rows, and the rejects.
 *
 * `node tests/campaigns/import-kill.ts [KILLS]`, default 10.
 */
export interface Outcome {
  readonly kills: number
  /** Imports that came to their end after being killed, and those that ended as they should. */
  readonly ended: number
  readonly equal: number
  readonly intact: number
}

const script = join(import.meta.dirname, '..', '..', 'scripts', 'import.ts')
/** An export that takes some seconds: long enough to be hit, in bytes. */
const bytes = 3_000_000

export async function importKill(kills: number, onKill: (so: Outcome) => void = () => {}): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-import-kill-'))
  const so = { kills: 0, ended: 0, equal: 0, intact: 0 }
  try {
    mkdirSync(join(folder, 'content', 'articles', 'en', 'cards'), { recursive: true })
    writeFileSync(
      join(folder, 'content', 'articles', 'en', 'cards', 'freeze.mdx'),
      '---\ntitle: Freeze a card\n---\n\nPress **Freeze**.\n',
    )
    // The keys of customers must be the same in every run.
    const secret = createHash('sha256').update('campaign').digest('base64')
    for (const form of ['ndjson', 'csv'] as const) {
      const file = join(folder, `export.${form}`)
      writeMadeExport(file, { form, bytes, mixed: true })
      const campaign = { folder, file, source: form === 'csv' ? 'generic' : 'zendesk', secret }
      const began = performance.now()
      await ended(start(campaign, `whole-${form}`))
      const usual = performance.now() - began
      const expected = result(folder, `whole-${form}`)
      while (so.kills < (form === 'csv' ? kills : kills / 2)) {
        rmSync(join(folder, 'killed'), { recursive: true, force: true })
        for (let over = false; !over; ) {
          const child = start(campaign, 'killed')
          const timer = setTimeout(() => child.kill('SIGKILL'), moment(so.kills, usual))
          const killed = (await ended(child)) === null
          clearTimeout(timer)
          so.kills += Number(killed)
          // Killed when all was stored, it is through: begun again, it would find every row unchanged.
          over = !killed || through(folder, 'killed')
          if (killed) onKill(so)
          // Enough: the last one may come to its end.
          if (so.kills >= kills && !over) {
            await ended(start(campaign, 'killed'))
            over = true
          }
        }
        const { tables, intact } = result(folder, 'killed')
        so.ended++
        so.equal += Number(tables === expected.tables)
        so.intact += Number(intact)
      }
    }
    return so
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Somewhere in the first nine tenths of what an import takes; different for every kill, the same in every campaign. */
function moment(at: number, usual: number): number {
  const share = createHash('sha256').update(`moment ${at}`).digest().readUInt16LE() / 65_536
  return 200 + share * 0.9 * usual
}

interface Campaign {
  readonly folder: string
  readonly file: string
  readonly source: string
  readonly secret: string
}

function start({ folder, file, source, secret }: Campaign, data: string): ChildProcess {
  const env = {
    PATH: process.env['PATH'],
    KINDRED_CONTENT: join(folder, 'content'),
    KINDRED_DATA: join(folder, data),
    KINDRED_SECRET: secret,
  }
  return spawn(process.execPath, [script, file, '--source', source], { env, stdio: 'ignore' })
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve))
}

function through(folder: string, data: string): boolean {
  const file = join(folder, data, 'tickets.db')
  if (!existsSync(file)) return false
  const db = new DatabaseSync(file)
  try {
    const made = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'imports'").get()
    return made !== undefined && db.prepare('SELECT 1 FROM imports WHERE finished_at > 0').get() !== undefined
  } finally {
    db.close()
  }
}

/** Everything an import leaves behind, as one text; without the time at which it ended. */
function result(folder: string, data: string): { tables: string; intact: boolean } {
  const db = new DatabaseSync(join(folder, data, 'tickets.db'))
  try {
    const all = (query: string) => db.prepare(query).all()
    const tickets = all('SELECT * FROM tickets ORDER BY id')
    const imports = all('SELECT * FROM imports').map((row) => ({
      ...row,
      finished_at: row['finished_at'] !== null,
    }))
    const rejects = join(folder, data, 'rejects')
    const files = readdirSync(rejects).map((name) => [name, readFileSync(join(rejects, name), 'utf8')])
    const intact = db.prepare('PRAGMA integrity_check').get()?.['integrity_check'] === 'ok'
    return { tables: JSON.stringify({ tickets, imports, files }), intact }
  } finally {
    db.close()
  }
}

if (import.meta.main) {
  const kills = Number(process.argv[2] ?? 10)
  if (!Number.isInteger(kills) || kills < 1) {
    console.error('Usage: node tests/campaigns/import-kill.ts [KILLS]')
    process.exit(2)
  }
  const so = await importKill(kills, ({ kills: done }) => {
    if (done % 10 === 0) console.log(`${done} kills`)
  })
  console.log(
    `${so.kills} kills, ${so.ended} imports resumed to their end: ${so.equal} equal to one undisturbed, integrity ok ${so.intact}/${so.ended}`,
  )
  process.exit(so.equal === so.ended && so.intact === so.ended ? 0 : 1)
}
