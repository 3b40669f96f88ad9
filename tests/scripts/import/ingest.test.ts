import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import { openStore, type Store } from '#api/storage/store.ts'
import { tickets } from '#api/storage/tickets-schema.ts'
import { zendesk } from '#scripts/import/desks/zendesk.ts'
import { take } from '#scripts/import/ingest.ts'

let folder: string
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'take-'))
  store = await open('tickets.db')
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

function open(name: string): Promise<Store> {
  return openStore({ file: join(folder, name), migrations: migrations.tickets, writer: true })
}

function line(id: number, change: object = {}): string {
  const fields = {
    id,
    created_at: '2026-11-01T10:00:00Z',
    updated_at: '2026-11-01T10:00:00Z',
    description: `question ${id}`,
  }
  return JSON.stringify({ ...fields, ...change })
}

function write(name: string, lines: string[]): string {
  const file = join(folder, name)
  writeFileSync(file, lines.join('\n'))
  return file
}

function run(file: string, into = store, signal?: AbortSignal) {
  return take({
    ...{
      store: into,
      source: zendesk,
      file,
      encoding: 'utf-8',
      secret: new Uint8Array(32),
      traits: [],
      locales: ['en'],
    },
    ...{ rejects: join(folder, 'rejects'), now: () => 1, ...(signal ? { signal } : {}) },
  })
}

async function rows(from = store) {
  return await from.db.select().from(tickets).orderBy(tickets.id)
}

describe('an import', () => {
  test('accounts for every row', async () => {
    const later = { updated_at: '2026-11-03T10:00:00Z' }
    const file = write('a', [
      ...[line(1), line(2), line(1, later), line(2), line(3, { tags: ['closed_by_merge'] })],
      ...['not json', line(4, { created_at: 'ayse@example.com' }), line(5).slice(0, 30)],
    ])
    const taken = await run(file)
    expect(taken).toMatchObject({
      read: 8,
      inserted: 2,
      updated: 1,
      unchanged: 1,
      merged: 1,
      rejected: 3,
      finished: true,
    })
    const rejects = readFileSync(taken.rejectsFile!, 'utf8')
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text))
    expect(rejects.map(({ row, column }) => [row, column])).toEqual([
      [6, null],
      [7, 'created_at'],
      [8, null],
    ])
    expect(JSON.stringify(rejects)).not.toContain('ayse')
  })

  test('of the same file changes nothing', async () => {
    const file = write('a', [line(1), line(2)])
    await run(file)
    const before = await rows()
    expect(await run(file)).toMatchObject({ read: 2, inserted: 0, updated: 0, unchanged: 2 })
    expect(await rows()).toEqual(before)
  })

  test('ends the same whatever the order of versions', async () => {
    const versions = [1, 2, 3].map((day) =>
      line(1, { updated_at: `2026-11-0${day}T00:00:00Z`, description: `version ${day}` }),
    )
    const twins = ['a', 'b'].map((word) => line(2, { description: `twin ${word}` }))
    await run(write('forth', [...versions, ...twins]))
    const other = await open('other.db')
    await run(write('back', [...twins.toReversed(), ...versions.toReversed()]), other)
    expect(await rows(other)).toEqual(await rows())
    await other.close()
  })

  test('that was stopped goes on and ends as if it had not been', async () => {
    const lines = Array.from({ length: 1700 }, (_, at) => (at % 100 === 7 ? 'broken' : line(at)))
    const file = write('long', lines)
    const other = await open('other.db')
    const whole = await run(file, other)
    const stopped = new AbortController()
    stopped.abort()
    let taken = await run(file, store, stopped.signal)
    expect(taken).toMatchObject({ finished: false, read: 500 })
    for (let turn = 0; turn < 10 && !taken.finished; turn++) taken = await run(file, store, stopped.signal)
    const { resumed: _, rejectsFile, ...tally } = taken
    const { resumed: __, rejectsFile: ___, ...expected } = whole
    expect(tally).toEqual(expected)
    expect(readFileSync(rejectsFile!, 'utf8').trim().split('\n')).toHaveLength(17)
    expect(await rows()).toEqual(await rows(other))
    await other.close()
  })

  test('of rows as long as a book commits after a few of them', async () => {
    const book = 'my card is lost '.repeat(100_000)
    const file = write(
      'long rows',
      [1, 2, 3, 4, 5].map((id) => line(id, { description: book })),
    )
    const stopped = new AbortController()
    stopped.abort()
    expect(await run(file, store, stopped.signal)).toMatchObject({ finished: false, read: 3 })
  })

  test('keeps tickets apart whose numbers are too large to be held exactly', async () => {
    const ids = ['9007199254740992', '9007199254740993', '123456789012345678901234567890']
    const file = write(
      'large',
      ids.map((id) => line(0).replace('"id":0', `"id":${id}`)),
    )
    expect(await run(file)).toMatchObject({ read: 3, inserted: 3 })
    expect((await rows()).map(({ externalId }) => externalId).toSorted()).toEqual(ids.toSorted())
  })

  test('rejects what is nested deeper than can be read, and goes on', async () => {
    const deep = `${'['.repeat(200_000)}1234567890123456${']'.repeat(200_000)}`
    const file = write('deep', [line(1), line(2).replace('"id":2', `"id":2,"custom":${deep}`), line(3)])
    expect(await run(file)).toMatchObject({ read: 3, inserted: 2, rejected: 1 })
  })

  test('lists rejects of a file whose name is as long as names can be', async () => {
    const file = write(`${'ş'.repeat(120)}.ndjson`, [line(1), 'broken'])
    const { rejectsFile } = await run(file)
    expect(readFileSync(rejectsFile!, 'utf8')).toContain('not valid JSON')
  })
})
