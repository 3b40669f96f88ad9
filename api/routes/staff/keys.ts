import { z } from 'zod'
import { keyNameSchema, listKeys, makeKey, revokeKey, scopesSchema } from '#api/storage/api-keys.ts'
import { people } from '#api/storage/staff-accounts.ts'
import { readBody } from '#api/web/input.ts'
import { refusal } from '#api/web/refusals.ts'
import type { KeysAnswer, MadeKeyAnswer } from './answers.ts'
import type { StaffRoute } from './route.ts'

const keySchema = z.strictObject({ name: keyNameSchema, scopes: scopesSchema })

/** Keys by which other systems ask the API: for admins. */
export const keyRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/keys',
    room: 'people',
    says: 'Keys of other systems.',
    async handle(c, { context }) {
      const [keys, everybody] = await Promise.all([listKeys(context.app), people(context.app)])
      const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
      const answer = keys.map(({ by, created, used, revoked, ...key }) => ({
        ...key,
        scopes: [...key.scopes],
        by: everybody.find(({ id }) => id === by)?.name ?? null,
        created: new Date(created).toISOString(),
        used: iso(used),
        revoked: iso(revoked),
      }))
      return c.json({ keys: answer } satisfies KeysAnswer)
    },
  },
  {
    method: 'POST',
    path: '/keys',
    room: 'people',
    says: 'Makes a key; its secret is shown once.',
    body: keySchema,
    async handle(c, { context, me }) {
      const made = await makeKey(context.app, { ...(await readBody(c, keySchema)), by: me.id })
      return c.json(made satisfies MadeKeyAnswer, 201)
    },
  },
  {
    method: 'DELETE',
    path: '/keys/:id',
    room: 'people',
    says: 'Revokes a key.',
    async handle(c, { context, me }) {
      if (!(await revokeKey(context.app, { id: c.req.param('id') ?? '', by: me.id })))
        throw refusal('no-such-key')
      return c.body(null, 204)
    },
  },
]
