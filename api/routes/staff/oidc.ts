import type { Context } from 'hono'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { z } from 'zod'
import { recogniseExternal } from '#api/storage/staff-external.ts'
import type { AppContext } from '#api/web/context.ts'
import { refusal } from '#api/web/refusals.ts'
import type { WaysInAnswer } from './answers.ts'
import { deviceOf } from './device.ts'
import type { StaffRoute } from './route.ts'

/** What the browser keeps while the person is at the provider; the answer must match it. */
const attemptSchema = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() })
const cookieName = '__Host-staff-oidc'

/** Seconds a person may take at the provider. */
const patience = 600

/** Signing in by an OpenID provider: authorization code with PKCE, state and nonce; the provider is found by discovery. */
export const oidcRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/ways-in',
    room: 'door',
    says: 'How staff may sign in beside a password.',
    handle(c, { context }) {
      const { oidc } = context.environment
      return c.json({ provider: oidc ? new URL(oidc.issuer).hostname : null } satisfies WaysInAnswer)
    },
  },
  {
    method: 'GET',
    path: '/oidc',
    room: 'door',
    says: 'Leads to the OpenID provider.',
    async handle(c, { context }) {
      const provider = await providerOf(context)
      if (!provider) return refused(c, 'provider')
      const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
      const address = buildAuthorizationUrl(provider, {
        redirect_uri: callbackOf(context),
        scope: 'openid email profile',
        code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
      })
      c.header('Set-Cookie', cookieOf(Buffer.from(JSON.stringify(attempt)).toString('base64url'), patience))
      return c.redirect(address.href, 302)
    },
  },
  {
    method: 'GET',
    path: '/oidc/callback',
    room: 'door',
    says: 'Where the OpenID provider leads back to.',
    async handle(c, { context, sessions }) {
      const provider = await providerOf(context)
      const attempt = attemptIn(c.req.header('cookie'))
      if (!provider || !attempt) return refused(c, 'provider')
      // Behind a proxy the request has another host; the provider was told ours.
      const answered = new URL(callbackOf(context))
      answered.search = new URL(c.req.url).search
      const tokens = await authorizationCodeGrant(provider, answered, {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      }).catch((error: Error) => {
        context.log.warn({ reason: error.message }, 'a sign-in by OpenID was refused')
        return undefined
      })
      const claims = tokens?.claims()
      if (!claims) return refused(c, 'provider')
      const person = await recogniseExternal(context.app, {
        issuer: claims.iss,
        subject: claims.sub,
        email:
          claims['email_verified'] === true && typeof claims['email'] === 'string'
            ? claims['email']
            : undefined,
      })
      if (!person) return refused(c, 'not-invited')
      await sessions.close(c.req.header('cookie'))
      const cookie = await sessions.open(person, { device: deviceOf(c.req.header('user-agent')) })
      if (!cookie) return refused(c, 'not-invited')
      c.header('Set-Cookie', cookie)
      c.header('Set-Cookie', cookieOf('', 0), { append: true })
      return c.redirect('/staff/', 302)
    },
  },
]

const found = new WeakMap<AppContext, Promise<Configuration>>()

/** The provider's configuration, asked for once; again after it could not be reached. */
async function providerOf(context: AppContext): Promise<Configuration | undefined> {
  const { oidc } = context.environment
  if (!oidc) throw refusal('no-openid')
  const issuer = new URL(oidc.issuer)
  const options = issuer.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}
  const asked = found.get(context) ?? discovery(issuer, oidc.client, oidc.secret, undefined, options)
  found.set(context, asked)
  return asked.catch((error: Error) => {
    found.delete(context)
    context.log.error({ reason: error.message, issuer: oidc.issuer }, 'the OpenID provider cannot be reached')
    return undefined
  })
}

const callbackOf = ({ environment }: AppContext): string =>
  `${environment.serverOrigin}/api/staff/oidc/callback`

/** Back to the door, which says why in words. */
function refused(c: Context, why: 'provider' | 'not-invited'): Response {
  c.header('Set-Cookie', cookieOf('', 0))
  return c.redirect(`/staff/sign-in/?problem=${why}`, 302)
}

function cookieOf(value: string, seconds: number): string {
  return `${cookieName}=${value}; HttpOnly; Max-Age=${seconds}; Path=/; SameSite=Lax; Secure`
}

function attemptIn(cookies: string | undefined): z.output<typeof attemptSchema> | undefined {
  const own = (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${cookieName}=`))
  if (own.length !== 1) return undefined
  try {
    const text = Buffer.from(own[0]!.slice(cookieName.length + 1), 'base64url').toString('utf8')
    return attemptSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
