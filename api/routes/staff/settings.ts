import { z } from 'zod'
import { changeSettings } from '#api/storage/staff-settings.ts'
import { readBody } from '#api/web/input.ts'
import { meAnswer, type StaffRoute, staffLanguages } from './route.ts'

/** Null: the browser's. */
const settingsSchema = z.strictObject({
  language: z.enum(staffLanguages).nullable(),
  timezone: z
    .string()
    .refine((zone) => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone), {
      error: 'a time zone such as "Europe/Warsaw"',
    })
    .nullable(),
})

/** How the staff area speaks to one person. */
export const settingsRoutes: StaffRoute[] = [
  {
    method: 'PUT',
    path: '/me/settings',
    room: 'own',
    says: 'Own language and time zone.',
    body: settingsSchema,
    async handle(c, { context, me }) {
      const settings = await readBody(c, settingsSchema)
      await changeSettings(context.app, { id: me.id, ...settings })
      return c.json(meAnswer({ ...me, ...settings }))
    },
  },
]
