import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { everyoneIn } from '#api/web/everyone-in.ts'

/** A server that ends every connection, and counts them. */
async function door() {
  const seen = { served: 0 }
  const server = createServer((socket) => {
    seen.served++
    socket.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, seen, port: (server.address() as AddressInfo).port }
}

test('who waits at the door when we close is let in first, and none is reset', async () => {
  const { server, seen, port } = await door()
  let reset = 0
  const clients = Array.from({ length: 50 }, () => {
    const client = connect(port, '127.0.0.1').on('error', () => reset++)
    client.resume()
    return new Promise((closed) => client.once('close', closed))
  })
  // They knock in the next tick.
  await new Promise(process.nextTick)
  // The loop stands still, as it does while a write waits for the disk: they all queue up.
  const until = performance.now() + 50
  while (performance.now() < until);
  await everyoneIn(server)
  server.close()
  await Promise.all(clients)
  expect({ ...seen, reset }).toEqual({ served: 50, reset: 0 })
})

test('whoever comes back a moment after their answer is let in too', async () => {
  const { server, seen, port } = await door()
  const back = setTimeout(() => connect(port, '127.0.0.1').resume(), 20)
  await everyoneIn(server)
  clearTimeout(back)
  server.close()
  expect(seen.served).toBe(1)
})
