import type { Context } from 'hono'
import { z } from 'zod'
import { readBody } from '#api/body.ts'
import { changePassword, join, nameSchema, people, recognise, useReset } from '#api/storage/staff-accounts.ts'
import { passwordSchema, TooManyHashes } from '#api/storage/staff-password.ts'
import type { AppContext } from '#api/web/context.ts'
import { Problem } from '#api/web/problems.ts'
import type { Sessions, Staff } from '#api/web/session.ts'
import type { StaffRoute } from './route.ts'
import { meAnswer } from './route.ts'
import type { Throttle } from './throttle.ts'

/** 43 letters of base64url: 256 bits. A link that was cut is refused like one that was used. */
const tokenSchema = z.string().min(1).max(200)
/** A password as typed at the door: its length is not ours to say here. */
const typedSchema = z.string().min(1).max(1024)

const signInSchema = z.strictObject({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: typedSchema,
})
const passwordBody = z.strictObject({ current: typedSchema, password: passwordSchema })
const joinSchema = z.strictObject({ token: tokenSchema, name: nameSchema, password: passwordSchema })
const resetSchema = z.strictObject({ token: tokenSchema, password: passwordSchema })

/** Coming in, going out, and one's own password. */
export function accountRoutes(throttle: Throttle): StaffRoute[] {
  return [
    {
      method: 'POST',
      path: '/sign-in',
      room: 'door',
      async handle(c, { context, sessions }) {
        const { email, password } = await readBody(c, signInSchema)
        const place = placeOf(c)
        slow(throttle, email, place)
        const id = await counted(recognise(context.app, email, password))
        if (!id) throw new Problem('wrong-password')
        throttle.forget(email, place)
        // Whoever had a session before gets a new secret, so that a planted cookie is worth nothing.
        await sessions.close(c.req.header('cookie'))
        return signedIn(c, context, sessions, id)
      },
    },
    {
      method: 'POST',
      path: '/join',
      room: 'door',
      async handle(c, { context, sessions }) {
        const body = await readBody(c, joinSchema)
        const id = await counted(join(context.app, body))
        if (id === 'gone') throw new Problem('gone', { hint: 'Ask an admin for a new invitation.' })
        return signedIn(c, context, sessions, id, 201)
      },
    },
    {
      method: 'POST',
      path: '/reset',
      room: 'door',
      async handle(c, { context, sessions }) {
        const body = await readBody(c, resetSchema)
        const id = await counted(useReset(context.app, body))
        if (id === 'gone') throw new Problem('gone', { hint: 'Ask an admin for a new reset link.' })
        return signedIn(c, context, sessions, id)
      },
    },
    {
      method: 'POST',
      path: '/sign-out',
      room: 'door',
      async handle(c, { sessions }) {
        c.header('Set-Cookie', await sessions.close(c.req.header('cookie')))
        return c.body(null, 204)
      },
    },
    {
      method: 'GET',
      path: '/me',
      room: 'own',
      handle: (c, { me }) => c.json(meAnswer(me)),
    },
    {
      method: 'POST',
      path: '/password',
      room: 'own',
      async handle(c, { context, sessions, me }) {
        const { current, password } = await readBody(c, passwordBody)
        slow(throttle, `password of ${me.id}`, '')
        const changed = await counted(changePassword(context.app, { id: me.id, current, password }))
        if (!changed)
          throw new Problem('invalid-request', {
            detail: 'The current password is wrong.',
            hint: 'Nothing was changed.',
          })
        return signedIn(c, context, sessions, me.id)
      },
    },
  ]
}

/** A new session for this person: its cookie and who they are. */
async function signedIn(
  c: Context,
  { app }: AppContext,
  sessions: Sessions,
  id: string,
  status: 200 | 201 = 200,
): Promise<Response> {
  const person: Staff | undefined = (await people(app)).find((one) => one.id === id)
  if (!person) throw new Problem('wrong-password')
  c.header('Set-Cookie', await sessions.open(id))
  return c.json(meAnswer(person), status)
}

function slow(throttle: Throttle, address: string, place: string): void {
  const wait = throttle.take(address, place)
  if (wait === 0) return
  const minutes = Math.ceil(wait / 60)
  throw new Problem('too-many', {
    hint: `Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or ask an admin for a reset link.`,
    headers: { 'Retry-After': String(wait) },
  })
}

/** More sign-ins at once than we hash is a matter of seconds. */
async function counted<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    if (error instanceof TooManyHashes) throw new Problem('busy')
    throw error
  }
}

/** The peer's address; '' when there is no socket, as in tests. Only ever a key in memory, never stored. */
function placeOf(c: Context): string {
  const bindings = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return bindings?.incoming?.socket?.remoteAddress ?? ''
}
