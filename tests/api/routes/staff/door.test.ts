import { afterEach, describe, expect, it, vi } from 'vitest'
import { invite, reset } from '#api/storage/staff-accounts.ts'
import { brokenAt } from '#api/storage/staff-change.ts'
import { audit, invitations, sessions, staff } from '#api/storage/staff-schema.ts'
import { cookieIn, password, staffHouse } from './staff-house.ts'

const hour = 60 * 60 * 1000

afterEach(() => {
  vi.useRealTimers()
})

function laterBy(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds })
}

describe('an invitation', () => {
  it('lets one person in, once, in the role it was made for', async () => {
    const { store, ask } = await staffHouse()
    const made = await invite(store, { email: 'ola@example.com', role: 'writer', by: 'command' })
    const { token } = made as { token: string }
    const body = { token, name: 'Ola', password }
    const joined = await ask('POST', '/join', body)
    expect(joined.status).toBe(201)
    expect(await joined.json()).toMatchObject({
      email: 'ola@example.com',
      role: 'writer',
      rooms: ['gaps', 'desk'],
    })
    expect(joined.headers.get('set-cookie')).toMatch(
      /^__Host-staff=[\w-]{43}; HttpOnly; Max-Age=43200; Path=\/; SameSite=Lax; Secure$/,
    )
    const again = await ask('POST', '/join', body)
    expect(again.status).toBe(410)
    expect(again.headers.get('set-cookie')).toBeNull()
  })

  it('lets one of twenty in who come at the same moment', async () => {
    const { store, ask } = await staffHouse()
    const made = await invite(store, { email: 'ola@example.com', role: 'admin', by: 'command' })
    const { token } = made as { token: string }
    const bodies = Array.from({ length: 20 }, (_, n) => ({ token, name: `N${n}`, password }))
    const statuses = await Promise.all(bodies.map(async (body) => (await ask('POST', '/join', body)).status))
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410)).toHaveLength(19)
    expect(await store.db.select().from(staff)).toHaveLength(1)
  })

  it('ends after a day', async () => {
    const { store, ask } = await staffHouse()
    const made = await invite(store, { email: 'ola@example.com', role: 'agent', by: 'command' })
    const { token } = made as { token: string }
    laterBy(24 * hour + 1000)
    expect((await ask('POST', '/join', { token, name: 'Ola', password })).status).toBe(410)
  })

  it('takes no role from the person who joins, and no short password', async () => {
    const { store, ask } = await staffHouse()
    const made = await invite(store, { email: 'ola@example.com', role: 'agent', by: 'command' })
    const { token } = made as { token: string }
    expect((await ask('POST', '/join', { token, name: 'Ola', password, role: 'admin' })).status).toBe(422)
    expect((await ask('POST', '/join', { token, name: 'Ola', password: 'short' })).status).toBe(422)
  })

  it('is replaced by a newer one for the same address', async () => {
    const { store, ask } = await staffHouse()
    const first = (await invite(store, { email: 'ola@example.com', role: 'admin', by: 'command' })) as {
      token: string
    }
    await invite(store, { email: 'ola@example.com', role: 'agent', by: 'command' })
    expect((await ask('POST', '/join', { token: first.token, name: 'Ola', password })).status).toBe(410)
  })
})

describe('signing in', () => {
  it('stores nothing that opens a session, joins or is a password', async () => {
    const { store, signedIn } = await staffHouse()
    const cookie = await signedIn('agent')
    const secret = cookie.split('=')[1] ?? ''
    const rows = [
      ...(await store.db.select().from(sessions)),
      ...(await store.db.select().from(invitations)),
      ...(await store.db.select().from(staff)),
      ...(await store.db.select().from(audit)),
    ]
    const all = JSON.stringify(rows)
    expect(secret).toHaveLength(43)
    expect(all).not.toContain(secret)
    expect(all).not.toContain(password)
    expect(all).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    const [session] = await store.db.select().from(sessions)
    expect(session?.id).toMatch(/^[0-9a-f]{64}$/)
  })

  it('does not open with what a stolen database holds', async () => {
    const { store, ask, signedIn } = await staffHouse()
    await signedIn('admin')
    const [session] = await store.db.select().from(sessions)
    expect((await ask('GET', '/me', undefined, `__Host-staff=${session?.id}`)).status).toBe(401)
  })

  it('gives a new secret each time and ends the one that was sent along', async () => {
    const { ask, signedIn } = await staffHouse()
    const before = await signedIn('agent')
    const body = { email: 'Agent@Example.com ', password }
    const answer = await ask('POST', '/sign-in', body, before)
    expect(answer.status).toBe(200)
    const after = cookieIn(answer.headers.get('set-cookie'))
    expect(after).not.toBe(before)
    expect((await ask('GET', '/me', undefined, before)).status).toBe(401)
    expect((await ask('GET', '/me', undefined, after)).status).toBe(200)
  })

  it('answers a wrong password and an unknown address alike, and stops at the eleventh try', async () => {
    const { ask, signedIn } = await staffHouse()
    await signedIn('agent')
    const answers: string[] = []
    for (const email of ['agent@example.com', 'nobody@example.com']) {
      for (let n = 1; n <= 10; n++) {
        const answer = await ask('POST', '/sign-in', { email, password: `wrong ${n}` })
        expect(answer.status).toBe(401)
        answers.push(await answer.text())
      }
      const eleventh = await ask('POST', '/sign-in', { email, password })
      expect(eleventh.status).toBe(429)
      expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect(new Set(answers).size).toBe(1)
  })

  it('forgets the tries after fifteen minutes, and after a success', async () => {
    const { ask, signedIn } = await staffHouse()
    await signedIn('agent')
    const right = { email: 'agent@example.com', password }
    for (let n = 0; n < 9; n++) await ask('POST', '/sign-in', { ...right, password: 'wrong' })
    expect((await ask('POST', '/sign-in', right)).status).toBe(200)
    for (let n = 0; n < 10; n++) await ask('POST', '/sign-in', { ...right, password: 'wrong' })
    expect((await ask('POST', '/sign-in', right)).status).toBe(429)
    laterBy(15 * 60 * 1000 + 1000)
    expect((await ask('POST', '/sign-in', right)).status).toBe(200)
  })

  it('survives cookies of every shape', async () => {
    const { ask, signedIn } = await staffHouse()
    const cookie = await signedIn('agent')
    const odd = [
      `${cookie}; ${cookie}`,
      '__Host-staff=%E0%A4%A',
      '__Host-staff=',
      `__Host-staff=${'x'.repeat(99_999)}`,
      ';;=;',
    ]
    for (const header of odd)
      expect([401, 431]).toContain((await ask('GET', '/me', undefined, header)).status)
    expect((await ask('GET', '/me', undefined, `a=%; ${cookie}; b="`)).status).toBe(200)
  })
})

describe('a session', () => {
  it('ends after twelve hours without use', async () => {
    const { ask, signedIn } = await staffHouse()
    const cookie = await signedIn('agent')
    laterBy(12 * hour + 1000)
    expect((await ask('GET', '/me', undefined, cookie)).status).toBe(401)
  })

  it('is renewed by use and sent again, but ends seven days after the sign-in', async () => {
    const { ask, signedIn } = await staffHouse()
    const cookie = await signedIn('agent')
    laterBy(7 * hour)
    const renewed = await ask('GET', '/me', undefined, cookie)
    expect(renewed.status).toBe(200)
    expect(cookieIn(renewed.headers.get('set-cookie'))).toBe(cookie)
    const statuses: number[] = []
    for (let hours = 14; hours <= 7 * 24; hours += 7) {
      laterBy(7 * hour)
      statuses.push((await ask('GET', '/me', undefined, cookie)).status)
    }
    expect(statuses.slice(0, -1).every((status) => status === 200)).toBe(true)
    expect(statuses.at(-1)).toBe(401)
  })

  it('ends at sign-out', async () => {
    const { ask, signedIn } = await staffHouse()
    const cookie = await signedIn('agent')
    const out = await ask('POST', '/sign-out', undefined, cookie)
    expect(out.status).toBe(204)
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await ask('GET', '/me', undefined, cookie)).status).toBe(401)
  })

  it('ends everywhere when the password or the role changes', async () => {
    const { store, ask, signedIn } = await staffHouse()
    const admin = await signedIn('admin')
    const first = await signedIn('agent')
    const signIn = { email: 'agent@example.com', password }
    const second = cookieIn((await ask('POST', '/sign-in', signIn)).headers.get('set-cookie'))
    const next = 'another four words here'
    const wrong = await ask('POST', '/password', { current: 'wrong', password: next }, second)
    expect(wrong.status).toBe(422)
    const changed = await ask('POST', '/password', { current: password, password: next }, second)
    expect(changed.status).toBe(200)
    const third = cookieIn(changed.headers.get('set-cookie'))
    expect((await ask('GET', '/me', undefined, first)).status).toBe(401)
    expect((await ask('GET', '/me', undefined, second)).status).toBe(401)
    expect((await ask('GET', '/me', undefined, third)).status).toBe(200)

    const [agent] = (await store.db.select().from(staff)).filter(({ role }) => role === 'agent')
    expect((await ask('PUT', `/people/${agent?.id}/role`, { role: 'writer' }, admin)).status).toBe(200)
    expect((await ask('GET', '/me', undefined, third)).status).toBe(401)
  })
})

describe('a reset link', () => {
  it('sets a new password once and signs other devices out', async () => {
    const { store, ask, signedIn } = await staffHouse()
    const cookie = await signedIn('writer')
    const { token } = (await reset(store, { email: 'writer@example.com', by: 'command' })) as {
      token: string
    }
    const body = { token, password: 'a new password' }
    expect((await ask('POST', '/reset', body)).status).toBe(200)
    expect((await ask('POST', '/reset', body)).status).toBe(410)
    expect((await ask('GET', '/me', undefined, cookie)).status).toBe(401)
    expect((await ask('POST', '/sign-in', { email: 'writer@example.com', password })).status).toBe(401)
    expect(
      (await ask('POST', '/sign-in', { email: 'writer@example.com', password: body.password })).status,
    ).toBe(200)
  })
})

describe('the audit', () => {
  it('has a line for every change, in a chain that shows tampering', async () => {
    const { store, ask, signedIn } = await staffHouse()
    const admin = await signedIn('admin')
    await signedIn('agent')
    await ask('POST', '/customers/lookup', { email: 'elif@example.com' }, admin)
    await ask('POST', '/gaps/g1/decisions', { decision: 'assign' }, admin)
    const lines = await store.db.select().from(audit)
    expect(lines.map(({ what }) => what)).toEqual([
      'customers.filled',
      'staff.invited',
      'staff.joined',
      'staff.invited',
      'staff.joined',
      'customer.looked-up',
      'gap.assigned',
    ])
    expect(JSON.stringify(lines)).not.toContain('@example.com')
    expect(await brokenAt(store)).toBeUndefined()
    await store.write([store.db.update(audit).set({ object: 'somebody else' })])
    expect(await brokenAt(store)).toBe(lines[0]?.id)
  })

  it('keeps the last admin', async () => {
    const { store, ask, signedIn } = await staffHouse()
    const admin = await signedIn('admin')
    const [person] = await store.db.select().from(staff)
    expect((await ask('DELETE', `/people/${person?.id}`, undefined, admin)).status).toBe(409)
    expect((await ask('PUT', `/people/${person?.id}/role`, { role: 'agent' }, admin)).status).toBe(409)
  })
})
