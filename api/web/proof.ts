import { createHmac } from 'node:crypto'
import { type Challenge, createChallenge, type Payload, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { usedTokens } from '#api/storage/app-schema.ts'
import { isTaken } from '#api/storage/faults.ts'
import type { AppContext } from './context.ts'

/**
 * Rounds of PBKDF2 a try; 256 tries are needed on average. Half a second of a laptop's time, spent while the message is
 * written; checking a proof costs one try.
 */
const cost = 2_000

/** How long a proof counts, in ms: nobody writes a message for longer. */
const lasts = 2 * 3_600_000

const challengeSchema = z.strictObject({
  parameters: z.record(z.string().max(40), z.union([z.string().max(200), z.number()])),
  signature: z.string().max(200),
})

/** A solved challenge, as the form sends it. */
export const proofSchema = z.strictObject({
  challenge: challengeSchema,
  solution: z.strictObject({
    counter: z.number(),
    derivedKey: z.string().max(200),
    time: z.number().optional(),
  }),
})
export type Proof = z.infer<typeof proofSchema>

/** Proof of work against bots, without a third party: ALTCHA's (https://altcha.org). */
export function newChallenge({ secret }: AppContext): Promise<Challenge> {
  return createChallenge({
    ...{ algorithm: 'PBKDF2/SHA-256', cost, deriveKey, hmacSignatureSecret: keyOf(secret) },
    expiresAt: new Date(Date.now() + lasts),
  })
}

/** Whether the work was done for a challenge of ours, in time, and is used for the first time; uses it up. */
export async function takeProof({ app, secret }: AppContext, proof: Proof): Promise<boolean> {
  const { parameters, signature } = proof.challenge
  if (parameters['cost'] !== cost || Number(parameters['expiresAt']) * 1000 < Date.now()) return false
  const { verified } = await verifySolution({
    ...(proof as unknown as Payload),
    deriveKey,
    hmacSignatureSecret: keyOf(secret),
  }).catch(() => ({ verified: false }))
  if (!verified) return false
  const jti = `proof ${signature}`
  let first = false
  const use = app.write(async () => {
    first = (await app.db.select().from(usedTokens).where(eq(usedTokens.jti, jti))).length === 0
    return first ? [app.db.insert(usedTokens).values({ jti, expiresAt: Date.now() + lasts })] : []
  })
  // Another process on the same database may have used it between our look and our write.
  await use.catch((error: unknown) => {
    if (!isTaken(error)) throw error
    first = false
  })
  return first
}

function keyOf(secret: Uint8Array): string {
  return createHmac('sha256', secret).update('proof of work').digest('hex')
}
