import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type {
  ArticlesAnswer,
  CustomerAnswer,
  CustomerLinkAnswer,
  CustomerLinksAnswer,
  LinkAnswer,
  ReplyAnswer,
} from '#api/routes/staff/answers.ts'
import { audit, customers, links, signals } from '#api/storage/staff-schema.ts'
import { tickets } from '#api/storage/tickets-schema.ts'
import { answers, signatures } from '#tests/content/message/mail.ts'
import { origin, staffHouse } from './staff-house.ts'

const email = 'Elif@Example.com'

describe('the desk', () => {
  it('finds a customer by e-mail, with segments, reasons and profile, and stores no address', async () => {
    const { store, ask, signedIn } = await staffHouse()
    const agent = await signedIn('agent')
    const answer = await ask('POST', '/customers/lookup', { email }, agent)
    const customer = (await answer.json()) as CustomerAnswer
    expect(customer.matches).toMatchObject([
      { segment: 'business', because: [{ trait: 'plan', is: 'business', text: 'your plan is business' }] },
    ])
    expect(customer.profiles[0]).toMatchObject({ label: 'Business', needs: ['invoices'] })
    expect(customer.facts).toEqual([{ label: 'Plan', value: 'business' }])
    expect(JSON.stringify(await store.db.select().from(customers))).not.toMatch(/elif/i)
    expect((await ask('POST', '/customers/lookup', { email: 'x@example.com' }, agent)).status).toBe(404)
    expect((await ask('POST', '/customers/lookup', { email: 'nonsense' }, agent)).status).toBe(422)
  })

  it('finds articles for a text and a customer, and says whether the customer can open them', async () => {
    const { ask, signedIn } = await staffHouse()
    const agent = await signedIn('agent')
    const found = await ask('POST', '/customers/lookup', { email }, agent)
    const { customer } = (await found.json()) as CustomerAnswer
    const asked = { text: 'Where is my parcel? I want to send the parcel back', customer }
    const { articles } = (await (await ask('POST', '/articles', asked, agent)).json()) as ArticlesAnswer
    const parcel = articles.find(({ article }) => article === 'parcels/where-is-my-parcel')
    expect(parcel).toMatchObject({
      title: 'Kargom nerede?',
      url: '/tr/parcels/where-is-my-parcel/',
      languages: ['en', 'tr'],
      updated: '2026-11-01',
      open: { state: 'yes', locale: 'tr', unlisted: false },
    })
    const back = articles.find(({ article }) => article === 'returns/send-it-back')
    expect(back?.open).toMatchObject({ state: 'partly', locale: 'en' })
    expect(back?.snippet.map(({ text }) => text).join('')).not.toContain('&')
  })

  it('proposes the same articles with a signature, a disclaimer and a quoted answer below the text', async () => {
    const { ask, signedIn } = await staffHouse()
    const agent = await signedIn('agent')
    const found = async (text: string) =>
      (await (await ask('POST', '/articles', { text }, agent)).json()) as ArticlesAnswer
    const question = 'Kargom nerede? Kargomu geri göndermek istiyorum'
    const plain = await found(question)
    expect(plain.language).toBe('tr')
    for (const [, below] of [...signatures, ...answers])
      expect(await found(`${question}\n\n${below}`)).toEqual(plain)
  })

  it('finds a customer by the number that other systems know them by', async () => {
    const { ask, signedIn } = await staffHouse()
    const agent = await signedIn('agent')
    const found = await ask('POST', '/customers/lookup', { external: 'm-1' }, agent)
    expect(await found.json()).toMatchObject({ external: 'm-1', tickets: [], read: [], searched: [] })
    expect((await ask('POST', '/customers/lookup', { external: 'm-2' }, agent)).status).toBe(404)
  })

  it('answers each of several questions, with the passage that answers it', async () => {
    const { ask, signedIn } = await staffHouse()
    const agent = await signedIn('agent')
    const text = 'Hello. How do I track my parcel with the order? How do I print the label for the shop?'
    const { articles } = (await (await ask('POST', '/articles', { text }, agent)).json()) as ArticlesAnswer
    expect(articles.map(({ article, answers }) => [article, answers])).toEqual([
      ['parcels/where-is-my-parcel', 'How do I track my parcel with the order?'],
      ['returns/send-it-back', 'How do I print the label for the shop?'],
    ])
    expect(articles[0]?.preview[0]?.text).toContain('press Track')
  })

  it('says that this is the third contact about the same, and over which channels', async () => {
    const { ask, signedIn, mined } = await staffHouse()
    const agent = await signedIn('agent')
    const found = await ask('POST', '/customers/lookup', { email }, agent)
    const { customer } = (await found.json()) as CustomerAnswer
    const ticket = (externalId: string, day: string, channel: string) => ({
      id: `z::${externalId}`,
      source: 'z',
      account: '',
      externalId,
      channel,
      customer,
      language: 'en',
      createdAt: `2026-11-${day}T10:00:00Z`,
      updatedAt: `2026-11-${day}T10:00:00Z`,
      url: 'javascript:alert(1)',
      subject: '',
      body: 'Where is my parcel? I cannot track it',
      tags: [],
      traits: {},
      digest: externalId,
    })
    await mined.write([
      mined.db.insert(tickets).values([ticket('1', '13', 'email'), ticket('2', '17', 'chat')]),
    ])
    const text = 'Still no parcel! Where is it?'
    const answer = (await (
      await ask('POST', '/articles', { text, customer, locale: 'en' }, agent)
    ).json()) as ArticlesAnswer
    expect(answer.again).toEqual({ times: 3, days: 9, channels: ['chat', 'email'] })
    const again = (await (await ask('POST', '/customers/lookup', { email }, agent)).json()) as CustomerAnswer
    expect(again.tickets).toMatchObject([{ channel: 'chat', url: null }, { channel: 'email' }])
  })

  it("writes a reply in the customer's language, in the words of the content folder", async () => {
    const { ask, signedIn, store, content } = await staffHouse()
    const agent = await signedIn('agent')
    const found = await ask('POST', '/customers/lookup', { email }, agent)
    const { customer } = (await found.json()) as CustomerAnswer
    const asked = { article: 'parcels/where-is-my-parcel', customer }
    const reply = async () => (await (await ask('POST', '/replies', asked, agent)).json()) as ReplyAnswer
    expect((await reply()).text).toMatch(/^Merhaba,[\s\S]*Kargom nerede\?[\s\S]*A agent$/)
    mkdirSync(join(content, 'replies'))
    writeFileSync(join(content, 'replies/firm.yaml'), 'segments: [business]\ntext: "Para {segment}: {url}"\n')
    expect(await reply()).toMatchObject({
      reply: 'firm',
      text: expect.stringContaining('Para Business: http'),
    })
    expect(await store.db.select().from(links)).toHaveLength(2)
  })

  it("gives a link in the customer's language, escaped in every form, and records it", async () => {
    const { store, ask, signedIn } = await staffHouse()
    const agent = await signedIn('agent')
    const found = await ask('POST', '/customers/lookup', { email }, agent)
    const { customer } = (await found.json()) as CustomerAnswer
    const asked = await ask('POST', '/links', { article: 'returns/send-it-back', customer }, agent)
    expect(asked.status).toBe(201)
    const link = (await asked.json()) as LinkAnswer
    const url = `${origin}/tr/returns/send-it-back/`
    expect(link.url).toMatch(/\?via=[\w-]{32}$/)
    expect(link.url.split('?')[0]).toBe(url)
    expect(link.html).toBe(`<a href="${link.url}">Send it back &lt;fast&gt; [now]</a>`)
    expect(link.markdown).toBe(`[Send it back \\<fast\\> \\[now\\]](${link.url})`)
    expect(await store.db.select().from(links)).toMatchObject([
      { article: 'returns/send-it-back', locale: 'tr', customer },
    ])
    expect((await ask('POST', '/links', { article: 'no/such' }, agent)).status).toBe(404)
  })

  it('stores "nothing fits" as a redacted signal with the segments of that moment', async () => {
    const { store, ask, signedIn } = await staffHouse()
    const agent = await signedIn('agent')
    const found = await ask('POST', '/customers/lookup', { email }, agent)
    const { customer } = (await found.json()) as CustomerAnswer
    const text = 'My parcel came broken, write to elif.kaya@example.com or call +44 7700 900123'
    expect((await ask('POST', '/signals', { kind: 'nothing-fits', text, customer }, agent)).status).toBe(201)
    const [signal] = await store.db.select().from(signals)
    expect(signal).toMatchObject({ kind: 'nothing-fits', segments: ['business'], customer })
    expect(signal?.text).not.toMatch(/elif\.kaya|7700/)
    expect((await ask('POST', '/signals', { kind: 'else', text }, agent)).status).toBe(422)
  })
})

describe('links for one customer', () => {
  it('are made, listed and withdrawn at the desk, each with a line in the audit', async () => {
    const { ask, signedIn, store } = await staffHouse()
    const agent = await signedIn('agent')
    const { customer } = (await (
      await ask('POST', '/customers/lookup', { email }, agent)
    ).json()) as CustomerAnswer
    const article = `${origin}/en/returns/send-it-back/?as=business`
    const made = await ask('POST', '/customer-links', { article, customer, days: 3 }, agent)
    expect(made.status).toBe(201)
    const link = (await made.json()) as CustomerLinkAnswer
    expect(link).toMatchObject({ article: 'returns/send-it-back', title: 'Send it back <fast> [now]' })
    expect(link.url).toMatch(/\/en\/returns\/send-it-back\/\?only=[\w-]{22}\.[\w-]{43}$/)
    expect(link.expires - link.created).toBe(3 * 86_400_000)
    const list = async () =>
      (
        (await (
          await ask('GET', `/customer-links?customer=${customer}`, undefined, agent)
        ).json()) as CustomerLinksAnswer
      ).links
    expect(await list()).toEqual([link])
    expect((await ask('DELETE', `/customer-links/${link.id}`, undefined, agent)).status).toBe(204)
    expect((await ask('DELETE', `/customer-links/${link.id}`, undefined, agent)).status).toBe(404)
    expect(await list()).toEqual([])
    const lines = (await store.db.select().from(audit)).map(({ what, object }) => `${what} ${object}`)
    expect(lines.slice(-2)).toEqual([
      'customer-link.made returns/send-it-back',
      'customer-link.withdrawn returns/send-it-back',
    ])
    for (const wrong of [
      { days: 0 },
      { days: 91 },
      { article: 'cards/nothing' },
      { customer: 'f'.repeat(64) },
    ])
      expect(
        (await ask('POST', '/customer-links', { article, customer, ...wrong }, agent)).status,
      ).toBeGreaterThan(399)
  })
})
