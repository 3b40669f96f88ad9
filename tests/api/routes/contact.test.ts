import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attempts, messages } from '#api/storage/app-schema.ts'
import { inboxItems } from '#api/storage/inbox.ts'
import { cookieOf, noon, type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeEach(async () => {
  api = await testApi(undefined, {
    KINDRED_CONTACT: 'http://127.0.0.1:9/hook',
    KINDRED_CONTACT_KEY: '07'.repeat(32),
  })
})
afterEach(() => api.close())

const attempt = 'A'.repeat(22)
const good = { attempt, locale: 'en', text: 'Where is my new card?', email: 'anna@example.com' }
const send = (json: unknown = good, headers: Record<string, string> = {}) =>
  api.ask('/api/contact', { method: 'POST', json, headers })
const form = (fields: Record<string, string>) =>
  api.ask('/api/contact', { method: 'POST', form: { locale: 'en', attempt, ...fields } })
const stored = () => api.context.app.db.select().from(messages)

describe('the contact form', () => {
  it('keeps a message once, however often it is sent', async () => {
    expect((await send()).status).toBe(201)
    expect((await send()).status).toBe(200)
    expect((await form({ text: good.text, email: good.email })).headers.get('location')).toBe(
      '/en/contact/?sent=1',
    )
    expect(await stored()).toHaveLength(1)
    expect((await send({ ...good, attempt: 'B'.repeat(22) })).status).toBe(201)
    expect(await stored()).toHaveLength(2)
  })

  it('says nothing was wrong to a bot that fills the hidden field, and keeps nothing', async () => {
    expect((await send({ ...good, website: 'https://spam.example' })).status).toBe(201)
    expect(await stored()).toEqual([])
  })

  it('takes few messages without a proof of work, and a proof only once', async () => {
    const solved = async () => {
      const challenge = await (await api.ask('/api/contact/challenge')).json()
      const solution = await solveChallenge({ challenge, deriveKey })
      return { challenge, solution }
    }
    const other = (n: number, more = {}) => send({ ...good, text: `Message ${n}`, ...more })
    const proof = await solved()
    expect((await other(0, { proof })).status).toBe(201)
    // The proof is used up, so the same one counts as none: five such messages an hour.
    for (let n = 1; n <= 5; n++) expect((await other(n, { proof })).status).toBe(201)
    const refused = await other(6)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBeTruthy()
    expect((await other(6, { proof: await solved() })).status).toBe(201)
  }, 20_000)

  it('gives back what was written when it cannot be sent, without script too', async () => {
    const answer = await form({ text: 'Ein <b> & "mehr"', email: 'not an address' })
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toContain('text/html')
    const html = await answer.text()
    expect(html).toContain('Ein &#60;b&#62; &#38; &#34;mehr&#34;')
    expect(html).toContain('Look at the fields')
    expect(await stored()).toEqual([])
  })

  it('refuses files in words, and keeps the text in the form', async () => {
    const body = new FormData()
    for (const [name, value] of Object.entries({
      locale: 'en',
      text: 'See the picture',
      email: 'a@b.example',
    }))
      body.set(name, value)
    body.set('file', new File(['x'], 'a.png'))
    const { origin } = api.context.environment
    const answer = await api.app.request(`${origin}/api/contact`, {
      ...{ method: 'POST', body, headers: { Origin: origin } },
    })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('No files here')
    expect(html).toContain('See the picture')
    expect((await send({ ...good, file: 'data:…' })).status).toBe(422)
  })

  it('asks for an address when somebody answers, and for none when nobody does', async () => {
    const { email: _, ...nameless } = good
    expect((await send(nameless)).status).toBe(422)
    const quiet = await testApi()
    try {
      const answer = await quiet.ask('/api/contact', { method: 'POST', json: nameless })
      expect(await answer.json()).toEqual({ answered: false })
      const page = await (await quiet.ask('/en/contact/')).text()
      expect(page).toContain('Nobody answers here')
      expect(page).not.toContain('name="email"')
    } finally {
      await quiet.close()
    }
  })

  it('knows what was read before, but not of readers who ask not to be followed', async () => {
    await send({ ...good, read: ['cards/lost', 'trips/secret', 'no/such'] })
    await send({ ...good, text: 'Another', read: ['cards/lost'] }, { 'sec-gpc': '1' })
    expect((await stored()).map(({ read }) => read)).toEqual([['cards/lost'], []])
  })

  it('shows readers what they wrote, and erases it with everything else', async () => {
    const chosen = await api.ask('/api/choice', { method: 'PUT', json: { segment: 'traveller' } })
    const cookie = cookieOf(chosen)
    await api.ask('/api/contact', { method: 'POST', json: good, cookie })
    const about = await (await api.ask('/api/about-you', { cookie })).json()
    expect(about.messages).toMatchObject([{ text: good.text, locale: 'en' }])
    expect((await stored())[0]?.segments).toEqual(['traveller'])
    await api.ask('/api/about-you', { method: 'DELETE', cookie })
    expect(await stored()).toEqual([])
  })

  it('shows writers the redacted text and where the message is, when they ask for messages', async () => {
    await send({ ...good, text: 'My card 4111 1111 1111 1111 is gone', read: ['cards/lost'] })
    await api.context.outbox.deliver()
    const [item] = await inboxItems(api.context.app, noon.getTime())
    expect(item).toMatchObject({
      ...{ kind: 'message', text: 'My card [card] is gone', article: 'cards/lost', delivery: 'waiting' },
    })
  })

  it('records whether a suggestion was enough', async () => {
    const step = (json: object) =>
      api.ask('/api/contact/steps', { method: 'POST', json: { attempt, ...json } })
    expect((await step({ step: 'suggested', locale: 'en' })).status).toBe(204)
    expect((await step({ step: 'opened', article: 'cards/lost' })).status).toBe(204)
    expect((await step({ step: 'opened', article: 'cards/freeze' })).status).toBe(204)
    expect((await step({ step: 'answered', article: 'cards/lost' })).status).toBe(204)
    expect((await step({ step: 'answered', article: 'trips/secret' })).status).toBe(404)
    await api.context.app.settle()
    const at = noon.getTime()
    const [row] = await api.context.app.db.select().from(attempts)
    expect(row).toMatchObject({ opened: 'cards/lost', openedAt: at, answered: 'cards/lost', sentAt: null })
    await send()
    expect((await api.context.app.db.select().from(attempts))[0]?.sentAt).toBe(at)
  })
})
