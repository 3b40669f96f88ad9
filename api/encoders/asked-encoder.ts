import type { Encoder } from './encoder.ts'
import { type EndpointOptions, embeddingsEndpoint } from './endpoint.ts'
import { minilmEncoder } from './minilm.ts'
import { encoderKind, neededEmbeddings } from './settings.ts'

/**
 * The encoder that `KINDRED_ENCODER` asks for; undefined for `lexical`, by words alone. Throws EncoderFailed for
 * settings that cannot be meant.
 */
export function askedEncoder(
  env: Readonly<Record<string, string | undefined>>,
  options: EndpointOptions,
): Encoder | undefined {
  const kind = encoderKind(env)
  if (kind === 'lexical') return undefined
  return kind === 'minilm'
    ? minilmEncoder(options.folder)
    : embeddingsEndpoint(neededEmbeddings(env), options)
}
