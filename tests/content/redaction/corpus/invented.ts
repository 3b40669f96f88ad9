import type { Mark } from '#content/redaction/redact.ts'
import type { Random } from '#tests/demo/random.ts'

type Lang = 'en' | 'tr' | 'pl'

/**
 * A value that belongs to nobody, in a writing that is usual in the country: telephone numbers kept for films or never
 * given out, cards and IBANs for tests, addresses for documentation. Throws for names, which stand in the frames.
 */
export function invented(mark: Mark, lang: Lang, random: Random): string {
  const make = makers[mark]
  if (make === undefined) throw new Error(`{${mark}} in a frame needs its text: {${mark}:…}`)
  return make(random, lang)
}

const makers: Partial<Record<Mark, (random: Random, lang: Lang) => string>> = {
  email: (random, lang) => {
    const first = random.pick(people[lang])
    const second = random.pick(surnames[lang])
    const local = random.pick([
      `${first}.${second}`,
      `${first}${random.whole(1, 99)}`,
      `${first[0]}${second}`,
      `${first}_${second}`,
      `${first}.${second}+shop`,
      `${second}-${first}`,
      `info.${second}`,
    ])
    return `${local}@${random.pick(['example.com', 'example.org', 'example.net', 'mail.example.com', 'firma.example', 'post.example.co.uk'])}`
  },
  card: (random) => {
    const card = random.pick(testCards)
    const grouped = (sign: string) =>
      card.length === 15
        ? [card.slice(0, 4), card.slice(4, 10), card.slice(10)].join(sign)
        : card.replace(/(\d{4})(?=\d)/g, `$1${sign}`)
    return random.pick([card, grouped(' '), grouped(' '), grouped('-')])
  },
  iban: (random, lang) => {
    const country = random.pick({ en: ['GB', 'DE', 'GB', 'NL', 'FR'], tr: ['TR'], pl: ['PL'] }[lang])
    const national = {
      // Banks that are none: "TEST", 999…, 000….
      GB: () => `TEST${digits(random, 14)}`,
      NL: () => `TEST${digits(random, 10)}`,
      DE: () => `99999999${digits(random, 10)}`,
      FR: () => `99999${digits(random, 18)}`,
      TR: () => `999990${digits(random, 16)}`,
      PL: () => `00000000${digits(random, 16)}`,
    }[country]!()
    const check = String(98 - mod97(`${national}${country}00`)).padStart(2, '0')
    const compact = `${country}${check}${national}`
    const spaced = compact.replace(/(.{4})(?=.)/g, '$1 ')
    if (country === 'PL' && random.chance(0.3)) return spaced.slice(2)
    return random.pick([
      compact,
      spaced,
      spaced,
      compact.toLowerCase(),
      compact.replace(/(.{4})(?=.)/g, '$1-'),
    ])
  },
  phone: (random, lang) => {
    const end = digits(random, 3)
    if (lang === 'en')
      return random.pick([
        `07700 900${end}`,
        `07700900${end}`,
        `07700 900 ${end}`,
        `+44 7700 900${end}`,
        `+447700900${end}`,
        `0044 7700 900${end}`,
        `020 7946 0${end}`,
        `(0113) 496 0${end}`,
        `+44 (0)20 7946 0${end}`,
        `(202) 555-01${end.slice(1)}`,
        `202-555-01${end.slice(1)}`,
        `+1 202 555 01${end.slice(1)}`,
        `202.555.01${end.slice(1)}`,
      ])
    if (lang === 'tr')
      return random.pick([
        `0532 000 0${end[0]} ${end.slice(1)}`,
        `05320000${end}`,
        `532 000 0${end[0]} ${end.slice(1)}`,
        `5320000${end}`,
        `+90 532 000 0${end[0]} ${end.slice(1)}`,
        `+905320000${end}`,
        `0 (532) 000 0${end[0]} ${end.slice(1)}`,
        `0532-000-0${end[0]}-${end.slice(1)}`,
        `0 532 000 0${end}`,
        `(0212) 000 0${end[0]} ${end.slice(1)}`,
        `0 212 000 0${end[0]} ${end.slice(1)}`,
      ])
    return random.pick([
      `600 000 ${end}`,
      `600000${end}`,
      `600-000-${end}`,
      `+48 600 000 ${end}`,
      `+48600000${end}`,
      `0048 600 000 ${end}`,
      `(+48) 600 000 ${end}`,
      `22 000 0${end[0]} ${end.slice(1)}`,
      `+48 22 000 0${end[0]} ${end.slice(1)}`,
      `(22) 000 0${end[0]} ${end.slice(1)}`,
      `48 600 000 ${end}`,
    ])
  },
  tckn: (random) => {
    const nine = `${random.whole(1, 9)}${digits(random, 8)}`
    const d = [...nine].map(Number)
    const odd = d[0]! + d[2]! + d[4]! + d[6]! + d[8]!
    const even = d[1]! + d[3]! + d[5]! + d[7]!
    const tenth = (((odd * 7 - even) % 10) + 10) % 10
    return `${nine}${tenth}${(odd + even + tenth) % 10}`
  },
  // Born after 2060, so nobody yet.
  pesel: (random) => {
    const day = `${two(random.whole(60, 99))}${two(random.whole(21, 32))}${two(random.whole(1, 28))}`
    const ten = `${day}${digits(random, 4)}`
    const sum = weighed(ten, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3])
    return `${ten}${(10 - (sum % 10)) % 10}`
  },
  nip: (random) => {
    for (;;) {
      const nine = `${random.whole(1, 9)}${digits(random, 8)}`
      const check = weighed(nine, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11
      if (check === 10) continue
      const nip = `${nine}${check}`
      return random.pick([
        nip,
        nip.replace(/^(...)(...)(..)(..)$/, '$1-$2-$3-$4'),
        nip.replace(/^(...)(..)(..)(...)$/, '$1-$2-$3-$4'),
        nip.replace(/^(...)(...)(..)(..)$/, '$1 $2 $3 $4'),
      ])
    }
  },
  // Addresses for documentation: RFC 5737, RFC 3849.
  ip: (random) =>
    random.pick([
      `192.0.2.${random.whole(1, 254)}`,
      `198.51.100.${random.whole(1, 254)}`,
      `203.0.113.${random.whole(1, 254)}`,
      `2001:db8::${random.whole(1, 9999)}:${random.whole(1, 99)}`,
      `2001:db8:85a3:0:0:8a2e:370:${random.whole(1000, 9999)}`,
    ]),
  'url-credentials': (random, lang) =>
    `${random.pick(people[lang])}:${random.pick(['s3cret', 'kRab-77', 'Qwe123', 'p%40ss'])}${digits(random, 2)}`,
  token: (random) =>
    random.pick([
      () => `sk_test_${mixed(random, 24)}`,
      () => `ghp_${mixed(random, 36)}`,
      () => hex(random, 32),
      () => hex(random, 40),
      () => `eyJhbGciOiJIUzI1NiJ9.${mixed(random, 30)}.${mixed(random, 43)}`,
      () => mixed(random, 44),
    ])(),
}

/** Numbers that card companies publish for tests. */
const testCards = [
  '4242424242424242',
  '4000056655665556',
  '4111111111111111',
  '4012888888881881',
  '4000000000000002',
  '5555555555554444',
  '5200828282828210',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '6011111111111117',
  '3566002020360505',
  '6759649826438453',
]

const people: Readonly<Record<Lang, readonly string[]>> = {
  en: ['emma', 'noah', 'priya', 'lucas', 'hannah', 'george', 'mei', 'omar'],
  tr: ['ayse', 'mehmet', 'elif', 'deniz', 'gokhan', 'zeynep', 'okan', 'ipek'],
  pl: ['anna', 'jan', 'kasia', 'piotr', 'zofia', 'marek', 'ola', 'tomasz'],
}
const surnames: Readonly<Record<Lang, readonly string[]>> = {
  en: ['clark', 'okoro', 'lindqvist', 'patel', 'hill', 'webb'],
  tr: ['yilmaz', 'kara', 'demir', 'sahin', 'ozturk', 'koc'],
  pl: ['nowak', 'zajac', 'wrona', 'lis', 'kowalska', 'dudek'],
}

/** Rest of the whole number that the letters and digits spell (A = 10). */
function mod97(text: string): number {
  return Number(BigInt(text.replace(/[A-Z]/g, (letter) => String(Number.parseInt(letter, 36)))) % 97n)
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.whole(0, 9)).join('')
}

function hex(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.whole(0, 15).toString(16)).join('')
}

/** Upper case, lower case and digits, all three in it. */
function mixed(random: Random, count: number): string {
  const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789'
  const rest = Array.from({ length: count - 3 }, () => signs[random.whole(0, signs.length - 1)])
  return `k${rest.join('')}7Q`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

function weighed(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0)
}
