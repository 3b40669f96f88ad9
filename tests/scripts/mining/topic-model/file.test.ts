import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import { openStore } from '#api/storage/store.ts'
import { tickets } from '#api/storage/tickets-schema.ts'
import { runsInWords } from '#scripts/mining/io/summary.ts'
import { mine } from '#scripts/mining/mine.ts'
import { settingsOf } from '#scripts/mining/thresholds.ts'
import { readModel, writeModel } from '#scripts/mining/topic-model/file.ts'
import type { MiningModel } from '#scripts/mining/topic-model/topic-model.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'

const folder = mkdtempSync(join(tmpdir(), 'model-'))
afterAll(() => rmSync(folder, { recursive: true }))

const asks = ['Where is my parcel', 'How do I use a gift card', 'Kartım nerede kaldı', 'Can I return shoes']
const asked = Array.from({ length: 60 }, (_, at): MiningTicket => {
  const text = `${asks[at % 4]} ${['please', 'today', 'again', 'at last', 'this week'][at % 5]}`
  return { id: `t${at}`, text, language: at % 4 === 2 ? 'tr' : 'en' }
})
const trained = mine(asked, [], { model: null }).model!

describe('the file of what mining trained', () => {
  const file = join(folder, 'mining-model')
  const write = () => writeModel(file, trained, 'this version')

  it('gives back what was put in, so that a mining by it says the same', async () => {
    await write()
    const { model, refused } = await readModel(file, 'this version')
    expect(refused).toBeUndefined()
    expect(model).toEqual(trained)
    const said = (by: MiningModel) => JSON.stringify(mine(asked.slice(1), [], { model: by }).gaps)
    expect(said(model!)).toBe(said(trained))
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('is not there before the first mining, which is no mistake', async () => {
    expect(await readModel(join(folder, 'none'), 'this version')).toEqual({ model: null })
  })

  it('is not used by another version of the program', async () => {
    await write()
    const { model, refused } = await readModel(file, 'the next version')
    expect([model, refused]).toEqual([null, expect.stringContaining('another version')])
  })

  it('is not used where another version wrote it in a form that cannot be read', async () => {
    const content = Buffer.from('of an earlier form')
    writeFileSync(file, Buffer.concat([content, createHash('sha256').update(content).digest()]))
    const { model, refused } = await readModel(file, 'this version')
    expect([model, refused]).toEqual([null, expect.stringContaining('another version')])
  })

  it('that cannot be written is said, and the one before stays', async () => {
    await write()
    expect(await writeModel(join(file, 'below a file'), trained, 'this version')).toContain(
      'could not be kept',
    )
    expect((await readModel(file, 'this version')).model).toEqual(trained)
  })

  it('is refused when a byte of it changed or is lost, wherever', async () => {
    await write()
    const bytes = readFileSync(file)
    const damage = fc.record({
      at: fc.nat(bytes.length - 1),
      by: fc.integer({ min: 1, max: 255 }),
      cut: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, by, cut }) => {
        const damaged = Buffer.from(cut ? bytes.subarray(0, at) : bytes)
        if (!cut) damaged[at]! ^= by
        writeFileSync(file, damaged)
        const { model, refused } = await readModel(file, 'this version')
        expect([model, refused]).toEqual([null, expect.stringContaining('damaged')])
      }),
      { numRuns: 60 },
    )
  })
})

describe('npm run mine', () => {
  const data = join(folder, 'data')
  const minesSaying = (...args: string[]) => {
    const ran = spawnSync(process.execPath, ['scripts/mine.ts', ...args], {
      env: { ...process.env, KINDRED_DATA: data, KINDRED_CONTENT: 'content/marlin' },
      encoding: 'utf8',
    })
    expect(ran.status).toBe(0)
    return ran.stdout + ran.stderr
  }
  const importing = async (from: number, to: number) => {
    const store = await openStore({
      ...{ file: join(data, 'tickets.db'), migrations: migrations.tickets, writer: true },
    })
    const rows = asked.slice(from, to).map(({ id, text, language }, at) => ({
      ...{ id, source: 'generic', account: '', externalId: id, subject: '', body: text, language: language! },
      ...{ createdAt: `2026-03-0${1 + (at % 9)}T10:00:00Z`, updatedAt: '2026-03-10T10:00:00Z' },
      ...{ tags: [], traits: {}, digest: id },
    }))
    await store.write([store.db.insert(tickets).values(rows)])
    await store.close()
  }
  beforeAll(() => importing(0, 58))

  it('says in words why topics were made, or were not', () => {
    const growth = { since: 30, novel: 4, gone: 1, articles: 0, base: 1000, made: '2026-03-03' }
    const run = { language: 'en', tickets: 1029, searches: { assigned: 0, own: false, alone: 0 } }
    const searches = { assigned: 1200, own: true, alone: 80 }
    expect(
      runsInWords(
        [
          { ...run, made: undefined, growth },
          { ...run, made: undefined, growth: { ...growth, since: 0, gone: 0 } },
          { ...run, made: 'changed', growth: { ...growth, since: 60 } },
          { ...run, made: 'novel', growth: { ...growth, novel: 12 } },
          { ...run, made: 'articles', growth: { ...growth, articles: 0.6 } },
          { ...run, made: 'asked', growth: undefined },
          { ...run, made: 'first', growth: undefined, searches },
          { ...run, made: 'first', growth: undefined, searches: { assigned: 1, own: false, alone: 0 } },
          { ...run, language: 'es', tickets: 1, made: 'first', growth: undefined },
          { ...run, language: 'sk', tickets: 2, made: 'first', growth: undefined },
        ],
        settingsOf(),
      ),
    ).toMatchInlineSnapshot(`
      [
        "English: 30 new or changed tickets assigned to the topics of 3 March. Since then 0.4 % suit no topic well (topics are trained again above 1.0 %) and 3.1 % came, changed or went (above 5.0 %).",
        "English: nothing new; topics of 3 March.",
        "English: topics made from 1,029 tickets, because 61 came, changed or went since 3 March, 6.1 %.",
        "English: topics made from 1,029 tickets, because 12 that came since 3 March suit no topic well, 1.2 %.",
        "English: topics made from 1,029 tickets, because most articles are others than on 3 March.",
        "English: topics made from 1,029 tickets, as asked.",
        "English: topics made from 1,029 tickets, for the first time. Searches: 1,200 assigned their topic, 80 that fit none, in topics of their own.",
        "English: topics made from 1,029 tickets, for the first time. Searches: 1 assigned their topic, 0 that fit none.",
        "Too few tickets for a gap: Spanish 1, Slovak 2.",
      ]
    `)
  })

  it('says whether it made topics or went on from the last, and why', async () => {
    expect(minesSaying()).toContain('English: topics made from 44 tickets, for the first time.')
    await importing(59, 60)
    expect(minesSaying()).toContain('English: 1 new or changed ticket assigned to the topics of 9 March.')
    writeFileSync(join(data, 'mining-model'), 'something else')
    const again = minesSaying()
    expect(again).toMatch(/mining-model is damaged\. All topics are trained again\./)
    expect(again).toContain('English: topics made from 45 tickets, for the first time.')
  }, 60_000)
})
