import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import { openStore } from '#api/storage/store.ts'

interface Journal {
  entries: { tag: string; when: number; idx: number }[]
}

/** A copy of the migrations in which the last ones are left out, and where a broken one may follow. */
function versionOf(name: 'app' | 'tickets', count: number, broken?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-version-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(migrations[name], folder, { recursive: true })
  const file = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8')) as Journal
  const entries = journal.entries.slice(0, count)
  if (broken) {
    writeFileSync(join(folder, '9999_broken.sql'), broken)
    entries.push({ ...entries.at(-1)!, tag: '9999_broken', idx: count, when: Date.now() })
  }
  writeFileSync(file, JSON.stringify({ ...journal, entries }))
  return folder
}

const countOf = (name: 'app' | 'tickets') =>
  (JSON.parse(readFileSync(join(migrations[name], 'meta', '_journal.json'), 'utf8')) as Journal).entries
    .length

/** The whole database as text: its schema and its rows. */
function dump(file: string): string {
  const db = new DatabaseSync(file, { readOnly: true })
  const tables = db.prepare('SELECT name, sql FROM sqlite_master ORDER BY name').all()
  const rows = tables
    .filter(({ sql }) => /^CREATE TABLE/i.test(String(sql)))
    .map(({ name }) => [name, db.prepare(`SELECT * FROM "${String(name)}"`).all()])
    .filter(([name]) => name !== 'heartbeat')
  db.close()
  return JSON.stringify([tables, rows])
}

/** A database as version `count` left it, with a row in its oldest table. */
async function asOf(name: 'app' | 'tickets', count: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-migrate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, `${name}.db`)
  const store = await openStore({ file, migrations: versionOf(name, count), writer: true })
  await store.close()
  const db = new DatabaseSync(file)
  if (name === 'app')
    db.exec(`INSERT INTO votes (visitor, article, locale, helpful, comment, segments, created_at, updated_at)
      VALUES ('v', 'a/b', 'en', 1, 'said', '[]', 1, 1)`)
  else
    db.exec(`INSERT INTO tickets (id, source, account, external_id, created_at, updated_at, subject, body, tags, traits, digest)
      VALUES ('t', 'x', '', '1', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 's', 'b', '[]', '{}', 'd')`)
  db.close()
  return file
}

const earlier = (['app', 'tickets'] as const).flatMap((name) =>
  Array.from({ length: countOf(name) }, (_, at) => [name, at + 1] as const),
)

test.each(earlier)('%s.db of version %i is brought forward and keeps its rows', async (name, count) => {
  const file = await asOf(name, count)
  const store = await openStore({ file, migrations: migrations[name], writer: true })
  await store.close()
  const db = new DatabaseSync(file, { readOnly: true })
  const [row] = db.prepare(`SELECT * FROM ${name === 'app' ? 'votes' : 'tickets'}`).all()
  const applied = db.prepare('SELECT count(*) AS n FROM __drizzle_migrations').get()
  db.close()
  expect(row).toMatchObject(name === 'app' ? { visitor: 'v', comment: 'said' } : { id: 't', body: 'b' })
  expect(applied?.['n']).toBe(countOf(name))
})

test.each(['app', 'tickets'] as const)(
  'a migration of %s.db that fails half way changes nothing, and the old version goes on',
  async (name) => {
    const file = await asOf(name, countOf(name))
    const before = dump(file)
    const broken = `ALTER TABLE ${name === 'app' ? 'votes' : 'tickets'} ADD COLUMN half text;--> statement-breakpoint\nINSERT INTO nowhere VALUES (1);`
    const failing = versionOf(name, countOf(name), broken)
    await expect(openStore({ file, migrations: failing, writer: true })).rejects.toThrow(/nowhere/)
    expect(dump(file)).toBe(before)
    const store = await openStore({ file, migrations: migrations[name], writer: true })
    await store.close()
    expect(dump(file)).toBe(before)
  },
)

test('every migration is in the journal, so that none is forgotten', () => {
  for (const folder of Object.values(migrations)) {
    const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
    const { entries } = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal
    expect(entries.map(({ tag }) => `${tag}.sql`).sort()).toEqual(files.sort())
  }
})

test('tickets of an earlier version are brought forward by whoever only reads them', async () => {
  const file = await asOf('tickets', 1)
  const store = await openStore({ file, migrations: migrations.tickets, writer: false })
  onTestFinished(() => store.close())
  const [row] = await store.db.all<{ n: number }>('SELECT count(*) AS n FROM __drizzle_migrations')
  expect(row?.n).toBe(countOf('tickets'))
  expect(await store.db.all('SELECT subject FROM tickets')).toEqual([{ subject: 's' }])
})
