import type { Context } from 'hono'
import { z } from 'zod'
import type { Limit } from '#api/storage/limits.ts'
import {
  changePassword,
  join,
  nameSchema,
  people,
  recognise,
  useReset,
  type Verified,
} from '#api/storage/staff-accounts.ts'
import { type AuditAction, change } from '#api/storage/staff-change.ts'
import { passwordSchema } from '#api/storage/staff-password.ts'
import { secondStepOf } from '#api/storage/staff-totp.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody } from '#api/web/input.ts'
import { count, forget, limit, uncount } from '#api/web/limits.ts'
import { placeOf } from '#api/web/place.ts'
import { Problem } from '#api/web/problems.ts'
import { refusal } from '#api/web/refusals.ts'
import type { Sessions, Staff } from '#api/web/session.ts'
import type { OwnSessionsAnswer } from './answers.ts'
import { deviceOf } from './device.ts'
import type { StaffRoute } from './route.ts'
import { meAnswer } from './route.ts'
import { askForCode } from './second-step.ts'
import { tried } from './tried.ts'

/** 43 letters of base64url: 256 bits. A link that was cut is refused like one that was used. */
const tokenSchema = z.string().min(1).max(200)
/** A password as typed at the door: its length is not ours to say here. */
const typedSchema = z.string().min(1).max(1024)

const signInSchema = z.strictObject({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: typedSchema,
  /** Of the authenticator app, or a recovery code, where the person set that up. */
  code: z.string().trim().min(1).max(40).optional(),
  /** In a help desk's frame. */
  framed: z.boolean().optional(),
})
const passwordBody = z.strictObject({ current: typedSchema, password: passwordSchema })
const joinSchema = z.strictObject({ token: tokenSchema, name: nameSchema, password: passwordSchema })
const resetSchema = z.strictObject({ token: tokenSchema, password: passwordSchema })

/** Coming in, going out, and one's own password. */
export const accountRoutes: StaffRoute[] = [
  {
    method: 'POST',
    path: '/sign-in',
    room: 'door',
    says: 'Signs in with address and password; with a one-time code where the person set one up.',
    body: signInSchema,
    async handle(c, { context, sessions }) {
      const { email, password, code, framed } = await readBody(c, signInSchema)
      const limits = signInLimits(c, context, email)
      const [here, ...elsewhere] = limits
      await count(context, limits, 'too-many-sign-ins')
      const id = await tried(context, limits, recognise(context.app, email, password))
      if (!id) throw new Problem('wrong-password')
      await askForCode(context, { id: id.id, code, limits })
      await forget(context, [here])
      await uncount(context, elsewhere)
      // Whoever had a session before gets a new secret, so that a planted cookie is worth nothing.
      await sessions.close(c.req.header('cookie'))
      return signedIn(c, context, sessions, id, { where: framed ? 'frame' : 'page' })
    },
  },
  {
    method: 'POST',
    path: '/join',
    room: 'door',
    says: 'Joins by an invitation’s link.',
    body: joinSchema,
    async handle(c, { context, sessions }) {
      const body = await readBody(c, joinSchema)
      const id = await tried(context, [], join(context.app, body))
      if (id === 'gone') throw refusal('invitation-used')
      return signedIn(c, context, sessions, id, { status: 201 })
    },
  },
  {
    method: 'POST',
    path: '/reset',
    room: 'door',
    says: 'Sets a new password by a one-time link.',
    body: resetSchema,
    async handle(c, { context, sessions }) {
      const body = await readBody(c, resetSchema)
      const id = await tried(context, [], useReset(context.app, body))
      if (id === 'gone') throw refusal('reset-link-used')
      // A link in a mailbox is one step, and stays one.
      if ((await secondStepOf(context.app, id.id)).totp !== null) throw refusal('password-set-code-needed')
      return signedIn(c, context, sessions, id)
    },
  },
  {
    method: 'POST',
    path: '/sign-out',
    room: 'door',
    says: 'Ends this session.',
    async handle(c, { sessions }) {
      c.header('Set-Cookie', await sessions.close(c.req.header('cookie')))
      return c.body(null, 204)
    },
  },
  {
    method: 'GET',
    path: '/me',
    room: 'own',
    says: 'Who is signed in, and which rooms are open.',
    handle: (c, { me }) => c.json(meAnswer(me)),
  },
  {
    method: 'GET',
    path: '/me/sessions',
    room: 'own',
    says: 'Own sessions.',
    async handle(c, { sessions, me }) {
      const own = await sessions.list(me.id, c.req.header('cookie'))
      const iso = (at: number) => new Date(at).toISOString()
      const listed = own.map((one) => ({ ...one, created: iso(one.created), expires: iso(one.expires) }))
      return c.json({ sessions: listed } satisfies OwnSessionsAnswer)
    },
  },
  {
    method: 'DELETE',
    path: '/me/sessions/:id',
    room: 'own',
    says: 'Ends one own session.',
    async handle(c, { context, sessions, me }) {
      const id = c.req.param('id') ?? ''
      if (!/^[0-9a-f]{32}$/.test(id)) throw refusal('no-such-session')
      await sessions.end(me.id, { id })
      await noted(context, me.id, 'session.ended')
      return c.body(null, 204)
    },
  },
  {
    method: 'DELETE',
    path: '/me/sessions',
    room: 'own',
    says: 'Ends all own sessions but this.',
    async handle(c, { context, sessions, me }) {
      await sessions.end(me.id, { allBut: c.req.header('cookie') })
      await noted(context, me.id, 'sessions.ended')
      return c.body(null, 204)
    },
  },
  {
    method: 'POST',
    path: '/password',
    room: 'own',
    says: 'Changes the own password.',
    body: passwordBody,
    async handle(c, { context, sessions, me }) {
      const { current, password } = await readBody(c, passwordBody)
      const limits = [limit('password-change', me.id)]
      await count(context, limits, 'too-many-sign-ins')
      const changed = await tried(
        context,
        limits,
        changePassword(context.app, { id: me.id, current, password }),
      )
      if (!changed) throw refusal('password-is-wrong')
      await uncount(context, limits)
      return signedIn(c, context, sessions, changed)
    },
  },
]

/** A new session for this person: its cookie and who they are. */
function noted({ app }: AppContext, id: string, what: AuditAction): Promise<void> {
  return change(app, () => ({
    value: undefined,
    write: { queries: [], entry: { by: id, what, object: id } },
  }))
}

async function signedIn(
  c: Context,
  { app }: AppContext,
  sessions: Sessions,
  verified: Verified,
  { status = 200, where = 'page' }: { status?: 200 | 201; where?: 'page' | 'frame' } = {},
): Promise<Response> {
  const cookie = await sessions.open(verified, { where, device: deviceOf(c.req.header('user-agent')) })
  const person: Staff | undefined = (await people(app)).find((one) => one.id === verified.id)
  // The password was changed while we checked it: what was typed is no longer right.
  if (!cookie || !person) throw new Problem('wrong-password')
  c.header('Set-Cookie', cookie)
  return c.json(meAnswer(person), status)
}

function signInLimits(c: Context, { environment }: AppContext, email: string): [Limit, ...Limit[]] {
  const place = placeOf(c, environment.trustedProxies)
  return [
    limit('sign-in-here', `${email}\n${place}`),
    limit('sign-in-account', email),
    limit('sign-in-place', place),
    limit('sign-in-all', ''),
  ]
}
