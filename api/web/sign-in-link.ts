import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { seal, unseal } from '#api/storage/seal.ts'

/** A link works once, and for so long, in ms: a quarter of an hour. */
const works = 15 * 60_000

const claimSchema = z.object({
  /** As visitors are bound to: the company's number for the customer, else the key of their address. */
  customer: z.string(),
  /** The address with all but its first letter hidden, so that its reader sees whose it is. */
  who: z.string(),
  expires: z.number(),
  /** Names the link among those that were used. */
  id: z.string(),
})
export type SignInClaim = z.infer<typeof claimSchema>

const purpose = 'sign-in link'

/** What stands in a link that signs a customer in: sealed, so that nobody can make or read one. */
export function signInToken(customer: string, email: string, secret: Uint8Array, now: number): string {
  const [name = '', host = ''] = email.split('@')
  const who = `${name.slice(0, 1)}…@${host}`
  const claim = { customer, who, expires: now + works, id: randomBytes(16).toString('base64url') }
  return seal(JSON.stringify(claim), purpose, secret)
}

/** What {@link signInToken} sealed; undefined when it is not ours or too old. */
export function readSignInToken(token: string, secret: Uint8Array, now: number): SignInClaim | undefined {
  const text = token.length > 1000 ? undefined : unseal(token, purpose, secret)
  if (text === undefined) return undefined
  const claim = claimSchema.parse(JSON.parse(text))
  return claim.expires > now ? claim : undefined
}
