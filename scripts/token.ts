import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { readEnvironment } from '#api/settings/environment.ts'
import { readIdentityKeys } from '#api/settings/identity-keys.ts'
import { readIdentityToken, TokenRefused } from '#api/settings/identity-token.ts'
import { readSecrets } from '#api/settings/secrets.ts'
import { readLibrary } from '#content/library/index.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import type { Trait, TraitValue } from '#content/model/trait.ts'
import { runCommand, WrongUsage } from './command.ts'

const usage = `Usage: npm run -s token -- --sub CUSTOMER [--trait NAME=VALUE]… [--kid KEY]
       npm run -s token -- --verify TOKEN

Prints an identity token, good once, for ten minutes, as the host product would make it. Try it: open
/identify/#token=TOKEN. --verify says what this help centre makes of a token, and which claim is wrong;
api/identity/README.md has the contract.`

await runCommand({
  usage,
  options: {
    sub: { type: 'string' },
    trait: { type: 'string', multiple: true },
    kid: { type: 'string' },
    verify: { type: 'string' },
  },
  async run({ sub, trait = [], kid, verify: given }, [extra]) {
    if (extra !== undefined) throw new WrongUsage(`"${extra}" is one word too many.`)
    if (given !== undefined) return verify(given.trim())
    if (!sub) throw new WrongUsage('Say who it is for: --sub CUSTOMER.')
    console.log(await token({ sub, traits: trait.map(pairOf), kid }))
    return 0
  },
})

interface Asked {
  readonly sub: string
  readonly traits: readonly (readonly [string, string])[]
  readonly kid: string | undefined
}

function pairOf(pair: string): readonly [string, string] {
  const at = pair.indexOf('=')
  if (at < 1) throw new WrongUsage('A trait is NAME=VALUE, such as --trait plan=business.')
  return [pair.slice(0, at), pair.slice(at + 1)]
}

/** Says what the running help centre would make of a token; 0 good, 1 refused. */
async function verify(text: string): Promise<number> {
  const { identity, secret, folders } = readEnvironment()
  const keys = readIdentityKeys(identity.keys, readSecrets(folders.secrets, secret).devKey)
  const { issuer, audience } = identity
  const { traits } = (await readLibrary(folders.content)).library
  try {
    const read = await readIdentityToken(text, { keys, issuer, audience, traits, now: new Date() })
    console.log(
      `The token is good: customer "${read.sub}", until ${new Date(read.exp * 1000).toISOString()}.`,
    )
    for (const [id, is] of Object.entries(read.traits)) console.log(`  ${id}: ${JSON.stringify(is)}`)
    for (const why of read.leftOut) console.log(`Left out: ${why}`)
    return 0
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error
    console.error(`The token is refused: ${error.message}`)
    return 1
  }
}

async function token({ sub, traits, kid }: Asked): Promise<string> {
  const { identity, secret, folders } = readEnvironment()
  const keys = readIdentityKeys(identity.keys, readSecrets(folders.secrets, secret).devKey)
  const [name, signer] = [...keys].find(([id, key]) => (kid ? id === kid : key.algorithm === 'HS256')) ?? []
  if (!name || !signer)
    throw new OperatorError(
      kid ? `There is no key "${kid}" in KINDRED_IDENTITY_KEYS.` : 'KINDRED_IDENTITY_KEYS has no shared key.',
    )
  if (signer.algorithm !== 'HS256')
    throw new OperatorError(`"${name}" is a public key: only the host product can sign with it.`)

  const { issuer, audience } = identity
  const declared = (await readLibrary(folders.content)).library.traits
  const values = Object.fromEntries(traits.map(([id, text]) => [id, typed(id, text, declared)]))
  return new SignJWT({ traits: values })
    .setProtectedHeader({ alg: 'HS256', kid: name, typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(sub)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(signer.key)
}

/** The text as the type that traits.yaml declares. */
function typed(id: string, text: string, declared: readonly Trait[]): TraitValue {
  const trait = declared.find((one) => one.id === id)
  if (declared.length > 0 && !trait)
    throw new OperatorError(
      `There is no trait "${id}". Traits are: ${declared.map((one) => one.id).join(', ')}.`,
    )
  if (trait?.values && trait.type !== 'list' && !trait.values.map(String).includes(text))
    throw new OperatorError(`"${id}" cannot be "${text}". It is one of: ${trait.values.join(', ')}.`)
  if (trait?.type === 'list') return text.split(',')
  if (trait?.type === 'number' || (!trait && /^-?\d+(\.\d+)?$/.test(text))) {
    if (Number.isNaN(Number(text))) throw new OperatorError(`"${id}" is a number, not "${text}".`)
    return Number(text)
  }
  if (trait?.type === 'boolean' || (!trait && /^(true|false)$/.test(text))) return text === 'true'
  return text
}
