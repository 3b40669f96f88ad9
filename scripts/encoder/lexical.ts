import type { Encoder } from '#api/encoders/encoder.ts'
import { basisOf, project } from '#scripts/mining/text/lsa.ts'
import { strengthOf } from '#scripts/mining/text/term-strength.ts'
import { strengthened, vectorsOf, vocabularyOf } from '#scripts/mining/text/tf-idf.ts'

/** The miner's own number of directions; fewer texts have fewer. */
const dimensions = 200

/** Points by the words themselves, as mining makes them when nothing else is said: no server, no model. */
export function lexicalEncoder(language: string): Encoder {
  return {
    name: 'words',
    async encode(texts, progress) {
      const vocabulary = vocabularyOf(texts, language)
      const plain = vectorsOf(texts, vocabulary)
      const { matrix } = strengthened(vocabulary, plain, strengthOf(plain))
      const { basis, dims } = basisOf(matrix, Math.min(dimensions, Math.max(2, texts.length - 1)))
      progress?.(texts.length, texts.length)
      return { rows: project(matrix, basis, dims), dims }
    },
  }
}
