import { Webhook } from 'standardwebhooks'

/** A receiver that does not answer for so long is tried again later, in ms. */
const patience = 10_000

/**
 * Posts one event, signed as Standard Webhooks has it (https://www.standardwebhooks.com): `webhook-id` is the same at
 * each try. Follows no redirect: the receiver is the one in the settings. Throws unless the answer is 2xx.
 */
export async function postEvent(
  { url, key }: { readonly url: string; readonly key: Uint8Array },
  { id, body, now }: { readonly id: string; readonly body: string; readonly now: Date },
): Promise<void> {
  const signed = new Webhook(key, { format: 'raw' }).sign(id, now, body)
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': signed,
    },
    body,
    signal: AbortSignal.timeout(patience),
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`The webhook answered ${answer.status}.`)
}
