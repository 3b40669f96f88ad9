import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { AskersAnswer, CustomerAnswer, ToldAnswer, ViewsAnswer } from '#api/routes/staff/answers.ts'
import { linkAnswer } from '#api/routes/staff/desk-articles.ts'
import { outbox } from '#api/storage/contact-schema.ts'
import { fillCustomers } from '#api/storage/customers.ts'
import { isReference } from '#api/storage/link-reference.ts'
import { unseal } from '#api/storage/seal.ts'
import { links } from '#api/storage/staff-schema.ts'
import { gapTickets, tickets } from '#api/storage/tickets-schema.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'
import { origin, staffHouse } from './staff-house.ts'

const secret = Buffer.alloc(32, 7)
const hook = {
  KINDRED_NOTICES: 'https://team.example/hook',
  KINDRED_NOTICES_KEY: createHash('sha256').update('x').digest('base64'),
}

/** Elif, who agreed to be written to, and Can, who did not, both asked what gap g1 is about. */
async function asked(env: Record<string, string> = {}) {
  const house = await staffHouse(undefined, env)
  const { store, mined, ask, signedIn } = house
  const rows = [
    { email: 'elif@example.com', external_id: 'm-1', locale: 'tr', contact_ok: true, traits: {} },
    { email: 'can@example.com', external_id: 'm-2', locale: 'tr', traits: {} },
  ]
  await fillCustomers(store, { rows, secret, by: 'command' })
  const agent = await signedIn('agent')
  const writer = await signedIn('writer')
  const [ticket] = await mined.db.select().from(tickets)
  for (const [at, { email }] of rows.entries()) {
    const answer = await ask('POST', '/customers/lookup', { email }, agent)
    const { customer } = (await answer.json()) as CustomerAnswer
    const id = `c${at}`
    await mined.write([
      mined.db.insert(tickets).values({ ...ticket!, id, externalId: id, customer }),
      mined.db.insert(gapTickets).values({ gap: 'g1', ticket: id }),
    ])
  }
  return { ...house, writer }
}

const link = { decision: 'link', article: 'parcels/where-is-my-parcel' }

it('tells those who asked and agreed, as their numbers with channel, language and a text, each once', async () => {
  const { ask, writer, store } = await asked()
  expect((await ask('POST', '/gaps/g1/told', { how: 'csv' }, writer)).status).toBe(409)
  await ask('POST', '/gaps/g1/decisions', link, writer)
  const askers = async () =>
    (await (await ask('GET', '/gaps/g1/askers', undefined, writer)).json()) as AskersAnswer
  expect(await askers()).toEqual({ ready: 1, told: 0, unwilling: 1, notices: false })

  const both = await Promise.all([1, 2].map(() => ask('POST', '/gaps/g1/told', { how: 'csv' }, writer)))
  const told = (await Promise.all(both.map((answer) => answer.json()))) as ToldAnswer[]
  expect(told.map((one) => one.told).sort()).toEqual([0, 1])
  const [head, line = ''] = (told.find((one) => one.told === 1)?.csv ?? '').trim().split(/\r?\n/)
  expect(head).toBe('"customer","channel","language","url","text"')
  expect(line).toMatch(/^"m-1",/)
  expect(line).toContain('Artık bir yanıtı var: Kargom nerede?')
  expect(line).not.toMatch(/elif|@/i)
  expect(await askers()).toEqual({ ready: 0, told: 1, unwilling: 1, notices: false })
  const [sent] = await store.db.select().from(links)
  expect(isReference(sent?.reference ?? '', secret)).toBe(true)
})

it('sends the list to the company’s own system by a sealed, signed notice', async () => {
  const { ask, writer, store } = await asked(hook)
  await ask('POST', '/gaps/g1/decisions', link, writer)
  const answer = await ask('POST', '/gaps/g1/told', { how: 'notice' }, writer)
  expect(await answer.json()).toEqual({ told: 1, csv: null })
  const [row] = await store.db.select().from(outbox)
  const { notice } = JSON.parse(unseal(row!.sealed, row!.message, secret) ?? '{}')
  expect(notice).toMatchObject({
    type: 'gap.answered',
    data: { gap: 'g1', customers: [{ customer: 'm-1' }] },
  })
})

it('gives "the product has to change" to the product’s people with counts, segments and samples', async () => {
  const { ask, writer, store } = await asked(hook)
  const reason = 'Parcels need a better box.'
  await ask('POST', '/gaps/g1/decisions', { decision: 'product', reason }, writer)
  const [row] = await store.db.select().from(outbox)
  const { notice } = JSON.parse(unseal(row!.sealed, row!.message, secret) ?? '{}')
  expect(notice).toMatchObject({
    type: 'gap.product',
    data: {
      gap: 'g1',
      volume: 35,
      reason,
      samples: ['my parcel came broken'],
      segments: [{ label: 'Business' }],
    },
  })
  expect(notice.text).toContain(reason)
})

it('keeps views of the list for one person, under a name, and refuses filters that the list would', async () => {
  const { ask, signedIn } = await staffHouse()
  const writer = await signedIn('writer')
  const view = { name: 'Turkish', query: 'language=tr&sort=growing' }
  const kept = await ask('PUT', '/views', view, writer)
  expect(((await kept.json()) as ViewsAnswer).views).toEqual([view])
  await ask('PUT', '/views', { ...view, query: 'language=tr' }, writer)
  const admin = await signedIn('admin')
  expect(await (await ask('GET', '/views', undefined, admin)).json()).toEqual({ views: [] })
  expect((await ask('PUT', '/views', { name: 'x', query: 'nonsense=1' }, writer)).status).toBe(422)
  const left = await ask('DELETE', '/views/Turkish', undefined, writer)
  expect(await left.json()).toEqual({ views: [] })
})

it('leads to the staff area and to restricted articles where the server is, and to others where the pages are', async () => {
  const pages = 'https://help.acme.example'
  const elsewhere = { KINDRED_ORIGIN: pages, KINDRED_API_ORIGIN: origin, KINDRED_SECRET: '07'.repeat(32) }
  const { ask, writer, store } = await asked({ ...hook, ...elsewhere })
  await ask('POST', '/gaps/g1/decisions', { decision: 'product', reason: 'A better box.' }, writer)
  const [row] = await store.db.select().from(outbox)
  const { notice } = JSON.parse(unseal(row!.sealed, row!.message, secret) ?? '{}')
  expect(notice.data.url).toBe(`${origin}/staff/gap/?id=g1`)
  const [article] = tinyLibrary().articles
  const at = { locale: 'en', reference: 'r' }
  const urlOf = (restricted?: string[]) =>
    linkAnswer({ ...article!, restricted }, { origin: pages, serverOrigin: origin }, at).url
  expect(urlOf()).toMatch(`${pages}/en/`)
  expect(urlOf(['traveller'])).toMatch(`${origin}/en/`)
})
