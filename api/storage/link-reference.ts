import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Query parameter that carries a link's reference. */
export const referenceName = 'via'

const idLength = 12
const sealLength = 12

/**
 * A reference to one link that an agent shared: a random id and its HMAC-SHA-256, 32 characters. It holds nothing of the
 * customer, the agent or the article; what it refers to lies in the database alone. The seal keeps made-up references
 * from being looked up.
 */
export function newReference(secret: Uint8Array): string {
  const id = randomBytes(idLength)
  return Buffer.concat([id, sealOf(id, secret)]).toString('base64url')
}

export function isReference(text: string, secret: Uint8Array): boolean {
  if (!/^[\w-]{32}$/.test(text)) return false
  const bytes = Buffer.from(text, 'base64url')
  return timingSafeEqual(bytes.subarray(idLength), sealOf(bytes.subarray(0, idLength), secret))
}

function sealOf(id: Uint8Array, secret: Uint8Array): Buffer {
  return createHmac('sha256', secret).update('link\0').update(id).digest().subarray(0, sealLength)
}
