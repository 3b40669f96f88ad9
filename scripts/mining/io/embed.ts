import { askedEncoder } from '#api/encoders/asked-encoder.ts'
import { type Encoding, understands } from '#api/encoders/encoder.ts'
import { beginning, longestText } from '#api/encoders/endpoint.ts'
import type { Patience } from '#api/encoders/request.ts'
import { isThisMachine } from '#api/settings/this-machine.ts'
import { grouped } from '#content/language/formats.ts'
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
  const encoder = askedEncoder(asked.env, {
    folder: asked.folder,
    announce(leaving, { url, model }) {
      const sent = new Set(leaving)
      const fromTickets = trained.filter(({ text }) => sent.has(beginning(safe.get(text)!))).length
      const passages = new Set(articles.flatMap(({ title, passages }) => [title, ...passages]).map(beginning))
      const fromArticles = leaving.filter((text) => passages.has(text)).length
      const where = isThisMachine(url) ? `${url.host}, on this machine` : url.host
      asked.say(
        `Embeddings: the redacted text of ${grouped(fromTickets)} tickets and ${grouped(fromArticles)} passages of articles is sent to ${where} (model ${model}): at most ${grouped(longestText)} letters of each. Who wrote them, their segments, dates and ids are not sent.`,
      )
    },
    ...(asked.patience ? { patience: asked.patience } : {}),
  })
  if (encoder === undefined) return {}
  const knows = (language = 'en') => understands(encoder, language)
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
  if (encoder.languages)
    asked.say(`Sentence vectors: ${encoder.name}, English texts only; nothing leaves it.`)
  const { rows, dims } = await encoder.encode(texts, asked.progress)
  return { vectors: { rows, dims, of: new Map([...safe.keys()].map((text, row) => [text, row])) } }
}
