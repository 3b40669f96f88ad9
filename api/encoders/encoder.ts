import { languageOf } from '#content/language/tag.ts'
import { OperatorError } from '#content/model/operator-error.ts'

/** Texts as points: near ones say similar things. */
export interface Encoded {
  /** One row a text, row-major; of length one, or all zero for a text with nothing in it. */
  readonly rows: Float32Array
  /** Numbers a row; 0 when none of the texts ever given had anything in it. */
  readonly dims: number
}

/** How many texts are done, of how many. */
export type Encoding = (done: number, total: number) => void

/**
 * Makes points of texts. By default there is none: mining goes by words. An encoder sees more paraphrases, and costs a
 * server (`endpoint.ts`) or time (`minilm.ts`).
 */
export interface Encoder {
  /** For people: `nomic-embed-text at 127.0.0.1:11434`. */
  readonly name: string
  /** What it understands, as ISO 639-1 codes; every language when absent. */
  readonly languages?: readonly string[] | undefined
  /** Throws {@link EncoderFailed} when it cannot. */
  encode(texts: readonly string[], progress?: Encoding): Promise<Encoded>
}

/** Whether an encoder understands texts of a locale. */
export const understands = ({ languages }: Pick<Encoder, 'languages'>, locale: string): boolean =>
  languages?.includes(languageOf(locale)) ?? true

/** Texts could not be encoded; the message says what happened and what to do. */
export class EncoderFailed extends OperatorError {
  override name = 'EncoderFailed'
}

/** The server understands the request and will not have these texts, as they are; shorter or fewer ones may pass. */
export class TextsRefused extends EncoderFailed {
  override name = 'TextsRefused'
}
