// Over 250 lines: the life of an account from invitation to removal; each step checks what the others leave.
import { randomUUID } from 'node:crypto'
import { and, asc, eq, isNull, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import { change, type Entry } from './staff-change.ts'
import { hashPassword, isPassword } from './staff-password.ts'
import { invitations, type Role, resets, roles, sessions, staff } from './staff-schema.ts'
import { hashed, newToken } from './staff-token.ts'
import type { Query, Store } from './store.ts'

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

/** What was verified of a person at the door: a session opens only while this is still their hash. */
export interface Verified {
  readonly id: string
  /** Argon2id in PHC form. */
  readonly password: string
}

/** Whoever asks for it has lost the role since. */
export class NotAdmin extends Error {
  override name = 'NotAdmin'
}

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
    await requireAdmin(store, by)
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
    await requireAdmin(store, by)
    const person = await byEmail(store, email)
    if (!person) return { value: 'not-staff' as const }
    const token = newToken()
    const expires = at + lasts
    const queries = [
      store.db.delete(resets).where(and(eq(resets.staff, person.id), isNull(resets.used))),
      store.db.insert(resets).values({ id: hashed(token), staff: person.id, by, created: at, expires }),
    ]
    return {
      value: { token, expires },
      write: { queries, entry: { by, what: 'password.reset-offered', object: person.id } },
    }
  })
}

/** The new colleague; `gone` when the link was used or revoked, is too old, or never was. */
export async function join(
  store: Store,
  { token, name, password }: { token: string; name: string; password: string },
): Promise<Verified | 'gone'> {
  const id = hashed(token)
  const open = async (at: number) => {
    const [invitation] = await store.db.select().from(invitations).where(eq(invitations.id, id))
    const usable = invitation && invitation.used === null && invitation.expires > at
    return usable && !(await byEmail(store, invitation.email)) ? invitation : undefined
  }
  // Asked twice: here so that a worthless token costs no hash, and again in the turn so that it works once.
  if (!(await open(Date.now()))) return 'gone'
  const hash = await hashPassword(password)
  return change<Verified | 'gone'>(store, async (at) => {
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
      value: { id: person, password: hash },
      write: {
        queries,
        entry: { by: person, what: 'staff.joined', object: person, detail: { role: row.role } },
      },
    }
  })
}

/** Sets a new password by a reset link; ends every session and every other open reset of the person. */
export async function useReset(
  store: Store,
  { token, password }: { token: string; password: string },
): Promise<Verified | 'gone'> {
  const id = hashed(token)
  const open = async (at: number) => {
    const [row] = await store.db.select().from(resets).where(eq(resets.id, id))
    return row && row.used === null && row.expires > at ? row : undefined
  }
  if (!(await open(Date.now()))) return 'gone'
  const hash = await hashPassword(password)
  return change<Verified | 'gone'>(store, async (at) => {
    const row = await open(at)
    if (!row) return { value: 'gone' as const }
    const queries = [
      store.db.update(resets).set({ used: at }).where(eq(resets.id, id)),
      ...withPassword(store, row.staff, hash),
      // Whoever has the machine helps somebody who lost the telephone and the recovery codes.
      ...(row.by === 'command'
        ? [
            store.db
              .update(staff)
              .set({ totp: null, totpStep: null, recovery: null })
              .where(eq(staff.id, row.staff)),
          ]
        : []),
    ]
    return {
      value: { id: row.staff, password: hash },
      write: { queries, entry: { by: row.staff, what: 'password.reset', object: row.staff } },
    }
  })
}

/** Who is behind an address and its password; undefined for any wrong pair, at one price. */
export async function recognise(
  store: Store,
  email: string,
  password: string,
): Promise<Verified | undefined> {
  const person = await byEmail(store, email)
  if (!(await isPassword(person?.password, password)) || !person) return undefined
  return { id: person.id, password: person.password }
}

/**
 * Sets a new password; ends every session and open reset of the person, so that the caller opens a new session.
 * Undefined when `current` is wrong, or was changed by somebody else while it was checked.
 */
export async function changePassword(
  store: Store,
  { id, current, password }: { id: string; current: string; password: string },
): Promise<Verified | undefined> {
  const stored = async () => (await store.db.select().from(staff).where(eq(staff.id, id)))[0]?.password
  const verified = await stored()
  if (!(await isPassword(verified, current))) return undefined
  const hash = await hashPassword(password)
  return change<Verified | undefined>(store, async () => {
    if ((await stored()) !== verified) return { value: undefined }
    const queries = withPassword(store, id, hash)
    const entry: Entry = { by: id, what: 'password.changed', object: id }
    return { value: { id, password: hash }, write: { queries, entry } }
  })
}

/** Gives another role; ends the person's sessions and every open link made by them or for them. */
export function changeRole(
  store: Store,
  { id, role, by }: { id: string; role: Role; by: string },
): Promise<'done' | 'unknown' | 'last-admin'> {
  return change(store, async () => {
    await requireAdmin(store, by)
    const [person] = await store.db.select().from(staff).where(eq(staff.id, id))
    if (!person) return { value: 'unknown' as const }
    if (role !== 'admin' && (await isLastAdmin(store, person))) return { value: 'last-admin' as const }
    const queries = [
      store.db.update(staff).set({ role }).where(eq(staff.id, id)),
      ...withoutRights(store, id),
    ]
    return {
      value: 'done' as const,
      write: { queries, entry: { by, what: 'role.changed', object: id, detail: { role } } },
    }
  })
}

/** Removes a person, their sessions, and every open link made by them or for them; what they decided stays. */
export function remove(
  store: Store,
  { id, by }: { id: string; by: string },
): Promise<'done' | 'unknown' | 'last-admin'> {
  return change(store, async () => {
    await requireAdmin(store, by)
    const [person] = await store.db.select().from(staff).where(eq(staff.id, id))
    if (!person) return { value: 'unknown' as const }
    if (await isLastAdmin(store, person)) return { value: 'last-admin' as const }
    const queries = [...withoutRights(store, id), store.db.delete(staff).where(eq(staff.id, id))]
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

/** A new password, and the end of what the old one had opened. */
function withPassword({ db }: Store, id: string, hash: string): Query[] {
  return [
    db.update(staff).set({ password: hash }).where(eq(staff.id, id)),
    db.delete(sessions).where(eq(sessions.staff, id)),
    db.delete(resets).where(and(eq(resets.staff, id), isNull(resets.used))),
  ]
}

/** The end of what somebody's role had opened, links they gave to others included. */
function withoutRights({ db }: Store, id: string): Query[] {
  return [
    db.delete(sessions).where(eq(sessions.staff, id)),
    db.delete(invitations).where(and(eq(invitations.by, id), isNull(invitations.used))),
    db.delete(resets).where(and(or(eq(resets.by, id), eq(resets.staff, id)), isNull(resets.used))),
  ]
}

/** In the turn itself: an admin may have been removed while their request waited. */
export async function requireAdmin(store: Store, by: string): Promise<void> {
  if (by === 'command') return
  const [person] = await store.db.select({ role: staff.role }).from(staff).where(eq(staff.id, by))
  if (person?.role !== 'admin') throw new NotAdmin()
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
