import { createHash, randomBytes } from 'node:crypto'

/** 256 bits of chance, for a cookie or a one-time link: 43 letters of base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** The only form in which such a secret is stored: SHA-256, hex. */
export function hashed(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
