import { describe, expect, it } from 'vitest'
import type { ArticlesAnswer, CustomerAnswer, LinkAnswer } from '#api/routes/staff/answers.ts'
import { customers, links, signals } from '#api/storage/staff-schema.ts'
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
      open: { state: 'yes', says: 'They can open it, in Turkish' },
    })
    const back = articles.find(({ article }) => article === 'returns/send-it-back')
    expect(back?.open).toMatchObject({ state: 'partly', says: 'They can open it, in English only' })
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

  it("gives a link in the customer's language, escaped in every form, and records it", async () => {
    const { store, ask, signedIn } = await staffHouse()
    const agent = await signedIn('agent')
    const found = await ask('POST', '/customers/lookup', { email }, agent)
    const { customer } = (await found.json()) as CustomerAnswer
    const asked = await ask('POST', '/links', { article: 'returns/send-it-back', customer }, agent)
    expect(asked.status).toBe(201)
    const link = (await asked.json()) as LinkAnswer
    const url = `${origin}/tr/returns/send-it-back/`
    expect(link.url).toBe(url)
    expect(link.html).toBe(`<a href="${url}">Send it back &lt;fast&gt; [now]</a>`)
    expect(link.markdown).toBe(`[Send it back \\<fast\\> \\[now\\]](${url})`)
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
