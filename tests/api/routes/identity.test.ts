import { generateKeyPairSync, sign } from 'node:crypto'
import { UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readIdentityKeys } from '#api/settings/identity-keys.ts'
import { type Asked, cookieOf, hostKey, noon, type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const now = Math.floor(noon.getTime() / 1000)
const send = (token: unknown, cookie?: string, replace?: boolean) =>
  api.ask('/api/identity', { method: 'POST', json: { token, replace }, cookie })

test('a token orders for the customer, once', async () => {
  const token = await api.token({ traits: { trips: 4, joined: '2026-11-20' } })
  const answer = await send(token)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    matches: [
      { segment: 'traveller', because: [{ trait: 'trips', is: 4, source: 'token', text: '4 trips' }] },
      { segment: 'newcomer', because: [{ trait: 'joined_days', is: 3, text: 'you joined 3 days ago' }] },
    ],
    categories: ['trips', 'cards', 'start'],
  })
  const cookie = cookieOf(answer)
  expect(await (await api.ask('/api/ordering', { cookie })).json()).toMatchObject({ matches: [{}, {}] })
  expect((await send(token)).status).toBe(401)

  expect((await api.ask('/api/identity', { method: 'DELETE', cookie })).status).toBe(204)
  expect(await (await api.ask('/api/ordering', { cookie })).json()).toMatchObject({ matches: [] })
})

test('the next person at a device sees nothing of the last one, signed in or not; the choice stays', async () => {
  const chosen = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: 'newcomer' } }))
  const first = cookieOf(await send(await api.token({ sub: 'm-1' }), chosen))
  await api.ask('/api/search?q=divorce+joint+account&locale=en', { cookie: first })
  const article = api.context.library().articles[0]!.id
  const json = { article, locale: 'en', helpful: false, comment: 'my words' }
  expect((await api.ask('/api/votes', { method: 'POST', json, cookie: first })).status).toBe(201)
  await expect
    .poll(async () => (await (await api.ask('/api/about-you', { cookie: first })).json()).searches)
    .toHaveLength(1)

  const out = await api.ask('/api/identity', { method: 'DELETE', cookie: first })
  const second = cookieOf(out)
  const nothing = { customer: null, votes: [], searches: [], read: [] }
  const about = async (cookie?: string) => (await api.ask('/api/about-you', { cookie })).json()
  expect(second).not.toBe(first)
  expect(await about(second)).toMatchObject({ ...nothing, choice: 'newcomer' })
  expect(await about(first)).toMatchObject({ ...nothing, known: false })
  const other = cookieOf(await send(await api.token({ sub: 'm-2' }), second))
  expect(await about(other)).toMatchObject({ ...nothing, customer: 'm-2', choice: 'newcomer' })
})

test('a token of another customer signs nobody in anew until they agreed, and is not used up by asking', async () => {
  const first = cookieOf(await send(await api.token({ sub: 'm-1' })))
  const token = await api.token({ sub: 'm-9' })
  const asked = await send(token, first)
  expect([asked.status, (await asked.json()).type]).toEqual([409, 'urn:kindred:problem:another-customer'])
  expect(cookieOf(asked)).toBeUndefined()
  expect(await (await api.ask('/api/about-you', { cookie: first })).json()).toMatchObject({ customer: 'm-1' })
  const agreed = cookieOf(await send(token, first, true))
  expect(await (await api.ask('/api/about-you', { cookie: agreed })).json()).toMatchObject({
    customer: 'm-9',
  })
  // The same customer again is no question.
  expect((await send(await api.token({ sub: 'm-9' }), agreed)).status).toBe(200)
})

test('somebody else’s token makes a new visitor without a sign-out between', async () => {
  const first = cookieOf(await send(await api.token({ sub: 'm-1' })))
  const article = api.context.library().articles[0]!.id
  await api.ask('/api/votes', {
    method: 'POST',
    json: { article, locale: 'en', helpful: true },
    cookie: first,
  })
  const second = cookieOf(await send(await api.token({ sub: 'm-3' }), first, true))
  expect(await (await api.ask('/api/about-you', { cookie: second })).json()).toMatchObject({
    customer: 'm-3',
    votes: [],
    read: [],
  })
})

test('of a hundred replays at once one is taken', async () => {
  const token = await api.token()
  const answers = await Promise.all(Array.from({ length: 100 }, () => send(token)))
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  expect(answers.filter((answer) => answer.status === 401)).toHaveLength(99)
})

test('the cookie changes when somebody is identified, the choice stays', async () => {
  const chosen = await api.ask('/api/choice', { method: 'PUT', json: { segment: 'newcomer' } })
  const before = cookieOf(chosen)
  const answer = await send(await api.token({ traits: { trips: 9 } }), before)
  expect(cookieOf(answer)).not.toBe(before)
  expect(await answer.json()).toMatchObject({ matches: [{ segment: 'newcomer' }] })
  expect(await (await api.ask('/api/about-you', { cookie: before })).json()).toMatchObject({ known: false })
})

test('another customer on the same browser inherits nothing', async () => {
  const first = cookieOf(await send(await api.token({ sub: 'a', traits: { trips: 9 } })))
  const second = await send(await api.token({ sub: 'b', traits: { plan: 'free' } }), first, true)
  expect(await second.json()).toMatchObject({ matches: [] })
})

const broken: [string, Record<string, unknown>, Record<string, unknown>?, Uint8Array?][] = [
  ['expired', { exp: now - 31 }],
  ['issued too long ago', { iat: now - 700, exp: now + 60 }],
  ['living too long', { exp: now + 601 }],
  ['living for ever', { exp: undefined }],
  ['from the future', { iat: now + 120, exp: now + 300 }],
  ['not valid yet', { nbf: now + 120 }],
  ['without iat', { iat: undefined }],
  ['without jti', { jti: undefined }],
  ['with an empty jti', { jti: '' }],
  ['with a number as jti', { jti: 7 }],
  ['with a huge jti', { jti: 'x'.repeat(201) }],
  ['without sub', { sub: undefined }],
  ['with an empty sub', { sub: '' }],
  ['with a list as sub', { sub: ['a'] }],
  ['without issuer', { iss: undefined }],
  ['from another issuer', { iss: 'somebody' }],
  ['without audience', { aud: undefined }],
  ['for another audience', { aud: 'https://other.example' }],
  ['with text as exp', { exp: 'tomorrow' }],
  ['with text as iat', { iat: 'now' }],
  ['with an infinite exp', { exp: Number.MAX_VALUE }],
  ['with traits as a list', { traits: ['plan'] }],
  ['with traits as text', { traits: 'plan=business' }],
  [
    'with too many traits',
    { traits: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`t${i}`, 1])) },
  ],
  ['with a control character in sub', { sub: 'm-1\0x' }],
  ['with a line break in jti', { jti: 'a\nb' }],
  ['with a number as sub', { sub: 12 }],
  ['with times in milliseconds', { iat: now * 1000, exp: now * 1000 + 300_000 }],
  ['that signs somebody out', {}, { typ: 'logout+jwt' }],
  ['that is an access token', {}, { typ: 'at+jwt' }],
  ['without kid', {}, { kid: undefined }],
  ['with an unknown kid', {}, { kid: 'other' }],
  ['with an empty kid', {}, { kid: '' }],
  ['with a path as kid', {}, { kid: '../host' }],
  ['with HS512', {}, { alg: 'HS512' }, Buffer.alloc(64, 7)],
  ['with HS384', {}, { alg: 'HS384' }, Buffer.alloc(48, 7)],
  ['signed with another key', {}, {}, Buffer.alloc(32, 8)],
  ['signed with an empty-looking key', {}, {}, Buffer.alloc(32)],
  ['with critical headers', {}, { crit: ['x'], x: 1 }],
]
test.each(broken)('a token %s is refused', async (_, claims, header, key) => {
  const token = await api.token(claims, header, key).catch(() => 'a.b.c')
  await refused(token)
})

const bent: [string, (token: string) => string][] = [
  ['empty', () => ''],
  ['no token', () => 'token'],
  ['two parts', (token) => token.split('.').slice(0, 2).join('.')],
  ['four parts', (token) => `${token}.x`],
  ['without signature', (token) => `${token.split('.').slice(0, 2).join('.')}.`],
  [
    'a bit of the signature turned',
    (token) => token.slice(0, -2) + (token.at(-2) === 'A' ? 'B' : 'A') + token.at(-1),
  ],
  [
    'other claims under the same signature',
    (token) => {
      const [head, , mark] = token.split('.')
      const claims = { iss: 'kindred-demo', sub: 'admin', exp: now + 300, iat: now, jti: 'x' }
      return `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${mark}`
    },
  ],
  [
    'alg none',
    () =>
      new UnsecuredJWT({ sub: 'x' })
        .setJti('1')
        .setIssuedAt(now)
        .setExpirationTime(now + 300)
        .encode(),
  ],
  [
    'alg none with the kid',
    (token) => {
      const [, body] = token.split('.')
      return `${Buffer.from('{"alg":"none","kid":"host"}').toString('base64url')}.${body}.`
    },
  ],
  ['a space before', (token) => ` ${token}`],
  ['a control character within', (token) => token.replace('.', '.\u0001')],
]
test.each(bent)('a token is refused: %s', async (_, bend) => {
  await refused(bend(await api.token()))
})

async function refused(token: string): Promise<void> {
  const answer = await send(token)
  expect(answer.status).toBe(401)
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(await answer.json()).toMatchObject({ type: 'urn:kindred:problem:invalid-token' })
}

test.each([[{}], [{ token: 5 }], [{ token: null }], [{ token: 'x'.repeat(20_000) }]])(
  '%j is a wrong request',
  async (body) => {
    expect((await api.ask('/api/identity', { method: 'POST', json: body })).status).toBe(422)
  },
)

test('a trait that is not as declared is left out', async () => {
  const answer = await send(await api.token({ traits: { trips: 'many', plan: 'gold', joined: 'soon' } }))
  expect(await answer.json()).toMatchObject({ matches: [] })
})

test('a trait called like a prototype is nobody’s trait', async () => {
  const answer = await send(await api.token({ traits: JSON.parse('{"__proto__": {"trips": 9}}') }))
  expect(await answer.json()).toMatchObject({ matches: [] })
  expect(({} as Record<string, unknown>)['trips']).toBeUndefined()
})

test('Ed25519 and P-256 keys are read, short and foreign ones refused', () => {
  const ed = generateKeyPairSync('ed25519')
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const der = (key: typeof ed.publicKey) => key.export({ type: 'spki', format: 'der' }).toString('base64')
  const keys = readIdentityKeys(`a:${der(ed.publicKey)},b:${der(p256.publicKey)}`, undefined)
  expect([...keys].map(([kid, { algorithm }]) => [kid, algorithm])).toEqual([
    ['a', 'EdDSA'],
    ['b', 'ES256'],
  ])
  expect(sign(null, Buffer.from('x'), ed.privateKey)).toHaveLength(64)

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  expect(() => readIdentityKeys(`a:${der(rsa.publicKey)}`, undefined)).toThrow(/Ed25519 or a P-256/)
  expect(() => readIdentityKeys('a:c2hvcnQ=', undefined)).toThrow(/5 bytes; a shared key needs at least 32/)
  const key = hostKey.toString('base64')
  expect(() => readIdentityKeys(`a:${key},b:${key},c:${key}`, undefined)).toThrow(/at most 2/)
  expect(() => readIdentityKeys(key, undefined)).toThrow(/kid:base64/)
})

test.each<[string, unknown]>([
  ['that is null', { plan: null }],
  ['that is an object', { plan: { $ne: 1 } }],
  ['whose name is in camelCase', { planName: 'x' }],
  ['whose name is the prototype’s', JSON.parse('{"__proto__": "x", "constructor": "y"}')],
  ['that is not declared', { colour: 'red' }],
  ['with a control character', { plan: 'a\0b' }],
])('a trait %s is left out, and the others count', async (_, traits) => {
  const answer = await send(await api.token({ traits: { trips: 9, ...(traits as object) } }))
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ matches: [{ segment: 'traveller' }] })
})

test('in a frame a token is answered by what the frame sends itself, and no cookie is set or changed', async () => {
  const own = cookieOf(await send(await api.token({ sub: 'm-1' })))
  const json = { token: await api.token({ sub: 'm-8', traits: { trips: 4 } }), framed: true }
  const answer = await api.ask('/api/identity', { method: 'POST', json, cookie: own })
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null])
  const { visitor } = (await answer.json()) as { visitor: string }
  const framed = { Authorization: `Visitor ${visitor}` }
  const about = async (asked: Asked) => (await api.ask('/api/about-you', asked)).json()
  expect(await about({ headers: framed, cookie: own })).toMatchObject({ customer: 'm-8' })
  expect(await about({ cookie: own })).toMatchObject({ customer: 'm-1' })
  expect(await (await api.ask('/api/widget?locale=en', { headers: framed })).json()).toMatchObject({
    origins: [],
    items: [{ article: 'trips/abroad' }, {}, {}],
  })
  expect(await about({ headers: { Authorization: 'Visitor x' } })).toMatchObject({ known: false })
  const vote = { article: 'trips/abroad', locale: 'en', helpful: true }
  for (const [path, asked] of [
    ['/api/votes', { method: 'POST', json: vote }],
    ['/api/choice', { method: 'PUT', json: { segment: 'traveller' } }],
    ['/api/about-you', { method: 'DELETE' }],
  ] as const) {
    const done = await api.ask(path, { ...asked, headers: framed, cookie: own })
    expect([done.ok, done.headers.get('set-cookie')], path).toEqual([true, null])
  }
  expect(await about({ cookie: own })).toMatchObject({ customer: 'm-1' })
  expect(await about({ headers: framed })).toMatchObject({ known: false })
})
