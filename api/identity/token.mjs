// Node: an identity token for the customer who is signed in. Run: KEY=base64… node token.mjs
import { createHmac, randomUUID } from 'node:crypto'

const base64url = (text) => Buffer.from(text).toString('base64url')
const now = Math.floor(Date.now() / 1000)
const header = { alg: 'HS256', typ: 'JWT', kid: 'shop' }
const claims = {
  ...{ iss: 'shop', aud: 'https://help.shop.example', sub: 'customer-17', jti: randomUUID() },
  ...{ iat: now, exp: now + 300, traits: { plan: 'business' } },
}
const unsigned = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}`
const key = Buffer.from(process.env.KEY, 'base64')
console.log(`${unsigned}.${createHmac('sha256', key).update(unsigned).digest('base64url')}`)
