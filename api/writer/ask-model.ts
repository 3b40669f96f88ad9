import { AnswerTooLong, postJson } from '#api/encoders/post-json.ts'
import type { WriterSettings } from '#api/settings/writer.ts'
import { refusal } from '#api/web/refusals.ts'

/** How long an answer may take, in ms: a model on a processor writes some words a second. */
const patience = 120_000

/** In bytes. An article of 20,000 characters with all that is told beside it stays below; more is no draft of ours. */
const longestAnswer = 256 * 1024

/** Characters of a draft that are kept. */
const longestDraft = 20_000

/** What the model is given, in the words of the protocol. */
export interface Message {
  readonly role: 'system' | 'user'
  readonly content: string
}

/** Asks a chat model once (`POST /v1/chat/completions`) and gives its text. Throws a refusal in words of what went wrong. */
export async function askModel(
  { url, model, key }: WriterSettings,
  messages: readonly Message[],
  within = patience,
): Promise<string> {
  const { host } = url
  const { status, body } = await postJson(
    url,
    { model, messages, stream: false },
    { key, within, most: longestAnswer },
  ).catch((error: Error) => {
    if (error instanceof AnswerTooLong) throw refusal('writer-too-long', { host })
    if (error.name === 'TimeoutError')
      throw refusal('writer-slow', { host, seconds: Math.round(within / 1000) })
    throw refusal('writer-unreachable', { host })
  })
  if (status === 401 || status === 403) throw refusal('writer-wrong-key', { host })
  if (status === 404) throw refusal('writer-no-model', { host, model })
  if (status < 200 || status > 299) throw refusal('writer-refused', { host, status })
  const text = textIn(body)
  if (!text) throw refusal('writer-empty', { host })
  return text.slice(0, longestDraft)
}

/** The first choice's text; undefined when the answer has none. */
function textIn(body: string): string | undefined {
  try {
    const { choices } = JSON.parse(body) as { choices?: { message?: { content?: unknown } }[] }
    const content = choices?.[0]?.message?.content
    return typeof content === 'string' ? content.trim() : undefined
  } catch {
    return undefined
  }
}
