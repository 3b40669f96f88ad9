import { createHash } from 'node:crypto'

/** A vote of somebody new: the visitor's id once the server has said "created", otherwise undefined. */
export async function vote(origin: string): Promise<string | undefined> {
  const answer = await fetch(`${origin}/api/votes`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ article: 'cards/freeze', locale: 'en', helpful: true }),
  }).catch(() => undefined)
  if (answer?.status !== 201) return undefined
  const token = answer.headers.get('set-cookie')?.match(/__Host-visitor=([\w-]+)/)?.[1] ?? ''
  return createHash('sha256').update(token).digest('hex')
}
