import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'
import { faultOfTrait } from '#content/library/trait-fault.ts'
import type { Trait, Traits, TraitValue } from '#content/model/trait.ts'
import type { IdentityKeys } from './identity-keys.ts'

/** How far two clocks may differ, in seconds. */
export const tolerance = 30

/** The longest a token may live, in seconds. */
const longestLife = 600

/** Most traits of one token. */
const mostTraits = 100

/** What a token is held against. */
export interface TokenRules {
  readonly keys: IdentityKeys
  readonly issuer: string
  readonly audience: string
  readonly now: Date
  /** As traits.yaml declares them; none: there is nothing to hold traits against. */
  readonly traits: readonly Trait[]
}

/** A token that is good. */
export interface IdentityToken {
  readonly sub: string
  readonly jti: string
  /** Seconds since 1970. */
  readonly exp: number
  readonly traits: Traits
  /** Why other traits were left out, a sentence each; the token counts all the same. */
  readonly leftOut: readonly string[]
}

/** The token is refused. The message names the claim and what to do, never a value that somebody sent. */
export class TokenRefused extends Error {
  override name = 'TokenRefused'
}

/** Unicode's control characters: an id with one is no id, and SQLite ends a text at NUL. */
const identifier = z
  .string('must be a string')
  .min(1, 'is empty')
  .max(200, 'is longer than 200 characters')
  .regex(/^\P{Cc}*$/u, 'has control characters')

const seconds = z
  .number('must be a number of seconds since 1970')
  .max(1e11, 'counts milliseconds; JWT counts seconds')

const claimsSchema = z.object({
  iss: z.string('must be a string'),
  aud: z.union([z.string(), z.array(z.string())], 'must be a string or a list of strings'),
  sub: identifier,
  jti: identifier,
  iat: seconds,
  exp: seconds,
  traits: z
    .record(z.string(), z.unknown(), 'must be an object')
    .refine((traits) => Object.keys(traits).length <= mostTraits, `has more than ${mostTraits} entries`)
    .default({}),
})

/**
 * Reads an identity token: signed by a known key with that key's own algorithm, for us, at most ten minutes long.
 * Whether it was used before is the store's to say.
 *
 * @throws {TokenRefused} which claim is wrong, and why
 */
export async function readIdentityToken(token: string, rules: TokenRules): Promise<IdentityToken> {
  const { kid, typ } = headerOf(token)
  if (typ !== undefined && String(typ).toUpperCase() !== 'JWT')
    throw new TokenRefused('"typ" in the header is for another kind of token; it is "JWT", or absent.')
  const known = rules.keys.get(kid ?? '')
  if (!known)
    throw new TokenRefused(
      kid === undefined
        ? '"kid" is missing in the header; it names the key in KINDRED_IDENTITY_KEYS.'
        : '"kid" in the header names no key of KINDRED_IDENTITY_KEYS.',
    )
  const claims = claimsOf(token)
  if (claims.exp - claims.iat > longestLife)
    throw new TokenRefused(`"exp" is more than ${longestLife} seconds after "iat".`)
  await jwtVerify(token, known.key, {
    algorithms: [known.algorithm],
    issuer: rules.issuer,
    audience: rules.audience,
    clockTolerance: tolerance,
    maxTokenAge: longestLife,
    requiredClaims: ['iss', 'aud', 'sub', 'iat', 'exp', 'jti'],
    currentDate: rules.now,
  }).catch((error: unknown) => {
    throw new TokenRefused(explain(error, { algorithm: known.algorithm, ...rules }))
  })
  const { sub, jti, exp } = claims
  return { sub, jti, exp, ...sorted(claims.traits, Object.keys(decodeJwt(token)), rules.traits) }
}

function headerOf(token: string): { kid?: string | undefined; typ?: unknown } {
  try {
    return decodeProtectedHeader(token)
  } catch {
    throw new TokenRefused('This is no token: three parts of base64url with dots between them (RFC 7519).')
  }
}

function claimsOf(token: string): z.infer<typeof claimsSchema> {
  let payload: JWTPayload
  try {
    payload = decodeJwt(token)
  } catch {
    throw new TokenRefused('The claims are no JSON object.')
  }
  const { success, data, error } = claimsSchema.safeParse(payload)
  if (success) return data
  const [issue] = error.issues
  const claim = String(issue?.path[0])
  if (payload[claim] === undefined) throw new TokenRefused(missing(claim, payload))
  throw new TokenRefused(`"${claim}" ${issue?.message}.`)
}

/** Names under which other products know the claim. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  sub: ['user_id', 'userId', 'uid', 'external_id', 'targetingKey', 'id'],
}

function missing(claim: string, payload: JWTPayload): string {
  const other = otherNames[claim]?.find((name) => payload[name] !== undefined)
  return other ? `"${claim}" is missing; "${other}" is not read.` : `"${claim}" is missing.`
}

function explain(
  error: unknown,
  { algorithm, issuer, audience }: Pick<TokenRules, 'issuer' | 'audience'> & { algorithm: string },
): string {
  if (error instanceof errors.JOSEAlgNotAllowed)
    return `"alg" in the header is not the key's algorithm, ${algorithm}.`
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'The signature is not that of the key: the secret is the bytes after base64-decoding, not its text.'
  if (error instanceof errors.JWTExpired) return `"${error.claim}" is past: the token is too old.`
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return `"iss" is not "${issuer}".`
    if (error.claim === 'aud') return `"aud" is not "${audience}".`
    return `"${error.claim}" lies in the future: the clock of its maker is ahead.`
  }
  return 'The token cannot be verified.'
}

/** Traits that can be used, and why the others cannot. One that is null is not known, which is nothing to tell. */
function sorted(
  traits: Readonly<Record<string, unknown>>,
  claims: readonly string[],
  declared: readonly Trait[],
): Pick<IdentityToken, 'traits' | 'leftOut'> {
  const leftOut: string[] = []
  const kept: Record<string, TraitValue> = {}
  for (const [id, value] of Object.entries(traits)) {
    if (value === null) continue
    const fault = faultOfTrait(id, value, declared)
    if (fault) leftOut.push(fault)
    else kept[id] = value as TraitValue
  }
  for (const { id } of declared)
    if (claims.includes(id))
      leftOut.push(`"${id}" stands beside "traits" and is not read; put it into "traits".`)
  return { traits: kept, leftOut }
}
