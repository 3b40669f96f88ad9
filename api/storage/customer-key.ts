import { createHmac } from 'node:crypto'

/**
 * The only form in which a customer's e-mail address is stored: 64 hex digits that cannot be turned back without the
 * secret. Case and spaces around it do not matter.
 */
export function customerKey(email: string, secret: Uint8Array): string {
  return createHmac('sha256', secret).update(email.trim().toLowerCase()).digest('hex')
}
