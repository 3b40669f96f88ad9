import { z } from 'zod'
import { keyNameSchema, listKeys, makeKey, revokeKey, scopesSchema } from '#api/storage/api-keys.ts'
import { customerKey } from '#api/storage/customer-key.ts'
import { customerSchema, fillCustomers } from '#api/storage/customers.ts'
import { type ErasedRows, eraseCustomer } from '#api/storage/erase-customer.ts'
import { posted } from '#api/storage/notices.ts'
import { forgetOldAudit } from '#api/storage/retention.ts'
import { emailSchema, invite, people, reset, roleSchema } from '#api/storage/staff-accounts.ts'
import { linesInAudit } from '#api/storage/staff-audit.ts'
import { brokenAt } from '#api/storage/staff-change.ts'
import { joinLink, resetLink } from '#api/storage/staff-links.ts'
import type { Store } from '#api/storage/store.ts'
import { forgetOld } from '#api/storage/visitors.ts'
import { OperatorError } from '#content/model/operator-error.ts'

export interface StaffCommands {
  readonly store: Store
  /** Keys customers' addresses. */
  readonly secret: Uint8Array
  /** Origin of the links that are printed. */
  readonly origin: string
}

/** Who did it, in the audit: somebody at the machine. */
const by = 'command'

const inviteInput = z.object({ email: emailSchema, role: roleSchema })
const resetInput = z.object({ email: emailSchema })
const keyInput = z.object({ name: keyNameSchema, scopes: scopesSchema })
const revokeInput = z.object({ id: z.string() })
const eraseInput = z.union([
  z.object({ email: emailSchema, external: z.undefined() }),
  z.object({ email: z.undefined(), external: z.string().min(1).max(200) }),
])
const noticeInput = z.object({
  id: z.string().min(1).max(100),
  type: z.enum(['digest.weekly', 'alert.raised']),
  at: z.iso.datetime(),
  subject: z.string().max(500),
  text: z.string().max(100_000),
  html: z.string().max(200_000),
  data: z.record(z.string(), z.unknown()),
})
const customersInput = z.object({ rows: z.array(customerSchema).max(1000) })

/**
 * What scripts ask of whoever writes app.db: the running server, over its socket, or the script
 * itself when none runs. Each throws an OperatorError when it refuses.
 */
export function staffCommands({ store, secret, origin }: StaffCommands) {
  return {
    /** A link with which `email` joins as `role`. */
    async invite(input: unknown): Promise<{ link: string; expires: number }> {
      const { email, role } = accept(inviteInput, input)
      const made = await invite(store, { email, role, by })
      if (made === 'already-staff')
        throw new OperatorError(
          `${email} can sign in already. A forgotten password: npm run staff -- reset ${email}`,
        )
      return { link: joinLink(origin, made), expires: made.expires }
    },
    /** A link with which `email` sets a new password. */
    async reset(input: unknown): Promise<{ link: string; expires: number }> {
      const { email } = accept(resetInput, input)
      const made = await reset(store, { email, by })
      if (made === 'not-staff')
        throw new OperatorError(
          `Nobody signs in as ${email}. Invite them: npm run staff -- invite ${email} --role agent`,
        )
      return { link: resetLink(origin, made), expires: made.expires }
    },
    /** Deletes what app.db holds of a customer, by their address or number. */
    async erase(input: unknown): Promise<{ rows: ErasedRows; keys: string[] }> {
      const { email, external } = accept(eraseInput, input)
      return eraseCustomer(store, { key: email && customerKey(email, secret), external, by })
    },
    /** Removes what is past its time in app.db. */
    async retain(): Promise<{ audit: number }> {
      await store.write(forgetOld(store, Date.now()))
      return { audit: await forgetOldAudit(store, Date.now()) }
    },
    /** Whether every line of the audit follows from the one before it. */
    async audit(): Promise<{ lines: number; broken: number | null }> {
      return { lines: await linesInAudit(store), broken: (await brokenAt(store)) ?? null }
    },
    /** Everybody who can sign in. */
    staff: () => people(store),
    /** A key for another system, with its secret. */
    async makeKey(input: unknown): Promise<{ id: string; secret: string }> {
      return makeKey(store, { ...accept(keyInput, input), by })
    },
    /** Every key. */
    keys: () => listKeys(store),
    /** Ends a key. */
    async revokeKey(input: unknown): Promise<{ id: string }> {
      const { id } = accept(revokeInput, input)
      if (!(await revokeKey(store, { id, by })))
        throw new Error(`There is no key "${id}" that still works. See them with: npm run keys -- list`)
      return { id }
    },
    /** Puts a notice into the outbox; one with the same id again is the same notice. */
    async notify(input: unknown): Promise<{ id: string }> {
      const notice = accept(noticeInput, input)
      await store.write([posted(store, notice, secret)])
      return { id: notice.id }
    },
    /** Adds or replaces customers; at most 1,000 a time. */
    async customers(input: unknown): Promise<{ written: number }> {
      const { rows } = accept(customersInput, input)
      return { written: await fillCustomers(store, { rows, secret, by }) }
    },
  }
}

export type StaffCommand = keyof ReturnType<typeof staffCommands>

function accept<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(input)
  if (!error) return data
  const wrong = error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`)
  throw new OperatorError(`${wrong.join('; ')}.`)
}
