import { describe, expect, it } from 'vitest'
import { invite, reset } from '#api/storage/staff-accounts.ts'
import { sessions, staff } from '#api/storage/staff-schema.ts'
import { cookieIn, type House, password, staffHouse } from './staff-house.ts'

const idOf = async ({ store }: House, email: string) =>
  (await store.db.select().from(staff)).find((one) => one.email === email)?.id ?? ''

const tokenOf = async (answer: Response) =>
  new URL(((await answer.json()) as { link: string }).link).hash.slice('#token='.length)

describe('a reset', () => {
  it('leaves no session that the old password opened, however hard twelve clients try meanwhile', async () => {
    const house = await staffHouse()
    await house.signedIn('agent')
    const made = await reset(house.store, { email: 'agent@example.com', by: 'command' })
    const { token } = made as { token: string }
    const opened: string[] = []
    let over = false
    const loop = async () => {
      while (!over) {
        await new Promise((resolve) => setImmediate(resolve))
        const answer = await house.ask('POST', '/sign-in', { email: 'agent@example.com', password })
        if (answer.status === 200) opened.push(cookieIn(answer.headers.get('set-cookie')))
      }
    }
    const loops = Array.from({ length: 12 }, loop)
    while (opened.length < 12) await new Promise((resolve) => setTimeout(resolve, 5))
    const answer = await house.ask('POST', '/reset', { token, password: 'a new password' })
    over = true
    await Promise.all(loops)
    expect(answer.status).toBe(200)
    const alive = await Promise.all(
      opened.map(async (one) => (await house.ask('GET', '/me', undefined, one)).status),
    )
    expect(alive.filter((status) => status === 200)).toHaveLength(0)
    expect(await house.store.db.select().from(sessions)).toHaveLength(1)
  }, 30_000)

  it.each([
    [
      'the person changes the password',
      'POST',
      () => '/password',
      { current: password, password: 'four new words' },
    ],
    ['the person gets another role', 'PUT', (id: string) => `/people/${id}/role`, { role: 'writer' }],
  ])('no longer works after %s', async (_, method, path, body) => {
    const house = await staffHouse()
    const admin = await house.signedIn('admin')
    const agent = await house.signedIn('agent')
    const token = await tokenOf(await house.ask('POST', '/resets', { email: 'agent@example.com' }, admin))
    const id = await idOf(house, 'agent@example.com')
    const changed = await house.ask(method, path(id), body, method === 'PUT' ? admin : agent)
    expect(changed.status).toBe(200)
    expect((await house.ask('POST', '/reset', { token, password: 'somebody else' })).status).toBe(410)
  })
})

describe('the links of an admin', () => {
  it.each([
    ['is removed', 'DELETE', (id: string) => `/people/${id}`, undefined],
    ['loses the role', 'PUT', (id: string) => `/people/${id}/role`, { role: 'agent' }],
  ])('end when the admin %s', async (_, method, path, body) => {
    const house = await staffHouse()
    const [first, second] = [await house.signedIn('admin'), await house.signedIn('admin', 'b@example.com')]
    await house.signedIn('agent')
    const invitation = await tokenOf(
      await house.ask('POST', '/invitations', { email: 'evil@example.com', role: 'admin' }, second),
    )
    const offered = await tokenOf(await house.ask('POST', '/resets', { email: 'agent@example.com' }, second))
    await house.ask(method, path(await idOf(house, 'b@example.com')), body, first)
    expect((await house.ask('POST', '/join', { token: invitation, name: 'Evil', password })).status).toBe(410)
    expect((await house.ask('POST', '/reset', { token: offered, password })).status).toBe(410)
  })

  it('are not made by somebody who lost the role while the request waited', async () => {
    const house = await staffHouse()
    await house.signedIn('agent')
    const by = await idOf(house, 'agent@example.com')
    await expect(invite(house.store, { email: 'x@example.com', role: 'admin', by })).rejects.toMatchObject({
      name: 'NotAdmin',
    })
  })

  it('are listed without what opens them, and end when they are revoked', async () => {
    const house = await staffHouse()
    const admin = await house.signedIn('admin')
    const made = await house.ask('POST', '/invitations', { email: 'ola@example.com', role: 'writer' }, admin)
    const token = await tokenOf(made)
    await house.ask('POST', '/resets', { email: 'admin@example.com' }, admin)
    const answer = await house.ask('GET', '/open-links', undefined, admin)
    const { links } = (await answer.json()) as { links: { id: string; kind: string }[] }
    expect(links).toMatchObject([
      { kind: 'invitation', email: 'ola@example.com', role: 'writer', by: 'A admin' },
      { kind: 'reset', email: 'admin@example.com', role: null, by: 'A admin' },
    ])
    expect(JSON.stringify(links)).not.toContain(token)
    expect((await house.ask('DELETE', `/open-links/${links[0]?.id}`, undefined, admin)).status).toBe(204)
    expect((await house.ask('DELETE', `/open-links/${links[0]?.id}`, undefined, admin)).status).toBe(404)
    expect((await house.ask('POST', '/join', { token, name: 'Ola', password })).status).toBe(410)
  })
})

describe('a password', () => {
  it('is the same whether a letter comes as one character or as two', async () => {
    const house = await staffHouse()
    const typed = 'Şifremi güçlü yaptım'
    const made = await invite(house.store, { email: 'ola@example.com', role: 'agent', by: 'command' })
    const { token } = made as { token: string }
    await house.ask('POST', '/join', { token, name: 'Ola', password: typed.normalize('NFC') })
    const signIn = { email: 'ola@example.com', password: typed.normalize('NFD') }
    expect((await house.ask('POST', '/sign-in', signIn)).status).toBe(200)
  })
})

describe('guessing', () => {
  it('is stopped per place over all accounts, without locking the owner out elsewhere', async () => {
    const house = await staffHouse()
    await house.signedIn('agent')
    const from = (place: string) => async (email: string, typed: string) =>
      (
        await house.app.request(
          '/api/staff/sign-in',
          {
            method: 'POST',
            headers: { origin: 'http://127.0.0.1:4321', 'content-type': 'application/json' },
            body: JSON.stringify({ email, password: typed }),
          },
          { incoming: { socket: { remoteAddress: place } } },
        )
      ).status
    const attacker = from('6.6.6.6')
    const statuses: number[] = []
    for (let n = 0; n < 35; n++) statuses.push(await attacker(`invented-${n}@example.com`, 'one password'))
    expect(statuses.filter((status) => status === 401)).toHaveLength(30)
    expect(statuses.slice(30)).toEqual([429, 429, 429, 429, 429])
    expect(await from('7.7.7.7')('agent@example.com', password)).toBe(200)
  }, 20_000)
})
