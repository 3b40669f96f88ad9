import { afterEach, beforeEach, expect, it } from 'vitest'
import { fillCustomers } from '#api/storage/customers.ts'
import { signInToken } from '#api/web/sign-in-link.ts'
import { cookieOf, noon, type TestApi, testApi } from '#tests/support/api.ts'
import { type MailServer, mailServer } from '#tests/support/mail-server.ts'

let api: TestApi
let mail: MailServer
beforeEach(async () => {
  mail = await mailServer()
  api = await testApi(undefined, { KINDRED_SMTP: mail.url, KINDRED_MAIL_FROM: 'help@tiny.example' })
  const { app, secret } = api.context
  const rows = [
    { email: 'anna@example.com', external_id: 'm-1', locale: 'en', traits: { trips: 4 } },
    { email: 'bob@example.com', traits: { trips: 5 } },
  ]
  await fillCustomers(app, { rows, secret, by: 'command' })
})
afterEach(async () => {
  await api.close()
  await mail.close()
})

const ask = (email: string) => api.ask('/api/sign-in', { method: 'POST', form: { email, locale: 'en' } })
const open = (token: string, cookie?: string) =>
  api.ask('/api/sign-in/session', { method: 'POST', form: { token, locale: 'en' }, cookie })
const segments = async (cookie: string | undefined) => {
  const { matches } = await (await api.ask('/api/ordering?locale=en', { cookie })).json()
  return matches.map(({ segment }: { segment: string }) => segment)
}
/** The token of the newest mail, whose long lines SMTP wraps. */
const mailed = () =>
  /token=([\w-]+)/.exec((mail.mails.at(-1) ?? '').replace(/=\n/g, '').replaceAll('=3D', '='))?.[1] ?? ''

it('signs a customer in by a link that works once, and answers strangers the same', async () => {
  const [known, unknown] = [await ask('Anna@Example.com'), await ask('nobody@example.com')]
  expect([known.status, unknown.status]).toEqual([303, 303])
  expect(known.headers.get('location')).toBe(unknown.headers.get('location'))
  await expect.poll(() => mail.mails.length).toBe(1)
  expect(mail.mails[0]).toContain('To: anna@example.com')

  const before = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: null } }))
  const signed = await open(mailed(), before)
  expect(signed.headers.get('location')).toBe('/en/')
  const cookie = cookieOf(signed)
  expect(cookie).not.toBe(before)
  expect(await (await api.ask('/api/about-you', { cookie })).json()).toMatchObject({
    customer: 'm-1',
    chosen: true,
  })
  expect((await open(mailed())).headers.get('location')).toBe('/en/sign-in/?state=gone')

  const out = await api.ask('/api/sign-in/end', { method: 'POST', form: { locale: 'en' }, cookie })
  expect(await (await api.ask('/api/about-you', { cookie: cookieOf(out) })).json()).toMatchObject({
    customer: null,
  })
})

it('knows a customer whom the company gave no number by the address alone', async () => {
  await ask('bob@example.com')
  await expect.poll(() => mail.mails.length).toBe(1)
  expect(await segments(cookieOf(await open(mailed())))).toEqual(['traveller'])
})

it('refuses what is too old, changed, or sealed with another secret', async () => {
  const { secret } = api.context
  const now = noon.getTime()
  const good = signInToken('m-1', 'anna@example.com', secret, now)
  const others = [
    signInToken('m-1', 'anna@example.com', secret, now - 15 * 60_000),
    signInToken('m-1', 'anna@example.com', Buffer.alloc(32, 9), now),
    `${good.slice(0, -2)}AA`,
    '',
  ]
  for (const token of others) expect((await open(token)).headers.get('set-cookie')).toBeNull()
  expect((await open(good)).headers.get('set-cookie')).toContain('__Host-visitor')
})

it('sends one address few links, whoever asks', async () => {
  for (let n = 0; n < 5; n++)
    expect((await ask('nobody@example.com')).headers.get('location')).toContain('state=sent')
  expect((await ask('nobody@example.com')).headers.get('location')).toContain('state=wait')
})
