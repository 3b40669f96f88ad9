import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrations } from '#api/settings/folders.ts'
import { openStore } from '#api/storage/store.ts'
import { imports, type TicketRow, tickets } from '#api/storage/tickets-schema.ts'
import type { Trait } from '#content/model/trait.ts'
import { accept } from '#scripts/import/accept.ts'
import { isReject, type Source } from '#scripts/import/desks/source.ts'
import { readRecords } from '#scripts/import/files/records.ts'
import { type Taken, take } from '#scripts/import/ingest.ts'

export interface Reject {
  row: number
  byte: number
  column: string | null
  reason: string
}

export interface Imported {
  readonly taken: Taken
  readonly rows: TicketRow[]
  readonly rejects: Reject[]
}

const traits: readonly Trait[] = [{ id: 'plan', type: 'string', signed: true }]

/** Where files are held in memory, on Linux: for what is tried thousands of times and is not about the disk. */
export const inMemory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** A store of its own into which files are imported, each time from nothing unless `keep` says otherwise. */
export async function importer(place = tmpdir()) {
  const folder = mkdtempSync(join(place, 'kindred-sources-'))
  const rejects = join(folder, 'rejects')
  const store = await openStore({
    file: join(folder, 'tickets.db'),
    migrations: migrations.tickets,
    writer: true,
  })
  let files = 0
  return {
    async run(source: Source, content: string | Uint8Array, { keep = false } = {}): Promise<Imported> {
      if (!keep) {
        await store.write([store.db.delete(tickets), store.db.delete(imports)])
        rmSync(rejects, { recursive: true, force: true })
      }
      const file = join(folder, `export-${files++}`)
      writeFileSync(file, content)
      try {
        const where = { store, source, file, encoding: 'utf-8', rejects, now: () => 1 }
        const taken = await take({
          ...where,
          secret: new Uint8Array(32),
          traits,
          locales: ['en', 'tr', 'pl'],
        })
        const rows = await store.db.select().from(tickets).orderBy(tickets.id)
        return { taken, rows, rejects: read(taken.rejectsFile) }
      } finally {
        rmSync(file)
      }
    },
    /** What each record would become, without a store: fast. */
    async look(source: Source, content: string | Uint8Array): Promise<object[]> {
      const file = join(folder, `export-${files++}`)
      writeFileSync(file, content)
      const accepting = {
        source: source.name,
        secret: new Uint8Array(32),
        traits,
        locales: ['en', 'tr', 'pl'],
      }
      const outcomes: object[] = []
      try {
        for await (const { value } of readRecords({ file, lists: source.lists, encoding: 'utf-8' })) {
          const raw = isReject(value) ? value : source.ticket(value)
          outcomes.push(isReject(raw) ? raw : accept(raw, accepting))
        }
        return outcomes
      } finally {
        rmSync(file)
      }
    },
    async close() {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

function read(file: string | undefined): Reject[] {
  if (file === undefined) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Reject]))
}
