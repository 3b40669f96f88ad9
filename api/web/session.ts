import { and, desc, eq, gt, like, lt, ne, sql } from 'drizzle-orm'
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia'
import type { Verified } from '#api/storage/staff-accounts.ts'
import { type Role, sessions, staff } from '#api/storage/staff-schema.ts'
import { hashed, newToken } from '#api/storage/staff-token.ts'
import type { Store } from '#api/storage/store.ts'
import { framedCookieOf, secretIn, staffCookie } from './session-cookie.ts'

/** A session that nobody used for this long ends. Lucia renews in its second half, so the last use may be up to half of it older. */
const idle = new TimeSpan(12, 'h')

/** However busy, a session ends this many milliseconds after its sign-in: seven days. */
const longest = 7 * 24 * 60 * 60 * 1000

/** A signed-in member of staff. */
export interface Staff {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly language: string | null
  readonly timezone: string | null
  /** A `Set-Cookie` value to send along: the session has just been renewed. */
  readonly cookie?: string
}

/** Where somebody signs in. */
export interface SignInFrom {
  readonly where?: 'page' | 'frame'
  /** "Firefox, Linux"; null when the browser does not say. */
  readonly device?: string | null
}

/** A session as its owner sees it. */
export interface OpenSession {
  /** The first half of what we store, which opens nothing. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly created: number
  readonly expires: number
  readonly device: string | null
  /** The one that asks. */
  readonly here: boolean
}

export interface Sessions {
  /** Who sent this `Cookie` header; undefined for nobody, an ended session, or anything odd. Never throws for what a client sends. */
  read(cookieHeader: string | undefined | null): Promise<Staff | undefined>
  /**
   * Starts a session with a new secret, if what was verified still stands when it is written; gives the `Set-Cookie`
   * value. Undefined when the password has been changed or the person removed since.
   */
  open(verified: Verified, from?: SignInFrom): Promise<string | undefined>
  /** Ends the session in this `Cookie` header; gives the `Set-Cookie` value that clears its cookie. */
  close(cookieHeader: string | undefined | null): Promise<string>
  /** Ends every session of a person: after a change of password or role. */
  closeAll(staff: string): Promise<void>
  /** Those of a person that still hold, newest first. */
  list(staff: string, cookieHeader: string | undefined): Promise<OpenSession[]>
  /** Ends one session of a person, by the id it is listed with, or all but the one in this header. */
  end(staff: string, which: { id: string } | { allBut: string | undefined }): Promise<void>
  /** Removes what has ended. */
  sweep(): Promise<void>
}

/** Staff sessions over `app.db`. The only file that knows lucia. */
export function createSessions(store: Store): Sessions {
  const lucia = new Lucia(adapter(store), {
    sessionExpiresIn: idle,
    sessionCookie: { name: staffCookie, attributes: { sameSite: 'lax', secure: true, path: '/' } },
    getSessionAttributes: ({ created }) => ({ created }),
    getUserAttributes: (attributes) => attributes,
  })

  const cookieOf = (secret: string, framed: boolean) =>
    framed ? framedCookieOf(secret, idle.seconds()) : lucia.createSessionCookie(secret).serialize()

  return {
    async read(cookieHeader) {
      const found = secretIn(cookieHeader)
      if (!found) return undefined
      const { secret, framed } = found
      const { session, user } = await lucia.validateSession(secret)
      if (!session) return undefined
      const { id, email, name, role, language, timezone } = user
      const cookie = session.fresh ? { cookie: cookieOf(secret, framed) } : {}
      return { id, email, name, role, language, timezone, ...cookie }
    },

    async open({ id, password }, { where = 'page', device = null } = {}) {
      const secret = newToken()
      try {
        await lucia.createSession(
          id,
          { created: Date.now(), verified: password, device },
          { sessionId: secret },
        )
      } catch (error) {
        if (error instanceof NoLonger) return undefined
        throw error
      }
      return cookieOf(secret, where === 'frame')
    },

    async close(cookieHeader) {
      const found = secretIn(cookieHeader)
      if (found) await lucia.invalidateSession(found.secret)
      return found?.framed ? framedCookieOf('', 0) : lucia.createBlankSessionCookie().serialize()
    },

    async list(person, cookieHeader) {
      const found = secretIn(cookieHeader)
      const own = found && hashed(found.secret)
      const rows = await store.db
        .select()
        .from(sessions)
        .where(and(eq(sessions.staff, person), gt(sessions.expires, Date.now())))
        .orderBy(desc(sessions.created))
      return rows.map((row) => ({
        id: listedId(row.id),
        created: row.created,
        expires: Math.min(row.expires, row.created + longest),
        device: row.device,
        here: row.id === own,
      }))
    },

    async end(person, which) {
      const found = 'allBut' in which ? secretIn(which.allBut) : undefined
      const those =
        'id' in which ? like(sessions.id, `${which.id}%`) : ne(sessions.id, found ? hashed(found.secret) : '')
      await store.write([store.db.delete(sessions).where(and(eq(sessions.staff, person), those))])
    },

    closeAll: (person) => lucia.invalidateUserSessions(person),
    sweep: () => lucia.deleteExpiredSessions(),
  }
}

/** What was verified does not stand any longer. */
class NoLonger extends Error {}

const listedId = (stored: string): string => stored.slice(0, 32)

/**
 * Lucia's view of our tables. It hands secrets in and gets the same secrets back;
 * what reaches the database is {@link hashed}. `getUserSessions` therefore gives
 * hashes, which must never go back into lucia as secrets.
 */
function adapter(store: Store): Adapter {
  const { db } = store
  return {
    async getSessionAndUser(secret) {
      const [row] = await db
        .select()
        .from(sessions)
        .leftJoin(staff, eq(staff.id, sessions.staff))
        .where(eq(sessions.id, hashed(secret)))
      if (!row) return [null, null]
      const session = asSession({ ...row.sessions, id: secret })
      if (!row.staff) return [session, null]
      const { id, email, name, role, language, timezone } = row.staff
      return [session, { id, attributes: { email, name, role, language, timezone } }]
    },
    async getUserSessions(person) {
      const rows = await db.select().from(sessions).where(eq(sessions.staff, person))
      return rows.map(asSession)
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const still = db
        .select({
          id: sql<string>`${hashed(id)}`.as('id'),
          staff: staff.id,
          expires: sql<number>`${expiresAt.getTime()}`.as('expires'),
          created: sql<number>`${attributes.created}`.as('created'),
          device: sql<string | null>`${attributes.device}`.as('device'),
        })
        .from(staff)
        .where(and(eq(staff.id, userId), eq(staff.password, attributes.verified)))
      const [opened] = await store.write([db.insert(sessions).select(still).returning({ id: sessions.id })])
      if (opened?.length !== 1) throw new NoLonger()
    },
    async updateSessionExpiration(secret, expiresAt) {
      const set = db.update(sessions).set({ expires: expiresAt.getTime() })
      // A full write queue must not sign anybody out: the session holds until its earlier end.
      await store.write([set.where(eq(sessions.id, hashed(secret)))]).catch(() => undefined)
    },
    async deleteSession(secret) {
      await store.write([db.delete(sessions).where(eq(sessions.id, hashed(secret)))])
    },
    async deleteUserSessions(person) {
      await store.write([db.delete(sessions).where(eq(sessions.staff, person))])
    },
    async deleteExpiredSessions() {
      const now = Date.now()
      await store.write([
        db.delete(sessions).where(lt(sessions.expires, now)),
        db.delete(sessions).where(lt(sessions.created, now - longest)),
      ])
    },
  }
}

/** The end is never later than seven days after the sign-in, whatever a renewal wrote. */
function asSession(row: typeof sessions.$inferSelect): DatabaseSession {
  return {
    id: row.id,
    userId: row.staff,
    expiresAt: new Date(Math.min(row.expires, row.created + longest)),
    attributes: { created: row.created, verified: '', device: row.device },
  }
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ created: number }, StaffAttributes>
    DatabaseSessionAttributes: { created: number; verified: string; device: string | null }
    DatabaseUserAttributes: StaffAttributes
  }
}

interface StaffAttributes {
  email: string
  name: string
  role: Role
  language: string | null
  timezone: string | null
}
