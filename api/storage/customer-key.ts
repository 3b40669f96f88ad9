import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/**
 * The only form in which a customer's e-mail address is stored: 64 hex digits that cannot be turned back without the
 * secret. Case and spaces around it do not matter.
 */
export function customerKey(email: string, secret: Uint8Array): string {
  return createHmac('sha256', keyOf(secret)).update(email.trim().toLowerCase()).digest('hex')
}

const keys = new WeakMap<Uint8Array, KeyObject>()

/** Making a key of the bytes costs as much as using it, and an import uses one a million times. */
function keyOf(secret: Uint8Array): KeyObject {
  const key = keys.get(secret) ?? createSecretKey(secret)
  keys.set(secret, key)
  return key
}
