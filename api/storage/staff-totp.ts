import { createHash, randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { change } from './staff-change.ts'
import { staff } from './staff-schema.ts'
import type { Store } from './store.ts'

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, 30 seconds. */
const manner = { algorithm: 'SHA1', digits: 6, period: 30 } as const

/** A code of the step before or after is taken too: clocks differ (RFC 6238, 5.2). */
const window = 1

const recoveryCodes = 10

/** A new secret of 160 bits, base32 (RFC 4226, 4). */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** `otpauth://totp/…`: what an app reads from a picture or a link. */
export function totpAddress(secret: string, { site, email }: { site: string; email: string }): string {
  return new TOTP({ ...manner, issuer: site, label: email, secret }).toString()
}

/** The time step of a right code, undefined for a wrong one. `now`: milliseconds since 1970. */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const delta = new TOTP({ ...manner, secret }).validate({ token, timestamp: now, window })
  return delta === null ? undefined : Math.floor(now / 1000 / manner.period) + delta
}

/** Recovery codes, 80 random bits each: "abcd-efgh-…". */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodes }, () => {
    const text = new Secret({ buffer: new Uint8Array(randomBytes(10)).buffer }).base32.toLowerCase()
    return (text.match(/.{4}/g) ?? []).join('-')
  })
}

const hashed = (code: string): string =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z2-7]/g, ''))
    .digest('hex')

export interface SecondStep {
  /** As sealed by whoever keeps it; null: the password alone. */
  readonly totp: string | null
  readonly left: number
}

export async function secondStepOf({ db }: Store, id: string): Promise<SecondStep> {
  const [row] = await db.select().from(staff).where(eq(staff.id, id))
  return { totp: row?.totp ?? null, left: row?.recovery?.length ?? 0 }
}

/** Asks for codes from now on; `codes` are stored as hashes. `step`: that of the code which proved the secret. */
export function setSecondStep(
  store: Store,
  { id, sealed, step, codes }: { id: string; sealed: string; step: number; codes: readonly string[] },
): Promise<void> {
  const row = { totp: sealed, totpStep: step, recovery: codes.map(hashed) }
  return change(store, () => ({
    value: undefined,
    write: {
      queries: [store.db.update(staff).set(row).where(eq(staff.id, id))],
      entry: { by: id, what: 'second-step.set', object: id },
    },
  }))
}

export function dropSecondStep(store: Store, id: string): Promise<void> {
  return change(store, () => ({
    value: undefined,
    write: {
      queries: [
        store.db.update(staff).set({ totp: null, totpStep: null, recovery: null }).where(eq(staff.id, id)),
      ],
      entry: { by: id, what: 'second-step.dropped', object: id },
    },
  }))
}

/** Whether a code is right and was not taken before: each step once, each recovery code once. */
export function takeCode(
  store: Store,
  { id, secret, code, now }: { id: string; secret: string; code: string; now: number },
): Promise<boolean> {
  return change(store, async () => {
    const [row] = await store.db.select().from(staff).where(eq(staff.id, id))
    const step = stepOf(secret, code, now)
    if (step !== undefined) {
      if (step <= (row?.totpStep ?? 0)) return { value: false }
      const queries = [store.db.update(staff).set({ totpStep: step }).where(eq(staff.id, id))]
      return { value: true, write: { queries, entry: { by: id, what: 'code.taken', object: id } } }
    }
    const left = row?.recovery ?? []
    const hash = hashed(code)
    if (!left.includes(hash)) return { value: false }
    const recovery = left.filter((one) => one !== hash)
    const queries = [store.db.update(staff).set({ recovery }).where(eq(staff.id, id))]
    return { value: true, write: { queries, entry: { by: id, what: 'recovery-code.taken', object: id } } }
  })
}
