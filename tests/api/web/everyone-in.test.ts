import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { everyoneIn } from '#api/web/everyone-in.ts'

test('who waits at the door when we close is let in first, and none is reset', async () => {
  let served = 0
  const server = createServer((socket) => {
    served++
    socket.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
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
  expect({ served, reset }).toEqual({ served: 50, reset: 0 })
})

test('whoever comes back a moment after their answer is let in too', async () => {
  let served = 0
  const server = createServer((socket) => {
    served++
    socket.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const back = setTimeout(() => connect(port, '127.0.0.1').resume(), 20)
  await everyoneIn(server)
  clearTimeout(back)
  server.close()
  expect(served).toBe(1)
})
