import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrations } from '#api/storage/folders.ts'
import { openStore } from '#api/storage/open.ts'
import { searches, signals, votes } from '#api/storage/schema.ts'
import { readSignals, type SignalRows, signalsFrom } from '#scripts/mining-signals.ts'

const at = Date.UTC(2026, 10, 20, 9)
const nothing: SignalRows = { searches: [], signals: [], votes: [], links: [], customerOf: new Map() }
const search = (id: number, query: string, more: Partial<SignalRows['searches'][number]> = {}) => ({
  ...{ id, at, query, locale: 'en', total: 0, segments: [], visitor: null, ...more },
})
const vote = (visitor: string, helpful: boolean, comment: string | null = null) => ({
  ...{ visitor, article: 'cards/pin', locale: 'en', helpful, comment, segments: ['student'] },
  ...{ createdAt: at, updatedAt: at },
})
const signal = (id: number, kind: 'flag' | 'nothing-fits', article: string | null = null) => ({
  ...{ id, kind, text: 'their card was eaten', article, customer: 'k1', segments: [], locale: 'en' },
  ...{ by: 'staff', at },
})

describe('signals', () => {
  it('searches of several words are questions, of one word they are kept apart', () => {
    const { questions, evidence } = signalsFrom({
      ...nothing,
      searches: [search(1, 'card swallowed'), search(2, 'crypto'), search(3, '?!')],
    })
    expect(questions.map(({ id, signal: kind }) => [id, kind])).toEqual([['search:1', 'search']])
    expect(evidence.words.map(({ text }) => text)).toEqual(['crypto'])
  })

  it('the same search tried again by one person on one day is one', () => {
    const { questions } = signalsFrom({
      ...nothing,
      searches: [
        search(1, 'Card swallowed', { visitor: 'v' }),
        search(2, 'card  swallowed!', { visitor: 'v' }),
        search(3, 'card swallowed', { visitor: 'w' }),
        search(4, 'card swallowed', { visitor: 'v', at: at + 86_400_000 }),
      ],
    })
    expect(questions.map(({ id }) => id)).toEqual(['search:1', 'search:3', 'search:4'])
  })

  it('a customer who searches and writes is one person, where they are known', () => {
    const { questions, evidence } = signalsFrom({
      ...nothing,
      searches: [search(1, 'card swallowed', { visitor: 'v' })],
      votes: [vote('v', false, 'no word on fees'), vote('w', true)],
      customerOf: new Map([['v', 'k1']]),
    })
    expect(questions[0]!.customer).toBe('k1')
    expect(evidence.remarks.map(({ customer, helpful, text }) => [customer, helpful, text])).toEqual([
      ['k1', false, 'no word on fees'],
      ['visitor:w', true, ''],
    ])
  })

  it('a vote’s id tells nobody who voted', () => {
    const { remarks } = signalsFrom({ ...nothing, votes: [vote('visitor-secret', false)] }).evidence
    expect(remarks[0]!.id).toMatch(/^vote:[0-9a-f]{16}$/)
  })

  it('what an agent says of an article belongs to it, what fits nothing is a question', () => {
    const { questions, evidence } = signalsFrom({
      ...nothing,
      signals: [signal(1, 'nothing-fits'), signal(2, 'flag', 'cards/pin'), signal(3, 'flag')],
    })
    expect(questions.map(({ id, signal: kind }) => [id, kind])).toEqual([
      ['signal:1', 'nothing-fits'],
      ['signal:3', 'flag'],
    ])
    expect(evidence.remarks).toMatchObject([{ id: 'signal:2', kind: 'flag', article: 'cards/pin' }])
  })

  it('are read from app.db: searches that found something are none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signals-'))
    const appDb = join(folder, 'app.db')
    expect((await readSignals({ appDb, appUrl: undefined })).questions).toEqual([])
    const store = await openStore({ file: appDb, migrations: migrations.app, writer: true })
    onTestFinished(async () => {
      await store.close()
      rmSync(folder, { recursive: true })
    })
    await store.write([
      store.db.insert(searches).values([search(1, 'card swallowed'), search(2, 'lost card', { total: 3 })]),
      store.db.insert(signals).values(signal(1, 'nothing-fits')),
      store.db.insert(votes).values(vote('v', false)),
    ])
    const { questions, evidence } = await readSignals({ appDb, appUrl: undefined })
    expect(questions.map(({ id }) => id)).toEqual(['search:1', 'signal:1'])
    expect(evidence.remarks).toHaveLength(1)
  })
})
