import { z } from 'zod'
import type { Limit } from '#api/storage/limits.ts'
import { seal, unseal } from '#api/storage/seal.ts'
import { recognise } from '#api/storage/staff-accounts.ts'
import {
  dropSecondStep,
  newRecoveryCodes,
  newTotpSecret,
  secondStepOf,
  setSecondStep,
  stepOf,
  takeCode,
  totpAddress,
} from '#api/storage/staff-totp.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody } from '#api/web/input.ts'
import { count, limit, uncount } from '#api/web/limits.ts'
import { Problem } from '#api/web/problems.ts'
import { refusal } from '#api/web/refusals.ts'
import type { BegunStepAnswer, RecoveryAnswer, SecondStepAnswer } from './answers.ts'
import type { Inside, StaffRoute } from './route.ts'
import { tried } from './tried.ts'

const secretSchema = z.string().regex(/^[A-Z2-7]{32}$/, 'the secret that was shown')
const setSchema = z.strictObject({
  secret: secretSchema,
  code: z.string().trim().min(1).max(20),
  password: z.string().min(1).max(1024),
})
const dropSchema = z.strictObject({ password: z.string().min(1).max(1024) })

/** A second step beside the password: one-time codes (RFC 6238), and recovery codes for a lost telephone. */
export const secondStepRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/me/second-step',
    room: 'own',
    says: 'Whether one-time codes are asked for, and how many recovery codes are left.',
    async handle(c, { context, me }) {
      const { totp, left } = await secondStepOf(context.app, me.id)
      return c.json({ on: totp !== null, left } satisfies SecondStepAnswer)
    },
  },
  {
    method: 'POST',
    path: '/me/second-step',
    room: 'own',
    says: 'A new secret for an authenticator app; nothing is stored yet.',
    handle: (c, { context, me }) => {
      const secret = newTotpSecret()
      const address = totpAddress(secret, { site: context.library().site.name, email: me.email })
      return c.json({ secret, address } satisfies BegunStepAnswer, 201)
    },
  },
  {
    method: 'PUT',
    path: '/me/second-step',
    room: 'own',
    says: 'Asks for codes of this secret from now on; gives recovery codes, once.',
    body: setSchema,
    async handle(c, inside) {
      const { context, me } = inside
      const { secret, code, password } = await readBody(c, setSchema)
      await confirmed(inside, password)
      const step = stepOf(secret, code, Date.now())
      if (step === undefined) throw refusal('code-does-not-fit')
      const codes = newRecoveryCodes()
      const sealed = seal(secret, purpose(me.id), context.secret)
      await setSecondStep(context.app, { id: me.id, sealed, step, codes })
      return c.json({ codes } satisfies RecoveryAnswer)
    },
  },
  {
    method: 'DELETE',
    path: '/me/second-step',
    room: 'own',
    says: 'Asks for no codes any more.',
    body: dropSchema,
    async handle(c, inside) {
      await confirmed(inside, (await readBody(c, dropSchema)).password)
      await dropSecondStep(inside.context.app, inside.me.id)
      return c.body(null, 204)
    },
  },
]

const purpose = (id: string): string => `second step of ${id}`

/** Whoever sits at an open browser must not change how its owner signs in. */
async function confirmed({ context, me }: Pick<Inside, 'context' | 'me'>, password: string): Promise<void> {
  const limits = [limit('password-change', me.id)]
  await count(context, limits)
  if (!(await tried(context, limits, recognise(context.app, me.email, password))))
    throw refusal('password-is-wrong')
  await uncount(context, limits)
}

/**
 * Refuses somebody whose password is right until their code is, too; says nothing where none is asked for. A wrong code
 * stays counted against `limits`; a sign-in that has yet to be asked for one is given back.
 */
export async function askForCode(
  context: AppContext,
  { id, code, limits }: { id: string; code: string | undefined; limits: readonly Limit[] },
): Promise<void> {
  const { app, secret: own } = context
  const { totp } = await secondStepOf(app, id)
  if (totp === null) return
  if (!code) {
    await uncount(context, limits)
    throw new Problem('code-needed')
  }
  const secret = unseal(totp, purpose(id), own)
  if (secret === undefined) throw refusal('codes-uncheckable')
  if (!(await takeCode(app, { id, secret, code, now: Date.now() }))) throw refusal('code-wrong')
}
