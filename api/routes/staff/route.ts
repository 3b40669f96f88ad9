import type { Context } from 'hono'
import type { z } from 'zod'
import type { Scope } from '#api/storage/api-keys.ts'
import type { Role } from '#api/storage/staff-schema.ts'
import type { AppContext } from '#api/web/context.ts'
import type { Sessions, Staff } from '#api/web/session.ts'
import type { MeAnswer, Room } from './answers.ts'

/** Which rooms a role may enter, its own first. The only place that says who may do what. */
export const roomsOf: Readonly<Record<Role, readonly Room[]>> = {
  agent: ['desk'],
  writer: ['gaps', 'desk'],
  manager: ['insights'],
  admin: ['gaps', 'desk', 'insights', 'people'],
}

/** What a handler of a room gets beside the request. */
export interface Inside {
  readonly context: AppContext
  readonly sessions: Sessions
  readonly me: Staff
}

interface Base {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/api/staff`. */
  readonly path: string
  /** What it does, in a sentence of the API's description. */
  readonly says: string
  /** What it takes. */
  readonly body?: z.ZodType
}

/** For somebody who is not signed in yet. */
export interface DoorRoute extends Base {
  readonly room: 'door'
  readonly handle: (c: Context, at: Omit<Inside, 'me'>) => Promise<Response> | Response
}

/** `own`: for everybody who is signed in. */
export interface RoomRoute extends Base {
  readonly room: Room | 'own'
  /** Keys of this scope may ask it too; without one it is for people. */
  readonly scope?: Scope
  readonly handle: (c: Context, at: Inside) => Promise<Response> | Response
}

export type StaffRoute = DoorRoute | RoomRoute

/** Language in which the staff area speaks to this person: chosen, else the browser's first that it knows. */
export function languageOf(c: Context, { language }: Pick<Staff, 'language'>): string {
  const accepted = (c.req.header('accept-language') ?? '')
    .split(',')
    .map((one) => one.trim().slice(0, 2).toLowerCase())
  return (
    [language ?? '', ...accepted].find((one) => (staffLanguages as readonly string[]).includes(one)) ?? 'en'
  )
}

/** Languages of the staff area. */
export const staffLanguages = ['en', 'tr', 'pl'] as const

export function meAnswer({ id, email, name, role, language, timezone }: Staff): MeAnswer {
  return { id, email, name, role, language, timezone, rooms: [...roomsOf[role]] }
}
