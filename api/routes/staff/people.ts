import { z } from 'zod'
import { openLinks, revoke } from '#api/storage/open-links.ts'
import {
  changeRole,
  emailSchema,
  invite,
  people,
  remove,
  reset,
  roleSchema,
} from '#api/storage/staff-accounts.ts'
import { joinLink, resetLink } from '#api/storage/staff-links.ts'
import { readBody } from '#api/web/input.ts'
import { refusal } from '#api/web/refusals.ts'
import type { OpenLinksAnswer, PeopleAnswer } from './answers.ts'
import type { StaffRoute } from './route.ts'

const inviteSchema = z.strictObject({ email: emailSchema, role: roleSchema })
const resetSchema = z.strictObject({ email: emailSchema })
const roleBody = z.strictObject({ role: roleSchema })

/** Who may sign in: for admins. Links are shown once and sent by whoever made them. */
export const peopleRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/people',
    room: 'people',
    says: 'Staff with roles, and open invitations.',
    async handle(c, { context }) {
      const list = await people(context.app)
      const answer = list.map((one) => ({ ...one, created: new Date(one.created).toISOString() }))
      return c.json({ people: answer } satisfies PeopleAnswer)
    },
  },
  {
    method: 'POST',
    path: '/invitations',
    room: 'people',
    says: 'Invites somebody.',
    body: inviteSchema,
    async handle(c, { context, me }) {
      const { email, role } = await readBody(c, inviteSchema)
      const made = await invite(context.app, { email, role, by: me.id })
      if (made === 'already-staff') throw refusal('already-staff', { email })
      const { serverOrigin } = context.environment
      return c.json(
        { link: joinLink(serverOrigin, made), expires: new Date(made.expires).toISOString() },
        201,
      )
    },
  },
  {
    method: 'POST',
    path: '/resets',
    room: 'people',
    says: 'Makes a one-time link for a new password.',
    body: resetSchema,
    async handle(c, { context, me }) {
      const { email } = await readBody(c, resetSchema)
      const made = await reset(context.app, { email, by: me.id })
      if (made === 'not-staff') throw refusal('nobody-signs-in', { email })
      const { serverOrigin } = context.environment
      return c.json(
        { link: resetLink(serverOrigin, made), expires: new Date(made.expires).toISOString() },
        201,
      )
    },
  },
  {
    method: 'GET',
    path: '/open-links',
    room: 'people',
    says: 'Invitations and reset links that are still open.',
    async handle(c, { context }) {
      const links = (await openLinks(context.app)).map((link) => ({
        ...link,
        expires: new Date(link.expires).toISOString(),
      }))
      return c.json({ links } satisfies OpenLinksAnswer)
    },
  },
  {
    method: 'DELETE',
    path: '/open-links/:id',
    room: 'people',
    says: 'Revokes one.',
    async handle(c, { context, me }) {
      if (!(await revoke(context.app, { id: c.req.param('id') ?? '', by: me.id })))
        throw refusal('no-such-link')
      return c.body(null, 204)
    },
  },
  {
    method: 'PUT',
    path: '/people/:id/role',
    room: 'people',
    says: 'Changes a role.',
    body: roleBody,
    async handle(c, { context, me }) {
      const { role } = await readBody(c, roleBody)
      refuse(await changeRole(context.app, { id: c.req.param('id') ?? '', role, by: me.id }))
      return c.json({ role })
    },
  },
  {
    method: 'DELETE',
    path: '/people/:id',
    room: 'people',
    says: 'Removes a person.',
    async handle(c, { context, me }) {
      refuse(await remove(context.app, { id: c.req.param('id') ?? '', by: me.id }))
      return c.body(null, 204)
    },
  },
]

function refuse(outcome: 'done' | 'unknown' | 'last-admin'): void {
  if (outcome === 'unknown') throw refusal('no-such-colleague')
  if (outcome === 'last-admin') throw refusal('last-admin')
}
