import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { expect, onTestFinished, test } from 'vitest'
import { postEvent } from '#api/delivery/webhook.ts'

const key = Buffer.alloc(32, 4)

/** A receiver on loopback that answers so, and what it got. */
async function receiver(status: number, headers: Record<string, string> = {}) {
  const got: { path: string; body: string; headers: Record<string, string> }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    got.push({ path: request.url ?? '', body, headers: request.headers as Record<string, string> })
    response.writeHead(status, headers).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

const event = { id: 'm-1', body: '{"type":"contact.created"}', now: new Date() }

test('an event is posted with a signature that the receiver can verify', async () => {
  const { got, url } = await receiver(204)
  await postEvent({ url, key }, event)
  expect(got.map(({ path, body }) => [path, body])).toEqual([['/hook', event.body]])
  expect(new Webhook(key, { format: 'raw' }).verify(event.body, got[0]!.headers)).toEqual({
    type: 'contact.created',
  })
})

test.each([301, 302, 303, 307, 308])(
  'a receiver that answers %s leads to no other address: nothing is asked for a second time',
  async (status) => {
    const { got, url } = await receiver(status, { Location: '/inside' })
    await expect(postEvent({ url, key }, event)).rejects.toThrow(`The webhook answered ${status}.`)
    expect(got.map(({ path }) => path)).toEqual(['/hook'])
  },
)
