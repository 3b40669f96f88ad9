import { Buffer } from 'node:buffer'

/** 0 ≤ x < 1 */
type Random = () => number

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer

/** What happens to files: on the way, in editors, in scripts that were stopped, and in the hands of those who mean harm. */
export const mutations: Readonly<Record<string, Mutation>> = {
  truncated: (bytes, random) => bytes.subarray(0, place(bytes, random)),
  beheaded: (bytes, random) => bytes.subarray(place(bytes, random)),
  'bits flipped': (bytes, random) => {
    const copy = Buffer.from(bytes)
    for (let times = some(20, random); times > 0 && copy.length > 0; times--)
      copy[place(copy, random)]! ^= 1 << Math.floor(random() * 8)
    return copy
  },
  'bytes replaced': (bytes, random) => {
    const copy = Buffer.from(bytes)
    for (let times = some(20, random); times > 0 && copy.length > 0; times--)
      copy[place(copy, random)] = Math.floor(random() * 256)
    return copy
  },
  'signs put in': (bytes, random) => insert(bytes, random, pick(signs, random).repeat(some(5, random))),
  NULs: (bytes, random) => insert(bytes, random, '\0'.repeat(some(300, random))),
  'a piece twice': (bytes, random) => {
    const [from, to] = piece(bytes, random)
    return insert(bytes, random, bytes.subarray(from, to))
  },
  'a piece lost': (bytes, random) => {
    const [from, to] = piece(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
  },
  'pieces swapped': (bytes, random) => {
    const [from, to] = piece(bytes, random)
    const middle = Math.floor((from + to) / 2)
    return Buffer.concat([
      ...[
        bytes.subarray(0, from),
        bytes.subarray(middle, to),
        bytes.subarray(from, middle),
        bytes.subarray(to),
      ],
    ])
  },
  'a piece of another export': (bytes, random, other) => {
    const [from, to] = piece(other, random)
    return insert(bytes, random, other.subarray(from, to))
  },
  'another value': (bytes, random) => inPlaceOfValue(bytes, random, pick(values, random)),
  'very deep JSON': (bytes, random) => {
    const depth = 10 ** (1 + Math.floor(random() * 4))
    const open = random() < 0.5 ? '[' : '{"a":'
    return inPlaceOfValue(bytes, random, open.repeat(depth) + (random() < 0.8 ? closing(open, depth) : ''))
  },
  'other line ends': (bytes, random) =>
    Buffer.from(bytes.toString('latin1').replaceAll('\n', random() < 0.5 ? '\r' : '\r\n'), 'latin1'),
  'another encoding': (bytes, random) =>
    random() < 0.5
      ? Buffer.from(bytes.toString('utf8'), 'utf16le')
      : Buffer.from(bytes.toString('utf8'), 'latin1'),
}

/** Mutations that make a megabyte; dear, so they are asked for by name. */
export const large: Readonly<Record<string, Mutation>> = {
  'a field of 1 MB': (bytes, random) =>
    inPlaceOfValue(bytes, random, `"${pick(fillings, random).repeat(1_000_000).slice(0, 1_000_000)}"`),
  '1 MB of one sign': (bytes, random) =>
    insert(bytes, random, pick(signs, random).repeat(1_000_000).slice(0, 1_000_000)),
}

const signs = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ';',
  '\n',
  '\r',
  '\t',
  ':',
  "'",
  '<',
  '>',
  '@',
  '\ufeff',
  '\u2028',
  '=',
]

const fillings = [
  'a',
  '<p>',
  'a@',
  '@',
  '1',
  ' ',
  '\\n',
  'ş',
  '+48 ',
  'http://',
  '&lt;',
  'x.y@',
  '((',
  'Re: ',
  'a-',
]

const values = [
  ...['null', 'true', '0', '-1', '1e400', '123456789012345678901234567890', '[]', '{}', '""', '"\\ud800"'],
  ...['[null,[],{},1]', '{"__proto__":{"id":1}}', '{"constructor":{"prototype":{"x":1}}}', '"__proto__"'],
  ...[
    '"1e999"',
    '"=cmd|\'/C calc\'!A0"',
    '"2026-13-45T99:99:99Z"',
    '"../../../etc/passwd"',
    '8640000000000001',
  ],
  ...[
    '"emma.clark@example.com"',
    '["ayse.yilmaz@example.com"]',
    '{"email":"michal@example.com"}',
    '"+905321234567"',
  ],
]

/** The same seed gives the same file. */
export function mutated(
  bytes: Buffer,
  other: Buffer,
  random: Random,
  kinds = Object.values(mutations),
): Buffer {
  let out = bytes
  for (let times = some(4, random); times > 0; times--) out = pick(kinds, random)(out, random, other)
  return out
}

function place(bytes: Buffer, random: Random): number {
  return Math.floor(random() * Math.max(1, bytes.length))
}

function piece(bytes: Buffer, random: Random): [number, number] {
  const from = place(bytes, random)
  return [from, Math.min(bytes.length, from + some(2000, random))]
}

function insert(bytes: Buffer, random: Random, what: string | Uint8Array): Buffer {
  const at = place(bytes, random)
  const middle = typeof what === 'string' ? Buffer.from(what) : what
  return Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(at)])
}

/** Puts something where a JSON value or a cell begins, in place of the value when it is a text. */
function inPlaceOfValue(bytes: Buffer, random: Random, what: string): Buffer {
  const after = place(bytes, random)
  const begins = bytes
    .subarray(after, after + 2000)
    .findIndex((byte) => byte === 58 || byte === 44 || byte === 59)
  const begin = begins === -1 ? after : after + begins + 1
  const text = bytes.toString('latin1', begin, begin + 5000)
  const old = /^\s*(?:"(?:[^"\\]|\\.)*"|[\w.+-]+)/.exec(text)?.[0].length ?? 0
  return Buffer.concat([bytes.subarray(0, begin), Buffer.from(what), bytes.subarray(begin + old)])
}

function closing(open: string, depth: number): string {
  return open === '[' ? ']'.repeat(depth) : `1${'}'.repeat(depth)}`
}

function some(most: number, random: Random): number {
  return 1 + Math.floor(random() * most)
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)]!
}
