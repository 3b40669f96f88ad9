import { setImmediate as nextTurn } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { BegunStepAnswer, RecoveryAnswer, SecondStepAnswer } from '#api/routes/staff/answers.ts'
import { reset } from '#api/storage/staff-accounts.ts'
import { hashPassword, TooManyHashes } from '#api/storage/staff-password.ts'
import { staff } from '#api/storage/staff-schema.ts'
import { newRecoveryCodes, stepOf } from '#api/storage/staff-totp.ts'
import { password, staffHouse } from './staff-house.ts'

// A code lives for thirty seconds: the clock stands, so that no test runs into the next one.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

// RFC 6238, appendix B, SHA-1; its eight digits end in the six that apps show.
it.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at second %i the code of RFC 6238 is %s', (second, code) => {
  const secret = Secret.fromUTF8('12345678901234567890').base32
  expect(stepOf(secret, code, second * 1000)).toBe(Math.floor(second / 30))
  expect(stepOf(secret, code, (second + 30) * 1000)).toBe(Math.floor(second / 30))
  expect(stepOf(secret, code, (second + 120) * 1000)).toBeUndefined()
})

it('makes recovery codes that nobody guesses, all different', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/)
})

async function withCodes() {
  const house = await staffHouse()
  const cookie = await house.signedIn('agent')
  const { secret, address } = (await (
    await house.ask('POST', '/me/second-step', {}, cookie)
  ).json()) as BegunStepAnswer
  const code = (later = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + later * 30_000 })
  const set = (typed: object) => house.ask('PUT', '/me/second-step', { secret, password, ...typed }, cookie)
  expect((await set({ code: '000000' })).status).toBe(422)
  expect((await set({ code: code(), password: 'not my password' })).status).toBe(422)
  const { codes } = (await (await set({ code: code() })).json()) as RecoveryAnswer
  const signIn = (typed?: string) =>
    house.ask('POST', '/sign-in', {
      email: 'agent@example.com',
      password,
      ...(typed === undefined ? {} : { code: typed }),
    })
  return { ...house, cookie, secret, address, codes, code, signIn }
}

it('asks for a code after the right password only, and takes each code once', async () => {
  const { ask, signIn, code, address } = await withCodes()
  expect(address).toMatch(/^otpauth:\/\/totp\/Shop:agent%40example.com\?/)
  const asked = await signIn()
  expect(asked.status).toBe(401)
  expect(await asked.json()).toMatchObject({ type: 'urn:kindred:problem:code-needed' })
  const wrong = await ask('POST', '/sign-in', { email: 'agent@example.com', password: 'not my password' })
  expect(await wrong.json()).toMatchObject({ type: 'urn:kindred:problem:wrong-password' })
  // The code that proved the secret was taken by that.
  expect((await signIn(code())).status).toBe(401)
  expect((await signIn(code(1))).status).toBe(200)
  expect((await signIn(code(1))).status).toBe(401)
})

it('takes each recovery code once, and stores neither them nor the secret readably', async () => {
  const { signIn, codes, secret, store, ask, cookie } = await withCodes()
  const stored = JSON.stringify(await store.db.select().from(staff))
  for (const text of [secret, ...codes]) expect(stored).not.toContain(text)
  expect((await signIn(codes[3])).status).toBe(200)
  expect((await signIn(codes[3])).status).toBe(401)
  expect((await signIn(codes[4]?.toUpperCase().replaceAll('-', ' '))).status).toBe(200)
  const now = (await (await ask('GET', '/me/second-step', undefined, cookie)).json()) as SecondStepAnswer
  expect(now).toEqual({ on: true, left: 8 })
})

it('asks for no code any more once the person, with their password, says so', async () => {
  const { ask, signIn, cookie } = await withCodes()
  expect((await ask('DELETE', '/me/second-step', { password: 'not my password' }, cookie)).status).toBe(422)
  expect((await ask('DELETE', '/me/second-step', { password }, cookie)).status).toBe(204)
  expect((await signIn()).status).toBe(200)
})

it('throttles wrong codes like wrong passwords, and does not count that a code is asked for', async () => {
  const { signIn, code } = await withCodes()
  for (let times = 0; times < 12; times++) expect((await signIn()).status).toBe(401)
  expect((await signIn(code(1))).status).toBe(200)
  for (let times = 0; times < 10; times++) expect((await signIn('000000')).status).toBe(401)
  expect((await signIn('000000')).status).toBe(429)
})

it('outlives a reset link of an admin, and ends with one that was made at the machine', async () => {
  const { ask, signIn, signedIn, store } = await withCodes()
  const admin = await signedIn('admin')
  const email = 'agent@example.com'
  const { link } = (await (await ask('POST', '/resets', { email }, admin)).json()) as { link: string }
  const useToken = async (token: string) => (await ask('POST', '/reset', { token, password })).status
  expect(await useToken(link.split(/[#=]/).at(-1) ?? '')).toBe(401)
  expect((await signIn()).status).toBe(401)
  const { token } = (await reset(store, { email, by: 'command' })) as { token: string }
  expect(await useToken(token)).toBe(200)
  expect((await signIn()).status).toBe(200)
})

it('is busy, and says so, while more passwords are checked than it can', async () => {
  const { ask, cookie } = await withCodes()
  let over = false
  const fill = async () => {
    while (!over)
      await hashPassword(password).catch((error: unknown) => {
        if (!(error instanceof TooManyHashes)) throw error
        return nextTurn()
      })
  }
  const fillers = Array.from({ length: 60 }, fill)
  const answer = await ask('DELETE', '/me/second-step', { password }, cookie)
  over = true
  await Promise.all(fillers)
  expect(await answer.json()).toMatchObject({ status: 503, type: 'urn:kindred:problem:busy' })
})
