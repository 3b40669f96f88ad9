import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { SignJWT } from 'jose'
import { readEnvironment } from '#api/settings/environment.ts'
import { readIdentityKeys } from '#api/settings/identity-keys.ts'
import { readIdentityToken, TokenRefused } from '#api/settings/identity-token.ts'
import { readSecrets } from '#api/settings/secrets.ts'
import { readLibrary } from '#content/library/index.ts'
import type { Trait, TraitValue } from '#content/model/trait.ts'

const usage = `Usage: npm run -s token -- --sub CUSTOMER [--trait NAME=VALUE]… [--kid KEY]
       npm run -s token -- --verify TOKEN

Prints an identity token, good once, for ten minutes, as the host product would make it. Try it: open
/identify/#token=TOKEN. --verify says what this help centre makes of a token, and which claim is wrong;
api/identity/README.md has the contract.`

/** `npm run -s token`: exit 0 done, 1 failed, 2 wrong usage. */
process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const asked = read(args)
  if (asked === 'help') {
    console.log(usage)
    return 0
  }
  if (typeof asked === 'string') {
    console.error(`${asked}\n\n${usage}`)
    return 2
  }
  try {
    if (asked.verify !== undefined) return await verify(asked.verify)
    console.log(await token(asked))
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}

interface Asked {
  /** A token to look at instead of making one. */
  readonly verify?: string
  readonly sub: string
  readonly traits: readonly (readonly [string, string])[]
  readonly kid: string | undefined
}

/** What is asked for, `help`, or why it cannot be understood. */
function read(args: string[]): Asked | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        sub: { type: 'string' },
        trait: { type: 'string', multiple: true },
        kid: { type: 'string' },
        verify: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help) return 'help'
    if (values.verify !== undefined)
      return { verify: values.verify.trim(), sub: '', traits: [], kid: undefined }
    if (!values.sub) return 'Say who it is for: --sub CUSTOMER.'
    const traits = (values.trait ?? []).map((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? (['', pair] as const) : ([pair.slice(0, at), pair.slice(at + 1)] as const)
    })
    if (traits.some(([name]) => name.length === 0))
      return 'A trait is NAME=VALUE, such as --trait plan=business.'
    return { sub: values.sub, traits, kid: values.kid }
  } catch (error) {
    return (error as Error).message
  }
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
    throw new Error(
      kid ? `There is no key "${kid}" in KINDRED_IDENTITY_KEYS.` : 'KINDRED_IDENTITY_KEYS has no shared key.',
    )
  if (signer.algorithm !== 'HS256')
    throw new Error(`"${name}" is a public key: only the host product can sign with it.`)

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
    throw new Error(`There is no trait "${id}". Traits are: ${declared.map((one) => one.id).join(', ')}.`)
  if (trait?.values && trait.type !== 'list' && !trait.values.map(String).includes(text))
    throw new Error(`"${id}" cannot be "${text}". It is one of: ${trait.values.join(', ')}.`)
  if (trait?.type === 'list') return text.split(',')
  if (trait?.type === 'number' || (!trait && /^-?\d+(\.\d+)?$/.test(text))) {
    if (Number.isNaN(Number(text))) throw new Error(`"${id}" is a number, not "${text}".`)
    return Number(text)
  }
  if (trait?.type === 'boolean' || (!trait && /^(true|false)$/.test(text))) return text === 'true'
  return text
}
