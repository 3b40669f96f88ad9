import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto'
import { decodeKey, shortestKey, WrongSetting } from './secrets.ts'

/** One to use and one to change over to; more are a sign of keys nobody looks after. */
const mostKeys = 2

export interface IdentityKey {
  readonly algorithm: 'HS256' | 'EdDSA' | 'ES256'
  readonly key: KeyObject
}
/** Who signs, and for whom, unless KINDRED_IDENTITY_ISSUER and KINDRED_IDENTITY_AUDIENCE say so. */
export function identityNames(
  env: Readonly<Record<string, string | undefined>>,
  origin: string,
): { issuer: string; audience: string } {
  return {
    issuer: env['KINDRED_IDENTITY_ISSUER'] || 'kindred-demo',
    audience: env['KINDRED_IDENTITY_AUDIENCE'] || origin,
  }
}

/** By `kid`. */
export type IdentityKeys = ReadonlyMap<string, IdentityKey>

/**
 * Reads `kid:base64,…`. The bytes are a shared secret of at least 32 bytes (HS256), or a public key as DER, PEM or JWK:
 * Ed25519 (EdDSA) or P-256 (ES256). Without any, on this machine alone, the key `dev` of secrets.json serves for trying out.
 */
export function readIdentityKeys(given: string | undefined, devKey: Uint8Array | undefined): IdentityKeys {
  if (!given) return new Map(devKey ? [['dev', shared(devKey)]] : [])
  const keys = new Map<string, IdentityKey>()
  for (const entry of given.split(',')) {
    const colon = entry.indexOf(':')
    const kid = entry.slice(0, colon).trim()
    if (colon < 1 || keys.has(kid))
      throw new WrongSetting(
        `KINDRED_IDENTITY_KEYS: each key is kid:base64 with a kid of its own, separated by commas.`,
      )
    keys.set(kid, read(kid, decodeKey(entry.slice(colon + 1))))
  }
  if (keys.size > mostKeys)
    throw new WrongSetting(
      `KINDRED_IDENTITY_KEYS has ${keys.size} keys; at most ${mostKeys} are in use at once.`,
    )
  return keys
}

function read(kid: string, bytes: Uint8Array): IdentityKey {
  const key = publicKey(Buffer.from(bytes))
  if (key?.asymmetricKeyType === 'ed25519') return { algorithm: 'EdDSA', key }
  if (key?.asymmetricKeyDetails?.namedCurve === 'prime256v1') return { algorithm: 'ES256', key }
  if (key) throw new WrongSetting(`KINDRED_IDENTITY_KEYS: "${kid}" must be an Ed25519 or a P-256 key.`)
  if (bytes.length < shortestKey)
    throw new WrongSetting(
      `KINDRED_IDENTITY_KEYS: "${kid}" has ${bytes.length} bytes; a shared key needs at least ${shortestKey}. Make one with: openssl rand -base64 32`,
    )
  return shared(bytes)
}

function shared(bytes: Uint8Array): IdentityKey {
  return { algorithm: 'HS256', key: createSecretKey(bytes) }
}

function publicKey(bytes: Buffer): KeyObject | undefined {
  const text = bytes.toString('latin1')
  try {
    if (text.startsWith('-----BEGIN')) return createPublicKey(text)
    if (text.trimStart().startsWith('{')) return createPublicKey({ key: JSON.parse(text), format: 'jwk' })
    return createPublicKey({ key: bytes, format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}
