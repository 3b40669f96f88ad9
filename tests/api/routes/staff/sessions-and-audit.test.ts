import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { AuditAnswer, ChainAnswer, OwnSessionsAnswer } from '#api/routes/staff/answers.ts'
import { deviceOf } from '#api/routes/staff/device.ts'
import { audit } from '#api/storage/staff-schema.ts'
import { cookieIn, origin, password, staffHouse } from './staff-house.ts'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

describe('the sessions of one person', () => {
  async function twice() {
    const house = await staffHouse()
    const first = await house.signedIn('agent')
    const signIn = async (framed = false) => {
      const answer = await house.app.request('/api/staff/sign-in', {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json', 'user-agent': firefox },
        body: JSON.stringify({ email: 'agent@example.com', password, framed }),
      })
      return answer.headers.get('set-cookie') ?? ''
    }
    const listed = async (cookie: string) =>
      ((await (await house.ask('GET', '/me/sessions', undefined, cookie)).json()) as OwnSessionsAnswer)
        .sessions
    return { house, first, signIn, listed }
  }

  it('are listed with their browser, and one is ended without the others', async () => {
    const { house, first, signIn, listed } = await twice()
    const second = cookieIn(await signIn())
    expect(await listed(first)).toMatchObject([
      { device: 'Firefox, Linux', here: false },
      { device: null, here: true },
    ])
    const [other] = await listed(first)
    expect((await house.ask('DELETE', `/me/sessions/${other?.id}`, undefined, first)).status).toBe(204)
    expect((await house.ask('GET', '/me', undefined, second)).status).toBe(401)
    expect((await house.ask('GET', '/me', undefined, first)).status).toBe(200)
  })

  it('are all ended but the one that asks, and nobody ends those of another', async () => {
    const { house, first, signIn, listed } = await twice()
    const second = cookieIn(await signIn())
    const stranger = await house.signedIn('writer')
    const [own] = await listed(stranger)
    await house.ask('DELETE', `/me/sessions/${own?.id}`, undefined, first)
    await house.ask('DELETE', '/me/sessions', undefined, second)
    expect((await house.ask('GET', '/me', undefined, first)).status).toBe(401)
    for (const cookie of [second, stranger])
      expect((await house.ask('GET', '/me', undefined, cookie)).status).toBe(200)
  })

  it('have a cookie of their own in a frame, kept apart for each site around it', async () => {
    const { house, first, signIn } = await twice()
    const framed = await signIn(true)
    expect(framed).toMatch(
      /^__Host-staff-framed=[\w-]{43}; HttpOnly;.*Path=\/; SameSite=None; Secure; Partitioned$/,
    )
    expect((await house.ask('GET', '/me', undefined, cookieIn(framed))).status).toBe(200)
    // Beside the cookie of a page of ours it says nothing.
    const both = `${first}; __Host-staff-framed=${'x'.repeat(43)}`
    expect((await house.ask('GET', '/me', undefined, both)).status).toBe(200)
    const out = await house.ask('POST', '/sign-out', {}, cookieIn(framed))
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-staff-framed=; .*Max-Age=0/)
    expect((await house.ask('GET', '/me', undefined, cookieIn(framed))).status).toBe(401)
  })

  it.each([
    [firefox, 'Firefox, Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0',
      'Edge, Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1',
      'Safari, iPhone',
    ],
    ['curl/8.0', null],
    [undefined, null],
  ])('are known by their browser: %s', (agent, device) => {
    expect(deviceOf(agent)).toBe(device)
  })
})

describe('the audit log', () => {
  it('is searched by what, whom and by whom, page by page, and saved for a spreadsheet', async () => {
    const house = await staffHouse()
    const admin = await house.signedIn('admin')
    const writer = await house.signedIn('writer')
    await house.ask('POST', '/gaps/g1/decisions', { decision: 'dismiss', reason: 'Rare' }, writer)
    const lines = async (query: string) => {
      const answer = await house.ask('GET', `/audit?${query}`, undefined, admin)
      return ((await answer.json()) as AuditAnswer).lines
    }
    expect(await lines('q=dismissed')).toMatchObject([
      { by: 'A writer', what: 'gap.dismissed', object: 'g1' },
    ])
    expect((await lines('q=writer')).length).toBeGreaterThan(1)
    expect(await lines('q=%25nothing')).toEqual([])
    const [newest, next] = await lines('')
    expect((await lines(`before=${newest?.id}`))[0]).toEqual(next)
    expect((await house.ask('GET', '/audit?before=x', undefined, admin)).status).toBe(422)
    const file = await (await house.ask('GET', '/audit.csv?q=dismissed', undefined, admin)).text()
    expect(parse(file, { columns: true })).toMatchObject([{ by: 'A writer', what: 'gap.dismissed' }])
  })

  it('says that its chain is whole, and which line somebody changed', async () => {
    const house = await staffHouse()
    const admin = await house.signedIn('admin')
    const chain = async () =>
      (await (await house.ask('GET', '/audit/chain', undefined, admin)).json()) as ChainAnswer
    const { lines, broken } = await chain()
    expect({ broken, some: lines > 0 }).toEqual({ broken: null, some: true })
    const [row] = await house.store.db.select().from(audit).limit(1)
    await house.store.write([
      house.store.db.update(audit).set({ object: 'else' }).where(eq(audit.id, row!.id)),
    ])
    expect((await chain()).broken).toBe(row!.id)
  })
})
