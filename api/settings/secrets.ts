import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { OperatorError } from '#content/model/operator-error.ts'

/** Shorter keys can be guessed, in bytes. */
export const shortestKey = 32

/** A setting or a file of settings is wrong; the message is for the person who started us. */
export class WrongSetting extends OperatorError {
  override name = 'WrongSetting'
}

export interface Secrets {
  /** For everything keyed that is our own: customers' addresses, gap ids. */
  readonly secret: Uint8Array
  /** Signs identity tokens while trying things out on this machine; never used when keys are configured. */
  readonly devKey: Uint8Array
}

/**
 * KINDRED_SECRET, else what an earlier start wrote to `secrets.json`, else 32 new random bytes written there for the
 * owner alone. Scripts and the server may race for the first write: whoever comes second reads the first one's.
 */
export function readSecrets(file: string, given = process.env['KINDRED_SECRET']): Secrets {
  if (!existsSync(file)) make(file)
  const stored = parsed(file)
  const secret = given ? decodeKey(given) : decodeKey(stored.secret ?? '')
  if (secret.length < shortestKey)
    throw new WrongSetting(
      given
        ? `KINDRED_SECRET has ${secret.length} bytes; it needs at least ${shortestKey}, in hex or base64. Make one with: openssl rand -hex 32`
        : `${file} does not hold a secret. Put a backup of it in its place; a new one would make strangers of all customers.`,
    )
  return { secret, devKey: decodeKey(stored.devKey ?? '') }
}

function parsed(file: string): { secret?: string; devKey?: string } {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value === 'object' && value !== null) return value
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new WrongSetting(
    `${file} is damaged: it is no JSON object. Put a backup of it in its place; a new one would make strangers of all customers.`,
  )
}

/** Hex when it can be hex, else base64 or base64url. */
export function decodeKey(text: string): Uint8Array {
  const trimmed = text.trim()
  return /^([0-9a-f]{2})+$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64')
}

function make(file: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const own = `${file}.${process.pid}`
  const key = () => randomBytes(32).toString('hex')
  writeFileSync(own, `${JSON.stringify({ secret: key(), devKey: key() }, null, 2)}\n`, { mode: 0o600 })
  try {
    linkSync(own, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(own)
  }
}
