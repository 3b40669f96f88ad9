import { basisOf, project } from '../mining/svd.ts'
import { vectorsOf, vocabularyOf } from '../mining/vectors.ts'
import type { Encoder } from './encoder.ts'

/** The miner's own number of directions; fewer texts have fewer. */
const dimensions = 200

/** Points by the words themselves, as mining makes them when nothing else is said: no server, no model. */
export function lexicalEncoder(language: string): Encoder {
  return {
    name: 'words',
    async encode(texts, progress) {
      const written = texts.map((text) => ({ text, language }))
      const matrix = vectorsOf(written, vocabularyOf(written))
      const { basis, dims } = basisOf(matrix, Math.min(dimensions, Math.max(2, texts.length - 1)))
      progress?.(texts.length, texts.length)
      return { rows: project(matrix, basis, dims), dims }
    },
  }
}
