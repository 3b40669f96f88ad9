import { describe, expect, it } from 'vitest'
import { staffTable } from '#api/routes/staff/index.ts'
import { staffHouse } from './staff-house.ts'

/** Who may do what. A route that is not here fails the test, so nobody adds one without saying for whom it is. */
const everyone = ['nobody', 'agent', 'writer', 'manager', 'admin']
const signedIn = ['agent', 'writer', 'manager', 'admin']
const agents = ['agent', 'writer', 'admin']
const writers = ['writer', 'admin']
const expected: Record<string, string[]> = {
  'POST /sign-in': everyone,
  'POST /join': everyone,
  'POST /reset': everyone,
  'POST /sign-out': everyone,
  'GET /me': signedIn,
  'GET /me/sessions': signedIn,
  'DELETE /me/sessions/:id': signedIn,
  'DELETE /me/sessions': signedIn,
  'POST /password': signedIn,
  'GET /me/second-step': signedIn,
  'POST /me/second-step': signedIn,
  'PUT /me/second-step': signedIn,
  'DELETE /me/second-step': signedIn,
  'GET /ways-in': everyone,
  'GET /oidc': everyone,
  'GET /oidc/callback': everyone,
  'PUT /me/settings': signedIn,
  'GET /desk-origins': everyone,
  'POST /customers/lookup': agents,
  'POST /articles': agents,
  'POST /links': agents,
  'POST /replies': agents,
  'POST /signals': agents,
  'POST /customer-links': agents,
  'GET /customer-links': agents,
  'DELETE /customer-links/:id': agents,
  'GET /gaps': writers,
  'GET /gaps.csv': writers,
  'POST /gaps/decisions': writers,
  'GET /gaps/:id': writers,
  'POST /gaps/:id/decisions': writers,
  'POST /gaps/:id/draft-text': writers,
  'GET /gaps/:id/askers': writers,
  'POST /gaps/:id/told': writers,
  'GET /views': writers,
  'PUT /views': writers,
  'DELETE /views/:name': writers,
  'GET /inbox': writers,
  'POST /inbox/answers': writers,
  'GET /insights': ['manager', 'admin'],
  'GET /segments': signedIn,
  'GET /segments/:id': signedIn,
  'GET /articles': writers,
  'GET /coverage': writers,
  'GET /articles/:locale/:category/:slug': writers,
  'PUT /articles/:locale/:category/:slug': writers,
  'POST /articles/:locale/:category/:slug/keywords': writers,
  'POST /articles/:locale/:category/:slug/reading': writers,
  'GET /articles/:locale/:category/:slug/history': writers,
  'GET /articles/:locale/:category/:slug/history/:commit': writers,
  'POST /articles/:locale/:category/:slug/first-draft': writers,
  'POST /articles/plans': writers,
  'POST /articles/changes': writers,
  'DELETE /articles/changes': writers,
  'POST /pictures': writers,
  'GET /pictures/:locale/:category/:name': writers,
  'GET /publishes': writers,
  'POST /publishes': writers,
  'GET /people': ['admin'],
  'POST /invitations': ['admin'],
  'POST /resets': ['admin'],
  'GET /open-links': ['admin'],
  'DELETE /open-links/:id': ['admin'],
  'PUT /people/:id/role': ['admin'],
  'DELETE /people/:id': ['admin'],
  'GET /audit': ['admin'],
  'GET /audit.csv': ['admin'],
  'GET /audit/chain': ['admin'],
  'GET /keys': ['admin'],
  'POST /keys': ['admin'],
  'DELETE /keys/:id': ['admin'],
}

describe('every route of the staff API', () => {
  it('is listed with its roles', () => {
    expect(staffTable().map(({ method, path }) => `${method} ${path}`)).toEqual(Object.keys(expected))
  })

  it('opens to its roles and to no other', async () => {
    const { ask, signedIn: enter } = await staffHouse()
    const sessions = new Map<string, string>()
    for (const [route, roles] of Object.entries(expected)) {
      const [method = '', path = ''] = route.split(' ')
      for (const role of everyone) {
        if (role !== 'nobody' && !sessions.has(role)) {
          sessions.set(role, await enter(role as 'agent', `${role}-${crypto.randomUUID()}@example.com`))
        }
        const cookie = sessions.get(role)
        const body = method === 'GET' || method === 'DELETE' ? undefined : {}
        const { status } = await ask(method, path.replace(':id', 'unknown'), body, cookie)
        // Signing out ends the session; every other route leaves it for the next one.
        if (route === 'POST /sign-out') sessions.delete(role)
        const refused = role === 'nobody' ? 401 : 403
        // An empty body or an unknown id is refused too, but only after the guard.
        if (roles.includes(role))
          expect([200, 201, 202, 204, 400, 404, 409, 422], `${role}: ${route}`).toContain(status)
        else expect(status, `${role}: ${route}`).toBe(refused)
      }
    }
  })

  it('is never cached', async () => {
    const { ask, signedIn: enter } = await staffHouse()
    const answer = await ask('GET', '/gaps', undefined, await enter('writer'))
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  })
})
