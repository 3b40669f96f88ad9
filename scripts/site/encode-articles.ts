import { join } from 'node:path'
import { articleVectors, writeVectors } from '#api/encoders/article-vectors.ts'
import { askedEncoder } from '#api/encoders/asked-encoder.ts'
import { EncoderFailed } from '#api/encoders/encoder.ts'
import { inherited } from '#api/settings/child-environment.ts'
import { folders } from '#api/settings/folders.ts'
import { grouped } from '#content/language/formats.ts'
import type { Library } from '#content/model/library.ts'

/**
 * Encodes a library for search where `KINDRED_ENCODER` asks for it, and leaves the vectors beside it. Each text is
 * encoded once; a build that finds no encoder goes on, and search goes by words.
 *
 * @param published where the library lies
 */
export async function encodeArticles(
  library: Library,
  published: string,
  say: (line: string) => void,
): Promise<void> {
  // Not the cache of mining: each forgets the texts that only the other has.
  const folder = join(folders().data, 'search')
  try {
    const encoder = askedEncoder(inherited(), {
      folder,
      announce: (leaving, { url, model }) =>
        say(
          `Embeddings: ${grouped(leaving.length)} passages of articles are sent to ${url.host} (model ${model}).`,
        ),
    })
    if (encoder) writeVectors(published, await articleVectors(library, encoder))
  } catch (error) {
    if (!(error instanceof EncoderFailed)) throw error
    say(`${error.message}\nSearch goes by words alone until the next build.`)
  }
}
