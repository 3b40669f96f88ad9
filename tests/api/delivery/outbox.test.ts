import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test } from 'vitest'
import { createOutbox } from '#api/delivery/outbox.ts'
import { messages, outbox } from '#api/storage/app-schema.ts'
import { forgetOldMessages } from '#api/storage/messages.ts'
import { seal, unseal } from '#api/storage/seal.ts'
import { noon, type TestApi, testApi } from '#tests/support/api.ts'
import { mailServer } from '#tests/support/mail-server.ts'

const key = Buffer.alloc(32, 9)
let api: TestApi
const closing: (() => unknown)[] = []
afterEach(async () => {
  await api.close()
  for (const close of closing.splice(0)) await close()
})

const write = (text = 'My card 4111 1111 1111 1111 was swallowed in Kraków. Anna Nowak') =>
  api.ask('/api/contact', {
    method: 'POST',
    json: { attempt: 'a'.repeat(22), locale: 'en', text, email: 'Anna@Example.com', read: ['cards/lost'] },
  })

/** The same outbox at a later time: what was tried too early is tried again. */
const later = (ms: number) => {
  const { app: store, secret, environment } = api.context
  return createOutbox({
    ...{ store, secret, settings: environment.contact, origin: environment.origin },
    ...{ site: () => 'Tiny', tell() {}, now: () => new Date(noon.getTime() + ms) },
  })
}
const waiting = () => api.context.app.db.select().from(outbox)
const kept = async () => (await api.context.app.db.select().from(messages))[0]

test('a message reaches the desk whole, after a mail server that was down is back', async () => {
  const gone = await mailServer()
  await gone.close()
  api = await testApi(undefined, {
    ...{ KINDRED_CONTACT: 'mailto:desk@tiny.example', KINDRED_SMTP: gone.url },
    KINDRED_MAIL_FROM: 'help@tiny.example',
  })
  expect((await write()).status).toBe(201)
  await api.context.outbox.deliver()

  const [row] = await waiting()
  expect(row).toMatchObject({ tries: 1, fault: expect.stringContaining('ECONNREFUSED') })
  expect(row?.sealed).not.toContain('card')
  expect(await kept()).toMatchObject({
    text: 'My card [card] was swallowed in Kraków. [name]',
    read: ['cards/lost'],
    delivered: null,
  })

  const mail = await mailServer(Number(new URL(gone.url).port))
  closing.push(mail.close)
  await later(30_000).deliver()
  expect(mail.mails).toHaveLength(0)
  await later(90_000).deliver()
  expect(mail.mails).toHaveLength(1)
  const [sent = ''] = mail.mails
  expect(sent).toContain('To: desk@tiny.example')
  expect(sent).toContain('Reply-To: anna@example.com')
  expect(sent).toContain('4111 1111 1111 1111')
  expect(sent).toContain('Read just before: A lost or stolen card')
  expect(await waiting()).toEqual([])
  expect((await kept())?.delivered).toBe(noon.getTime() + 90_000)
})

test('a webhook is signed, refuses with 500, and gets the same message again', async () => {
  const got: { id: string; body: string; headers: Record<string, string> }[] = []
  let status = 500
  const receiver = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const headers = request.headers as Record<string, string>
      got.push({ id: headers['webhook-id'] ?? '', body, headers })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  closing.push(() => receiver.close())
  api = await testApi(undefined, {
    KINDRED_CONTACT: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`,
    KINDRED_CONTACT_KEY: `whsec_${key.toString('base64')}`,
  })
  await write()
  await api.context.outbox.deliver()
  expect((await waiting())[0]).toMatchObject({ tries: 1, fault: 'The webhook answered 500.' })
  status = 204
  await later(61_000).deliver()
  expect(got.map(({ id }) => id)).toEqual([got[0]?.id, got[0]?.id])
  // The library refuses times that are not now; the signature itself is what counts here.
  const { body = '', headers } = got[0]!
  const at = new Date(Number(headers['webhook-timestamp']) * 1000)
  expect(new Webhook(key, { format: 'raw' }).sign(got[0]!.id, at, body)).toBe(headers['webhook-signature'])
  expect(JSON.parse(body)).toMatchObject({
    type: 'contact.created',
    data: { email: 'anna@example.com', locale: 'en', verified: false, segments: [], channel: 'Chat' },
  })
  expect(await waiting()).toEqual([])
})

test('what nobody takes in time is given up, and its whole text is gone', async () => {
  api = await testApi(undefined, {
    KINDRED_CONTACT: 'http://127.0.0.1:9/hook',
    ...{ KINDRED_CONTACT_KEY: key.toString('hex'), KINDRED_CONTACT_DAYS: '2' },
  })
  await write()
  await api.context.outbox.deliver()
  const after = noon.getTime() + 2 * 86_400_000 + 1
  await api.context.app.write(forgetOldMessages(api.context.app, after))
  expect(await waiting()).toEqual([])
  expect(await kept()).toMatchObject({ delivered: null, expired: after })
})

test('a sealed text opens only with its own secret and under its own id', async () => {
  api = await testApi()
  const secret = Buffer.alloc(32, 1)
  const sealed = seal('ęßığ', 'one', secret)
  expect(unseal(sealed, 'one', secret)).toBe('ęßığ')
  expect(unseal(sealed, 'two', secret)).toBeUndefined()
  expect(unseal(sealed, 'one', Buffer.alloc(32, 2))).toBeUndefined()
})
