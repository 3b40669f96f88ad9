import { randomUUID } from 'node:crypto'
import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { change } from './staff-change.ts'
import { hashPassword, isPassword } from './staff-password.ts'
import { invitations, type Role, resets, roles, sessions, staff } from './staff-schema.ts'
import { hashed, newToken } from './staff-token.ts'
import type { Store } from './store.ts'

/** Invitations and resets end after a day. */
const lasts = 24 * 60 * 60 * 1000

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/, 'an e-mail address such as "ola@example.com"')
export const roleSchema = z.enum(roles)
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{C}]+$/u, 'no control characters')

export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly language: string | null
  readonly timezone: string | null
  readonly created: number
}

/** A one-time secret for a link; only its hash is kept. */
export interface Ticket {
  readonly token: string
  readonly expires: number
}

/** Makes a one-time invitation; an earlier unused one for the same address stops working. */
export function invite(
  store: Store,
  { email, role, by }: { email: string; role: Role; by: string },
): Promise<Ticket | 'already-staff'> {
  return change<Ticket | 'already-staff'>(store, async (at) => {
    if (await byEmail(store, email)) return { value: 'already-staff' as const }
    const token = newToken()
    const expires = at + lasts
    const row = { id: hashed(token), email, role, by, created: at, expires }
    const queries = [
      store.db.delete(invitations).where(and(eq(invitations.email, email), isNull(invitations.used))),
      store.db.insert(invitations).values(row),
    ]
    return {
      value: { token, expires },
      write: { queries, entry: { by, what: 'staff.invited', object: row.id, detail: { role } } },
    }
  })
}

/** Makes a one-time link for a new password; the old password works until it is used. */
export function reset(
  store: Store,
  { email, by }: { email: string; by: string },
): Promise<Ticket | 'not-staff'> {
  return change<Ticket | 'not-staff'>(store, async (at) => {
    const person = await byEmail(store, email)
    if (!person) return { value: 'not-staff' as const }
    const token = newToken()
    const expires = at + lasts
    const queries = [
      store.db.delete(resets).where(and(eq(resets.staff, person.id), isNull(resets.used))),
      store.db.insert(resets).values({ id: hashed(token), staff: person.id, created: at, expires }),
    ]
    return {
      value: { token, expires },
      write: { queries, entry: { by, what: 'password.reset-offered', object: person.id } },
    }
  })
}

/** The staff id of the new colleague; `gone` when the link was used, is too old, or never was. */
export async function join(
  store: Store,
  { token, name, password }: { token: string; name: string; password: string },
): Promise<string | 'gone'> {
  const id = hashed(token)
  const open = async (at: number) => {
    const [invitation] = await store.db.select().from(invitations).where(eq(invitations.id, id))
    const usable = invitation && invitation.used === null && invitation.expires > at
    return usable && !(await byEmail(store, invitation.email)) ? invitation : undefined
  }
  // Asked twice: here so that a worthless token costs no hash, and again in the turn so that it works once.
  if (!(await open(Date.now()))) return 'gone'
  const hash = await hashPassword(password)
  return change(store, async (at) => {
    const invitation = await open(at)
    if (!invitation) return { value: 'gone' as const }
    const person = randomUUID()
    const row = {
      id: person,
      email: invitation.email,
      name,
      role: invitation.role,
      password: hash,
      created: at,
    }
    const queries = [
      store.db.insert(staff).values(row),
      store.db.update(invitations).set({ used: at }).where(eq(invitations.id, id)),
    ]
    return {
      value: person,
      write: {
        queries,
        entry: { by: person, what: 'staff.joined', object: person, detail: { role: row.role } },
      },
    }
  })
}

/** Sets a new password by a reset link and ends every session of the person. */
export async function useReset(
  store: Store,
  { token, password }: { token: string; password: string },
): Promise<string | 'gone'> {
  const id = hashed(token)
  const open = async (at: number) => {
    const [row] = await store.db.select().from(resets).where(eq(resets.id, id))
    return row && row.used === null && row.expires > at ? row : undefined
  }
  if (!(await open(Date.now()))) return 'gone'
  const hash = await hashPassword(password)
  return change(store, async (at) => {
    const row = await open(at)
    if (!row) return { value: 'gone' as const }
    const queries = [
      store.db.update(staff).set({ password: hash }).where(eq(staff.id, row.staff)),
      store.db.update(resets).set({ used: at }).where(eq(resets.id, id)),
      store.db.delete(sessions).where(eq(sessions.staff, row.staff)),
    ]
    return {
      value: row.staff,
      write: { queries, entry: { by: row.staff, what: 'password.reset', object: row.staff } },
    }
  })
}

/** The staff id behind an address and its password; undefined for any wrong pair, at one price. */
export async function recognise(store: Store, email: string, password: string): Promise<string | undefined> {
  const person = await byEmail(store, email)
  return (await isPassword(person?.password, password)) ? person?.id : undefined
}

/** Sets a new password and ends every session of the person, so that the caller opens a new one. */
export async function changePassword(
  store: Store,
  { id, current, password }: { id: string; current: string; password: string },
): Promise<boolean> {
  const [person] = await store.db.select().from(staff).where(eq(staff.id, id))
  if (!(await isPassword(person?.password, current))) return false
  const hash = await hashPassword(password)
  return change(store, () => {
    const queries = [
      store.db.update(staff).set({ password: hash }).where(eq(staff.id, id)),
      store.db.delete(sessions).where(eq(sessions.staff, id)),
    ]
    return { value: true, write: { queries, entry: { by: id, what: 'password.changed', object: id } } }
  })
}

/** Gives another role and ends the person's sessions: the new role starts with a new sign-in. */
export function changeRole(
  store: Store,
  { id, role, by }: { id: string; role: Role; by: string },
): Promise<'done' | 'unknown' | 'last-admin'> {
  return change(store, async () => {
    const [person] = await store.db.select().from(staff).where(eq(staff.id, id))
    if (!person) return { value: 'unknown' as const }
    if (role !== 'admin' && (await isLastAdmin(store, person))) return { value: 'last-admin' as const }
    const queries = [
      store.db.update(staff).set({ role }).where(eq(staff.id, id)),
      store.db.delete(sessions).where(eq(sessions.staff, id)),
    ]
    return {
      value: 'done' as const,
      write: { queries, entry: { by, what: 'role.changed', object: id, detail: { role } } },
    }
  })
}

/** Removes a person and their sessions; what they decided stays. */
export function remove(
  store: Store,
  { id, by }: { id: string; by: string },
): Promise<'done' | 'unknown' | 'last-admin'> {
  return change(store, async () => {
    const [person] = await store.db.select().from(staff).where(eq(staff.id, id))
    if (!person) return { value: 'unknown' as const }
    if (await isLastAdmin(store, person)) return { value: 'last-admin' as const }
    const queries = [
      store.db.delete(sessions).where(eq(sessions.staff, id)),
      store.db.delete(resets).where(eq(resets.staff, id)),
      store.db.delete(staff).where(eq(staff.id, id)),
    ]
    return { value: 'done' as const, write: { queries, entry: { by, what: 'staff.removed', object: id } } }
  })
}

/** Everybody who can sign in, by name. */
export function people(store: Store): Promise<Person[]> {
  const { id, email, name, role, language, timezone, created } = staff
  return store.db
    .select({ id, email, name, role, language, timezone, created })
    .from(staff)
    .orderBy(asc(name), asc(email))
}

async function byEmail(store: Store, email: string) {
  const [person] = await store.db.select().from(staff).where(eq(staff.email, email))
  return person
}

async function isLastAdmin(store: Store, person: { id: string; role: Role }): Promise<boolean> {
  if (person.role !== 'admin') return false
  const others = await store.db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.role, 'admin'), ne(staff.id, person.id)))
    .limit(1)
  return others.length === 0
}
