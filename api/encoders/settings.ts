import { isThisMachine } from '#api/settings/this-machine.ts'
import { EncoderFailed } from './encoder.ts'

export const encoderKinds = ['lexical', 'minilm', 'endpoint'] as const
export type EncoderKind = (typeof encoderKinds)[number]

/**
 * `KINDRED_ENCODER`: how near texts lie to each other. `lexical`, by their words, unless an address of an endpoint is set.
 * Throws {@link EncoderFailed} for any other word.
 */
export function encoderKind(env: Readonly<Record<string, string | undefined>>): EncoderKind {
  const asked = env['KINDRED_ENCODER'] || (env['KINDRED_EMBEDDINGS_URL'] ? 'endpoint' : 'lexical')
  const kind = encoderKinds.find((one) => one === asked)
  if (kind === undefined)
    throw new EncoderFailed(`KINDRED_ENCODER is "${asked}". It can be ${encoderKinds.join(', ')}.`)
  return kind
}

/** Where texts are encoded, when somebody asked for it. */
export interface EmbeddingsSettings {
  /** The whole address: `http://127.0.0.1:11434/v1/embeddings`. */
  readonly url: URL
  readonly model: string
  /** Sent as a bearer token. */
  readonly key: string | undefined
}

/**
 * `KINDRED_EMBEDDINGS_URL`, `_MODEL` and `_KEY`; undefined when no address is set, which is the default: nothing leaves
 * the machine. The address may end in `/v1` or in `/v1/embeddings`. Throws {@link EncoderFailed} for settings that
 * cannot be meant, and for http:// to another machine.
 */
export function embeddingsSettings(
  env: Readonly<Record<string, string | undefined>>,
): EmbeddingsSettings | undefined {
  const [address, model, key] = ['URL', 'MODEL', 'KEY'].map(
    (name) => env[`KINDRED_EMBEDDINGS_${name}`] || undefined,
  )
  if (address === undefined) {
    if (model === undefined && key === undefined) return undefined
    throw new EncoderFailed(
      `KINDRED_EMBEDDINGS_URL is missing: ${model ? 'a model' : 'a key'} alone does not say where. Set it, such as http://127.0.0.1:11434/v1, or set none of them.`,
    )
  }
  const url = endpointOf(address)
  if (model === undefined)
    throw new EncoderFailed(
      'KINDRED_EMBEDDINGS_MODEL is missing. Name a model that the server has, such as nomic-embed-text.',
    )
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key))
    throw new EncoderFailed(
      'KINDRED_EMBEDDINGS_KEY has characters that no key has: spaces, line breaks or letters with marks.',
    )
  return { url, model, key }
}

/** The same where an endpoint was asked for by name. */
export function neededEmbeddings(env: Readonly<Record<string, string | undefined>>): EmbeddingsSettings {
  const settings = embeddingsSettings(env)
  if (settings === undefined)
    throw new EncoderFailed(
      'KINDRED_ENCODER is endpoint, and KINDRED_EMBEDDINGS_URL is missing. Set it, such as http://127.0.0.1:11434/v1.',
    )
  return settings
}

function endpointOf(address: string): URL {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new EncoderFailed(
      `KINDRED_EMBEDDINGS_URL is "${address}", which is no address such as https://api.example.com/v1.`,
    )
  if (url.username !== '' || url.password !== '')
    throw new EncoderFailed(
      'KINDRED_EMBEDDINGS_URL holds a password. Put it into KINDRED_EMBEDDINGS_KEY instead.',
    )
  if (url.protocol === 'http:' && !isThisMachine(url))
    throw new EncoderFailed(
      `KINDRED_EMBEDDINGS_URL goes to ${url.host} without encryption, where others could read what customers wrote. Use https://, or a server on this machine.`,
    )
  const path = url.pathname.replace(/\/+$/, '')
  if (!path.endsWith('/embeddings')) url.pathname = `${path || '/v1'}/embeddings`
  url.hash = ''
  return url
}
