import { type Encoder, EncoderFailed, type Encoding } from '#api/encoders/encoder.ts'
import { beginning, embeddingsEndpoint, longestText } from '#api/encoders/endpoint.ts'
import { minilmEncoder } from '#api/encoders/minilm.ts'
import type { Patience } from '#api/encoders/request.ts'
import { embeddingsSettings, encoderKind, isThisMachine } from '#api/encoders/settings.ts'
import { grouped } from '#content/language/formats.ts'
import { languageOf } from '#content/language/tag.ts'
import { redact } from '#content/redaction/redact.ts'
import { readingOf, trainedPositions } from '#scripts/mining/corpus.ts'
import type { GivenSpace } from '#scripts/mining/text/embedding-space.ts'
import type { MiningArticle, MiningTicket } from '#scripts/mining/types.ts'

export interface ForMining {
  readonly tickets: readonly MiningTicket[]
  readonly articles: readonly MiningArticle[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** The data folder. */
  readonly folder: string
  /** Tells the person at the terminal. */
  readonly say: (line: string) => void
  readonly progress?: Encoding
  readonly patience?: Patience
}

/**
 * The points of the texts that mining makes topics from, and of all passages, by the encoder that settings ask for;
 * nothing for `lexical`. Languages that the encoder does not know go without points, by their words. Says what leaves
 * the machine before it does. Texts are redacted once more, whatever was done before.
 */
export async function spaceForMining(asked: ForMining): Promise<{ vectors?: GivenSpace }> {
  const kind = encoderKind(asked.env)
  if (kind === 'lexical') return {}
  const knows = (language: string | undefined) => kind !== 'minilm' || languageOf(language ?? 'en') === 'en'
  const articles = asked.articles.filter(({ locale }) => knows(locale))
  const reading = readingOf(asked.tickets, asked.articles)
  const trained = trainedPositions(reading)
    .map((at) => ({ text: reading.cleanAt(at).text, language: reading.ordered[at]!.language }))
    .filter(({ language }) => knows(language))
  const safe = new Map<string, string>()
  for (const { text, language } of trained) if (!safe.has(text)) safe.set(text, redact(text, language))
  for (const { title, passages } of articles)
    for (const text of [title, ...passages]) if (!safe.has(text)) safe.set(text, text)
  const texts = [...safe.values()]
  const encoder: Encoder =
    kind === 'minilm' ? minilmEncoder(asked.folder) : endpointEncoder(asked, { trained, articles, safe })
  if (kind === 'minilm')
    asked.say(`Sentence vectors: ${encoder.name}, English texts only; nothing leaves it.`)
  const { rows, dims } = await encoder.encode(texts, asked.progress)
  return { vectors: { rows, dims, of: new Map([...safe.keys()].map((text, row) => [text, row])) } }
}

function endpointEncoder(
  { env, folder, say, patience }: ForMining,
  {
    trained,
    articles,
    safe,
  }: {
    readonly trained: readonly { readonly text: string }[]
    readonly articles: readonly MiningArticle[]
    /** Text → the same redacted. */
    readonly safe: ReadonlyMap<string, string>
  },
): Encoder {
  const settings = embeddingsSettings(env)
  if (settings === undefined)
    throw new EncoderFailed(
      'KINDRED_ENCODER is endpoint, and KINDRED_EMBEDDINGS_URL is missing. Set it, such as http://127.0.0.1:11434/v1.',
    )
  const where = isThisMachine(settings.url) ? `${settings.url.host}, on this machine` : settings.url.host
  return embeddingsEndpoint(settings, {
    folder,
    announce(leaving) {
      const sent = new Set(leaving)
      const fromTickets = trained.filter(({ text }) => sent.has(beginning(safe.get(text)!))).length
      const passages = new Set(articles.flatMap(({ title, passages }) => [title, ...passages]).map(beginning))
      const fromArticles = leaving.filter((text) => passages.has(text)).length
      say(
        `Embeddings: the redacted text of ${grouped(fromTickets)} tickets and ${grouped(fromArticles)} passages of articles is sent to ${where} (model ${settings.model}): at most ${grouped(longestText)} letters of each. Who wrote them, their segments, dates and ids are not sent.`,
      )
    },
    ...(patience ? { patience } : {}),
  })
}
