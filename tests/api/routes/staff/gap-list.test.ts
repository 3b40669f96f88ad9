import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { BulkAnswer, GapAnswer, GapsAnswer } from '#api/routes/staff/answers.ts'
import { gaps as gapTable } from '#api/storage/tickets-schema.ts'
import { type House, staffHouse } from './staff-house.ts'

async function written() {
  const house = await staffHouse()
  const writer = await house.signedIn('writer')
  const ids = async (query: string) => {
    const answer = await house.ask('GET', `/gaps?${query}`, undefined, writer)
    return ((await answer.json()) as GapsAnswer).gaps.map(({ id }) => id)
  }
  const bulk = async (decision: object, last = 0) => {
    const gaps = ['g1', 'g2', 'none'].map((gap) => ({ gap, last }))
    const answer = await house.ask('POST', '/gaps/decisions', { gaps, decision }, writer)
    return { status: answer.status, said: (await answer.json()) as BulkAnswer }
  }
  return { house, writer, ids, bulk }
}

const setGap = ({ mined }: House, id: string, values: object) =>
  mined.write([mined.db.update(gapTable).set(values).where(eq(gapTable.id, id))])

it('the list is searched by words that begin, whatever their case and accents, in titles and what was said', async () => {
  const { house, ids } = await written()
  await setGap(house, 'g2', { title: 'Hediye kartı ŞİFRESİ', samples: [] })
  expect(await ids('q=sifre')).toEqual(['g2'])
  expect(await ids('q=PARCEL%20came')).toEqual(['g1'])
  expect(await ids('q=arcel')).toEqual([])
  expect(await ids('q=%5B(*')).toEqual(['g1', 'g2'])
})

it('the list is ordered as asked, and equals stay as mining ranked them', async () => {
  const { house, ids } = await written()
  await setGap(house, 'g2', { volume: 99, trend: 1.8, firstSeen: '2026-11-01' })
  expect(await ids('')).toEqual(['g1', 'g2'])
  expect(await ids('sort=asked')).toEqual(['g2', 'g1'])
  expect(await ids('sort=growing')).toEqual(['g1', 'g2'])
  expect(await ids('sort=newest')).toEqual(['g2', 'g1'])
})

it('the list shows what a writer has, and what nobody has', async () => {
  const { house, writer, ids } = await written()
  await house.ask('POST', '/gaps/g2/decisions', { decision: 'assign' }, writer)
  const me = (await (await house.ask('GET', '/me', undefined, writer)).json()) as { id: string }
  expect(await ids(`writer=${me.id}`)).toEqual(['g2'])
  expect(await ids('writer=nobody')).toEqual(['g1'])
})

it('a card leads to the gaps before and after it in the list that it was opened from, also once it has left it', async () => {
  const { house, writer } = await written()
  const ways = async (path: string, body?: object) => {
    const answer = await house.ask(body ? 'POST' : 'GET', path, body, writer)
    const { previous, next } = (await answer.json()) as GapAnswer
    return [previous?.id, next?.id]
  }
  expect(await ways('/gaps/g1')).toEqual([undefined, 'g2'])
  expect(await ways('/gaps/g2?page=3')).toEqual(['g1', undefined])
  expect(await ways('/gaps/g2?sort=newest&language=tr')).toEqual(['g1', undefined])
  const dismiss = { decision: 'dismiss', reason: 'Not ours' }
  expect(await ways('/gaps/g1/decisions', dismiss)).toEqual([undefined, 'g2'])
  expect(await ways('/gaps/g2')).toEqual([undefined, undefined])
  expect((await house.ask('GET', '/gaps/g1?sort=else', undefined, writer)).status).toBe(422)
})

it('the list is saved for a spreadsheet as filtered, and calculates nothing', async () => {
  const { house, writer } = await written()
  await setGap(house, 'g1', { title: '=1+1' })
  const answer = await house.ask('GET', '/gaps.csv?language=tr', undefined, writer)
  expect(answer.headers.get('content-disposition')).toContain('gaps.csv')
  const rows: Record<string, string>[] = parse(await answer.text(), { columns: true })
  expect(rows).toMatchObject([{ id: 'g1', title: "'=1+1", questions: '35', tr: '10', writer: '' }])
})

it('one decision about many gaps is taken for each that nobody decided over, and says why not for the others', async () => {
  const { house, writer, bulk, ids } = await written()
  await house.ask('POST', '/gaps/g2/decisions', { decision: 'assign' }, writer)
  const { said } = await bulk({ decision: 'dismiss', reason: 'Out of scope' })
  expect(said.done).toEqual(['g1'])
  expect(said.refused).toMatchObject([
    { gap: 'g2', title: 'gift cards', why: { code: 'gap-decided-meanwhile' } },
    { gap: 'none', why: { code: 'no-such-gap' } },
  ])
  expect(await ids('state=dismissed')).toEqual(['g1'])
  expect((await bulk({ decision: 'draft', category: 'parcels' })).status).toBe(422)
  expect((await bulk({ decision: 'dismiss' })).status).toBe(422)
})

it('a gap that others were merged into has their questions', async () => {
  const { house, writer } = await written()
  await house.ask('POST', '/gaps/g2/decisions', { decision: 'merge', target: 'g1' }, writer)
  const list = async () => {
    const answer = await house.ask('GET', '/gaps', undefined, writer)
    return ((await answer.json()) as GapsAnswer).gaps
  }
  expect(await list()).toMatchObject([{ id: 'g1', volume: 45, languages: { en: 35, tr: 10 } }])
  await house.ask('POST', '/gaps/g2/decisions', { decision: 'undo' }, writer)
  expect(await list()).toMatchObject([{ volume: 35 }, { volume: 10 }])
})
