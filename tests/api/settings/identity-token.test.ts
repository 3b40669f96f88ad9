import { createSecretKey } from 'node:crypto'
import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { readIdentityToken, TokenRefused } from '#api/settings/identity-token.ts'

const secret = Buffer.alloc(32, 7)
const now = new Date('2026-11-23T12:00:00Z')
const seconds = now.getTime() / 1000
const rules = {
  keys: new Map([['host', { algorithm: 'HS256' as const, key: createSecretKey(secret) }]]),
  ...{ issuer: 'shop', audience: 'https://help.shop.example', now },
  traits: [
    { id: 'plan', type: 'string' as const, values: ['free', 'pro'], signed: false },
    { id: 'seats', type: 'number' as const, signed: false },
  ],
}
const good = {
  ...{ iss: 'shop', aud: 'https://help.shop.example', sub: 'm-1', jti: 'j-1' },
  ...{ iat: seconds, exp: seconds + 300 },
}

const token = (claims: object, header: object = {}, key: Uint8Array = secret) =>
  new SignJWT(Object.fromEntries(Object.entries({ ...good, ...claims }).filter(([, is]) => is !== undefined)))
    .setProtectedHeader({ alg: 'HS256', kid: 'host', ...header })
    .sign(key)

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`t${n}`, 1]))

test('a good token gives its claims, whoever wrote "typ" how', async () => {
  for (const typ of [undefined, 'JWT', 'jwt'])
    expect(await readIdentityToken(await token({}, { typ }), rules)).toEqual({
      ...{ sub: 'm-1', jti: 'j-1', exp: seconds + 300, traits: {}, leftOut: [] },
    })
})

test.each<[string, object]>([
  ['it lives ten minutes to the second', { exp: seconds + 600 }],
  ['the clock of its maker is half a minute ahead', { iat: seconds + 30 }],
  ['it ended less than half a minute ago', { iat: seconds - 300, exp: seconds - 29 }],
  ['it names several audiences', { aud: ['https://other.example', 'https://help.shop.example'] }],
  ['its ids are as long as they may be', { sub: 'x'.repeat(200), jti: 'y'.repeat(200) }],
  ['it has a hundred traits', { traits: many(100) }],
])('a token is good where %s', async (_, claims) => {
  expect(await readIdentityToken(await token(claims), rules)).toMatchObject({ exp: expect.any(Number) })
})

test('claims that are no object, and a signature that is no base64url, are refused by name', async () => {
  const [head, body, mark] = (await token({})).split('.')
  const text = Buffer.from('"text"').toString('base64url')
  await expect(readIdentityToken(`${head}.${text}.${mark}`, rules)).rejects.toThrow(
    /^The claims are no JSON object\.$/,
  )
  await expect(readIdentityToken(`${head}.${body}.${mark}.`, rules)).rejects.toThrow(TokenRefused)
  await expect(readIdentityToken(`${head}.${body}.!`, rules)).rejects.toThrow(
    /^The token cannot be verified\.$/,
  )
})

test.each<[object, object, RegExp]>([
  [{ sub: undefined }, {}, /^"sub" is missing\.$/],
  [{ sub: undefined, user_id: 'm-1' }, {}, /^"sub" is missing; "user_id" is not read\.$/],
  [{ sub: 12 }, {}, /^"sub" must be a string\.$/],
  [{ sub: '' }, {}, /^"sub" is empty\.$/],
  [{ sub: 'x'.repeat(201) }, {}, /^"sub" is longer than 200 characters\.$/],
  [{ jti: 'a\0b' }, {}, /^"jti" has control characters\.$/],
  [{ traits: [] }, {}, /^"traits" must be an object\.$/],
  [{ traits: many(101) }, {}, /^"traits" has more than 100 entries\.$/],
  [{ exp: 1e12 }, {}, /^"exp" counts milliseconds/],
  [{ iat: seconds - 300, exp: seconds - 31 }, {}, /^"exp" is past/],
  [{ iat: seconds + 31 }, {}, /^"iat" lies in the future: the clock of its maker is ahead\.$/],
  [{ nbf: seconds + 31 }, {}, /^"nbf" lies in the future/],
  [{ jti: undefined }, {}, /^"jti" is missing\.$/],
  [{ iss: undefined }, {}, /^"iss" is missing\.$/],
  [{ iss: 'other' }, {}, /^"iss" is not "shop"\.$/],
  [{ aud: undefined }, {}, /^"aud" is missing\.$/],
  [{ aud: 'https://other.example' }, {}, /^"aud" is not "https:\/\/help\.shop\.example"\.$/],
  [{ iat: undefined }, {}, /^"iat" is missing\.$/],
  [{ exp: undefined }, {}, /^"exp" is missing\.$/],
  [
    { iat: seconds * 1000, exp: seconds * 1000 + 300 },
    {},
    /^"iat" counts milliseconds; JWT counts seconds\.$/,
  ],
  [{ exp: seconds + 601 }, {}, /^"exp" is more than 600 seconds after "iat"\.$/],
  [{ iat: seconds - 300, exp: seconds - 60 }, {}, /^"exp" is past/],
  [{ iat: seconds + 90, exp: seconds + 300 }, {}, /^"iat" lies in the future/],
  [{}, { kid: undefined }, /^"kid" is missing/],
  [{}, { kid: 'x' }, /^"kid" in the header names no key/],
  [{}, { typ: 'at+jwt' }, /^"typ" in the header/],
])('claims %j under the header %j are refused by name', async (claims, header, said) => {
  await expect(readIdentityToken(await token(claims, header), rules)).rejects.toThrow(said)
})

test('a secret that was not base64-decoded and an algorithm of another key are told apart', async () => {
  const text = Buffer.from(secret.toString('base64'))
  await expect(readIdentityToken(await token({}, {}, text), rules)).rejects.toThrow(/^The signature is not/)
  const other = await token({}, { alg: 'HS512' }, Buffer.alloc(64, 7))
  await expect(readIdentityToken(other, rules)).rejects.toThrow(/^"alg" in the header/)
  await expect(readIdentityToken('token', rules)).rejects.toThrow(/^This is no token/)
})

test('traits that cannot be used are named, the others are kept, and null is not known', async () => {
  const traits = { plan: 'pro', seats: 'many', Plan: 'x', colour: 'red', country: null }
  const read = await readIdentityToken(await token({ traits, plan: 'free' }), rules)
  expect(read.traits).toEqual({ plan: 'pro' })
  expect(read.leftOut).toEqual([
    'The trait "seats" must be a number.',
    '"Plan" is no name of a trait: lower-case letters, digits and underscores.',
    'There is no trait called "colour". Traits are declared in traits.yaml.',
    '"plan" stands beside "traits" and is not read; put it into "traits".',
  ])
})
