/** What another server answered. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

/** An answer of more bytes than were asked for. */
export class AnswerTooLong extends Error {}

/**
 * One request with a JSON body to another server, as its users say it: with a bearer key where there is one. Throws
 * {@link AnswerTooLong}; a `TimeoutError`; what `fetch` throws when nobody answers.
 *
 * @param within ms for the whole answer
 * @param most bytes of an answer
 */
export async function postJson(
  url: URL,
  content: unknown,
  { key, within, most }: { readonly key: string | undefined; readonly within: number; readonly most: number },
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    // Followed nowhere: another address would be another reader.
    redirect: 'manual',
    signal: AbortSignal.timeout(within),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(content),
  })
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > most) throw new AnswerTooLong()
    chunks.push(chunk)
  }
  return {
    status: response.status,
    headers: response.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}
