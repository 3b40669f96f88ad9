import { forgetTries, giveBack, type Limit, takeTry } from '#api/storage/limits.ts'
import type { AppContext } from './context.ts'
import { Problem } from './problems.ts'

const minutes = 60_000

/** How often what may be done, in ms; each line says against whom. */
const table = {
  /** Guessing the password of one account from one place. */
  'sign-in-here': [10, 15 * minutes],
  /** … from many places. A stranger must not lock a colleague out with ten. */
  'sign-in-account': [100, 15 * minutes],
  /** Spraying one password over many accounts. An office behind one address: sign-ins that work are given back. */
  'sign-in-place': [30, 15 * minutes],
  /** … from many places. */
  'sign-in-all': [1000, 15 * minutes],
  /** Guessing the current password from an open session. */
  'password-change': [10, 15 * minutes],
} as const satisfies Record<string, readonly [times: number, within: number]>

export type LimitName = keyof typeof table

export function limit(kind: LimitName, of: string): Limit {
  const [times, within] = table[kind]
  return { kind, of, times, within }
}

/** Counts a try against all of these, or refuses it with the time to wait. */
export async function count({ app, secret }: AppContext, limits: readonly Limit[], hint = ''): Promise<void> {
  const wait = await takeTry(app, secret, limits, Date.now())
  if (wait === 0) return
  const seconds = Math.ceil(wait / 1000)
  const long = Math.ceil(seconds / 60)
  throw new Problem('too-many', {
    hint: `Wait ${long} ${long === 1 ? 'minute' : 'minutes'}${hint}.`,
    headers: { 'Retry-After': String(seconds) },
  })
}

export function uncount({ app, secret }: AppContext, limits: readonly Limit[]): Promise<void> {
  return giveBack(app, secret, limits)
}

export function forget({ app, secret }: AppContext, limits: readonly Limit[]): Promise<void> {
  return forgetTries(app, secret, limits)
}
