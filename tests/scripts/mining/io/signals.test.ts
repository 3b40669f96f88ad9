import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import { searches, signals, votes } from '#api/storage/app-schema.ts'
import { openStore } from '#api/storage/store.ts'
import { votesOf } from '#scripts/mining/gaps/votes.ts'
import { readSignals, type SignalRows, signalsFrom } from '#scripts/mining/io/signals.ts'

const at = Date.UTC(2026, 10, 20, 9)
const minute = 60_000
const now = at + 7 * 86_400_000
const nothing: SignalRows = {
  searches: [],
  signals: [],
  votes: [],
  links: [],
  messages: [],
  customerOf: new Map(),
}
const search = (id: number, query: string, more: Partial<SignalRows['searches'][number]> = {}) => ({
  ...{ id, at, query, locale: 'en', total: 0, segments: [], visitor: null },
  ...{ shown: false, openedAt: null, refinedAt: null, ...more },
})
/** Somebody saw results. */
const found = { total: 3, shown: true } as const
const vote = (visitor: string, helpful: boolean, comment: string | null = null) => ({
  ...{ visitor, article: 'cards/pin', locale: 'en', helpful, partly: false, comment, segments: ['student'] },
  ...{ createdAt: at, updatedAt: at },
})
const signal = (id: number, kind: 'flag' | 'nothing-fits', article: string | null = null) => ({
  ...{ id, kind, text: 'their card was eaten', article, customer: 'k1', segments: [], locale: 'en' },
  ...{ by: 'staff', at },
})

describe('signals', () => {
  it('searches of several words are questions, of one word they are kept apart', () => {
    const { questions, evidence } = signalsFrom(
      {
        ...nothing,
        searches: [search(1, 'card swallowed'), search(2, 'crypto'), search(3, '?!')],
      },
      now,
    )
    expect(questions.map(({ id, signal: kind }) => [id, kind])).toEqual([['search:1', 'search']])
    expect(evidence.words.map(({ text }) => text)).toEqual(['crypto'])
  })

  it('the same search tried again by one person on one day is one', () => {
    const { questions } = signalsFrom(
      {
        ...nothing,
        searches: [
          search(1, 'Card swallowed', { visitor: 'v' }),
          search(2, 'card  swallowed!', { visitor: 'v' }),
          search(3, 'card swallowed', { visitor: 'w' }),
          search(4, 'card swallowed', { visitor: 'v', at: at + 86_400_000 }),
        ],
      },
      now,
    )
    expect(questions.map(({ id }) => id)).toEqual(['search:1', 'search:3', 'search:4'])
  })

  it('a customer who searches and writes is one person, where they are known', () => {
    const { questions, evidence } = signalsFrom(
      {
        ...nothing,
        searches: [search(1, 'card swallowed', { visitor: 'v' })],
        votes: [vote('v', false, 'no word on fees'), vote('w', true)],
        customerOf: new Map([['v', 'k1']]),
      },
      now,
    )
    expect(questions[0]!.customer).toBe('k1')
    expect(evidence.remarks.map(({ customer, helpful, text }) => [customer, helpful, text])).toEqual([
      ['k1', false, 'no word on fees'],
      ['visitor:w', true, ''],
    ])
  })

  it('a "Partly" brings its words, and counts neither for the article nor against it', () => {
    const rows = [{ ...vote('v', false, 'no word on fees'), partly: true }, vote('w', true)]
    const { remarks } = signalsFrom({ ...nothing, votes: rows }, now).evidence
    expect(remarks[0]).toMatchObject({ text: 'no word on fees', partly: true })
    expect(votesOf(remarks, undefined)).toMatchObject({ helpful: 1, unhelpful: 0 })
  })

  it('a vote’s id tells nobody who voted', () => {
    const { remarks } = signalsFrom({ ...nothing, votes: [vote('visitor-secret', false)] }, now).evidence
    expect(remarks[0]!.id).toMatch(/^vote:[0-9a-f]{16}$/)
  })

  it('what an agent says of an article belongs to it, what fits nothing is a question', () => {
    const { questions, evidence } = signalsFrom(
      {
        ...nothing,
        signals: [signal(1, 'nothing-fits'), signal(2, 'flag', 'cards/pin'), signal(3, 'flag')],
      },
      now,
    )
    expect(questions.map(({ id, signal: kind }) => [id, kind])).toEqual([
      ['signal:1', 'nothing-fits'],
      ['signal:3', 'flag'],
    ])
    expect(evidence.remarks).toMatchObject([{ id: 'signal:2', kind: 'flag', article: 'cards/pin' }])
  })

  it('are read from app.db: searches that found something only where somebody saw it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signals-'))
    const appDb = join(folder, 'app.db')
    expect((await readSignals({ appDb, appUrl: undefined }, now)).questions).toEqual([])
    const store = await openStore({ file: appDb, migrations: migrations.app, writer: true })
    onTestFinished(async () => {
      await store.close()
      rmSync(folder, { recursive: true })
    })
    await store.write([
      store.db
        .insert(searches)
        .values([
          search(1, 'card swallowed'),
          search(2, 'lost card', { total: 3 }),
          search(3, 'found card', found),
        ]),
      store.db.insert(signals).values(signal(1, 'nothing-fits')),
      store.db.insert(votes).values(vote('v', false)),
    ])
    const { questions, evidence } = await readSignals({ appDb, appUrl: undefined }, now)
    expect(questions.map(({ id }) => id)).toEqual(['search:1', 'search:3', 'signal:1'])
    expect(evidence.remarks).toHaveLength(1)
  })
})

describe('a search that found something', () => {
  const kinds = (rows: SignalRows['searches'], when = now) =>
    signalsFrom({ ...nothing, searches: rows }, when).questions.map(({ id, signal: kind }) => [id, kind])

  it('and after which nothing was opened is a signal of its own', () => {
    expect(kinds([search(1, 'card swallowed', found), search(2, 'eaten by machine')])).toEqual([
      ['search:2', 'search'],
      ['search:1', 'unclicked'],
    ])
  })

  it.each([
    ['a result was opened', { openedAt: at + 29 * minute }],
    ['the reader searched again from the results', { refinedAt: at + 5 * minute }],
    ['nobody is known to have seen it: a robot, no script, an older version', { shown: false }],
  ])('is none when %s', (_, more) => {
    expect(kinds([search(1, 'card swallowed', { ...found, ...more })])).toEqual([])
  })

  it.each([{ openedAt: at + 31 * minute }, { refinedAt: at + 31 * minute }])(
    'is one when something happened only after half an hour: %j',
    (more) => {
      expect(kinds([search(1, 'card swallowed', { ...found, ...more })])).toHaveLength(1)
    },
  )

  it('is undecided for half an hour: by the time that is given, not by the clock', () => {
    const rows = [search(1, 'card swallowed', found)]
    expect(kinds(rows, at + 30 * minute - 1)).toEqual([])
    expect(kinds(rows, at + 30 * minute)).toHaveLength(1)
  })

  it.each([
    ['opened a result of', { ...found, openedAt: at + 9 * minute }, []],
    ['opened nothing of either', found, [['search:2', 'unclicked']]],
    ['found nothing by', {}, [['search:2', 'search']]],
  ])('is spoken for by a later search: who came back from another page and %s it', (_, later, left) => {
    const rows = [
      search(1, 'card swallowed', { ...found, visitor: 'v' }),
      search(2, 'swallowed cards machine', { ...later, visitor: 'v', at: at + 8 * minute }),
    ]
    expect(kinds(rows)).toEqual(left)
  })

  it('is spoken for within a minute in whatever words, later only in words of its own', () => {
    const again = (minutes: number) => [
      search(1, 'card swallowed', { ...found, visitor: 'v' }),
      search(2, 'atm ate it', {
        ...{ ...found, visitor: 'v', at: at + minutes * minute },
        openedAt: at + (minutes + 1) * minute,
      }),
    ]
    expect(kinds(again(1))).toEqual([])
    expect(kinds(again(2))).toEqual([['search:1', 'unclicked']])
  })

  it('is spoken for by nobody else’s search', () => {
    const rows = ['v', 'w', null, null].map((visitor, n) =>
      search(n + 1, `card swallowed ${'abcd'[n]}x`, { ...found, visitor }),
    )
    expect(kinds(rows)).toHaveLength(4)
  })

  it('of one word says too little', () => {
    const { questions, evidence } = signalsFrom({ ...nothing, searches: [search(1, 'crypto', found)] }, now)
    expect([questions, evidence.words]).toEqual([[], []])
  })

  it.each(['crypto', 'buy crypto'])('does not stand in for “%s” in vain of the same day', (query) => {
    const rows = [search(1, query, found), search(2, query)]
    const { questions, evidence } = signalsFrom({ ...nothing, searches: rows }, now)
    expect([...questions, ...evidence.words].map(({ id, signal: kind }) => [id, kind])).toEqual([
      ['search:2', 'search'],
    ])
  })
})

it('an app.db from before an update is asked for a start, not taken for an empty one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'signals-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const appDb = join(folder, 'app.db')
  await (await openStore({ file: appDb, migrations: migrations.app, writer: true })).close()
  const db = new DatabaseSync(appDb)
  db.exec('ALTER TABLE searches DROP COLUMN refined_at')
  db.close()
  await expect(readSignals({ appDb, appUrl: undefined }, now)).rejects.toThrow(/Start the server once/)
})
