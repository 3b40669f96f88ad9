import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'

const brotliLater = promisify(brotliCompress)
const gzipLater = promisify<Buffer, { level: number }, Buffer>(gzip)

/** Content encodings we make, best first. */
const encodings = ['br', 'gzip'] as const
export type Encoding = (typeof encodings)[number] | 'identity'

/** A body as it goes over the wire, with all of its headers. */
export interface Sendable {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** Accept-Encoding headers come in few forms; each is read once. */
const read = new Map<string, Encoding>()

/**
 * The best encoding that a client takes: `br`, then `gzip`. One that is given the weight nought is refused (RFC 9110,
 * 12.5.3); `*` stands for every encoding that is not named.
 */
export function encodingFor(accepted: string | undefined): Encoding {
  if (!accepted) return 'identity'
  const known = read.get(accepted)
  if (known) return known
  const weights = new Map(
    accepted
      .toLowerCase()
      .split(',')
      .map((part) => {
        const [name = '', ...params] = part.split(';').map((one) => one.trim())
        const weight = params.find((param) => param.startsWith('q='))?.slice(2)
        return [name, weight === undefined ? 1 : Number(weight)] as const
      }),
  )
  const best = encodings.find((name) => (weights.get(name) ?? weights.get('*') ?? 0) > 0) ?? 'identity'
  if (read.size < 1000) read.set(accepted, best)
  return best
}

/**
 * The body compressed. A page is packed when it is first asked for, and its reader waits: a middling quality is worth more than
 * the last tenth: brotli 6 takes 1 ms for 20 kB, 11 takes 50 and saves 11 % more (see {@link packBest}).
 */
export function pack(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'br') return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })
  return encoding === 'gzip' ? gzipSync(body, { level: 6 }) : body
}

/** The smallest that the encoding can make of it, off the event loop; for pages that many will read. */
export function packBest(body: Buffer, encoding: Exclude<Encoding, 'identity'>): Promise<Buffer> {
  return encoding === 'br'
    ? brotliLater(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    : gzipLater(body, { level: 9 })
}
