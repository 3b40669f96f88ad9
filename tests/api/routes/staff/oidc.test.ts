import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { AuditAnswer } from '#api/routes/staff/answers.ts'
import { cookieIn, staffHouse } from './staff-house.ts'

interface Answer {
  sub: string
  email?: string
  email_verified?: boolean
  nonce?: string
}

/** An OpenID provider on this machine; whoever comes is who `answer` says. It checks PKCE as a real one does. */
async function provider() {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }
  const given = { answer: { sub: 's-1', email: 'agent@example.com', email_verified: true } as Answer }
  const codes = new Map<string, { challenge: string; nonce: string }>()
  const server = createServer(async (request, response) => {
    const json = (value: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    if (request.url === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    if (request.url === '/keys') return json({ keys: [jwk] })
    let body = ''
    for await (const part of request) body += part
    const form = new URLSearchParams(body)
    const code = codes.get(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!code || code.challenge !== challenge) return json({ error: 'invalid_grant' }, 400)
    const token = await new SignJWT({ nonce: code.nonce, ...given.answer })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(issuer)
      .setAudience('kindred')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey)
    return json({ access_token: 'a', token_type: 'bearer', id_token: token })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    given,
    /** The person says yes: what the browser is sent back with. */
    agree(address: URL): string {
      const code = crypto.randomUUID()
      const asked = address.searchParams
      expect(asked.get('code_challenge_method')).toBe('S256')
      codes.set(code, { challenge: asked.get('code_challenge') ?? '', nonce: asked.get('nonce') ?? '' })
      return new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString()
    },
  }
}

async function door() {
  const at = await provider()
  const house = await staffHouse(undefined, {
    KINDRED_OIDC_ISSUER: at.issuer,
    KINDRED_OIDC_CLIENT: 'kindred',
  })
  await house.signedIn('agent')
  const begin = async () => {
    const answer = await house.ask('GET', '/oidc')
    const cookie = cookieIn(answer.headers.get('set-cookie'))
    return { cookie, address: new URL(answer.headers.get('location') ?? '') }
  }
  const enter = async (query: string, cookie: string | undefined) => {
    const answer = await house.ask('GET', `/oidc/callback?${query}`, undefined, cookie)
    return { to: answer.headers.get('location'), cookie: cookieIn(answer.headers.get('set-cookie')) }
  }
  const whole = async () => {
    const { cookie, address } = await begin()
    return enter(at.agree(address), cookie)
  }
  return { ...at, house, begin, enter, whole }
}

describe('signing in by an OpenID provider', () => {
  it('opens to whoever has its verified address, and from then on to the same person there', async () => {
    const { house, given, whole } = await door()
    const { to, cookie } = await whole()
    expect(to).toBe('/staff/')
    expect(await (await house.ask('GET', '/me', undefined, cookie)).json()).toMatchObject({ role: 'agent' })
    given.answer = { sub: 's-1', email: 'renamed@example.com', email_verified: true }
    expect((await whole()).to).toBe('/staff/')
    // The address now belongs to somebody else there.
    given.answer = { sub: 's-2', email: 'agent@example.com', email_verified: true }
    expect((await whole()).to).toBe('/staff/sign-in/?problem=not-invited')
    const admin = await house.signedIn('admin')
    const log = await (await house.ask('GET', '/audit?q=linked', undefined, admin)).json()
    expect((log as AuditAnswer).lines).toMatchObject([{ what: 'staff.linked', by: 'A agent' }])
  })

  it.each<[string, Answer]>([
    ['somebody who is not staff', { sub: 's-9', email: 'else@example.com', email_verified: true }],
    ['an address that is not verified', { sub: 's-9', email: 'agent@example.com', email_verified: false }],
    ['an address that says nothing of it', { sub: 's-9', email: 'agent@example.com' }],
    ['nobody by address', { sub: 's-9' }],
  ])('opens nothing to %s', async (_, answer) => {
    const { given, whole } = await door()
    given.answer = answer
    expect((await whole()).to).toBe('/staff/sign-in/?problem=not-invited')
  })

  it('opens nothing to an answer that this browser did not ask for', async () => {
    const { agree, begin, enter, given, whole } = await door()
    const refused = '/staff/sign-in/?problem=provider'
    const one = await begin()
    const other = await begin()
    expect((await enter(agree(one.address), undefined)).to).toBe(refused)
    expect((await enter(agree(one.address), other.cookie)).to).toBe(refused)
    expect((await enter('error=access_denied', one.cookie)).to).toBe(refused)
    expect((await enter('', `__Host-staff-oidc=${'x'.repeat(40)}`)).to).toBe(refused)
    given.answer = { ...given.answer, nonce: 'of another attempt' }
    expect((await whole()).to).toBe(refused)
  })

  it('is not there where no provider is set', async () => {
    const house = await staffHouse()
    expect((await house.ask('GET', '/oidc')).status).toBe(404)
    expect(await (await house.ask('GET', '/ways-in')).json()).toEqual({ provider: null })
  })
})
