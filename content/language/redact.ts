/**
 * Takes personal data out of a text before anyone stores or reads it: `redact('call +48 601 202 303')` is
 * `'call [phone]'`. Pure, linear in the length of the text, and idempotent: a redacted text stays as it is.
 *
 * Numbers with a checksum are recognised by it, the others by their shape or by a word before them; what is
 * merely a number (an amount, a date, an order) stays, because it may be the question.
 *
 * @param language BCP 47; widens what counts as a phone number in that country.
 * @param known names that the export says belong to this ticket: "Ayşe Yılmaz".
 */
export function redact(text: string, language = '', known: readonly string[] = []): string {
  const names = known.flatMap(namePatterns)
  let before = text
  for (let pass = 0; pass < passes; pass++) {
    const after = before
      .split(marked)
      .map((piece, at) => (at % 2 === 1 ? piece : redactPiece(piece, language, names)))
      .join('')
    if (after === before) return after
    before = after
  }
  return before
}

export type Mark =
  | 'email'
  | 'card'
  | 'iban'
  | 'phone'
  | 'tckn'
  | 'pesel'
  | 'nip'
  | 'ip'
  | 'url-credentials'
  | 'token'
  | 'name'

const marked = /(\[(?:email|card|iban|phone|tckn|pesel|nip|ip|url-credentials|token|name)\])/

/** A mark may leave a new boundary beside it, so passes go on until nothing changes; two are usual, more than four never seen. */
const passes = 8

interface Found {
  from: number
  to: number
  mark: Mark
}

/** Strongest first: of two finds that overlap the earlier one in this list stays. */
const finders: readonly ((text: string, language: string) => Found[])[] = [
  urlCredentials,
  emails,
  tokens,
  ibans,
  addresses,
  numbers,
  introductions,
]

function redactPiece(text: string, language: string, names: readonly RegExp[]): string {
  if (text === '') return text
  const taken: Found[] = []
  for (const find of finders) {
    const fresh = find(text, language)
    if (fresh.length > 0) merge(taken, fresh)
  }
  for (const name of names)
    merge(
      taken,
      [...text.matchAll(name)].map((hit) => whole(hit, 'name')),
    )
  let out = ''
  let at = 0
  for (const { from, to, mark } of taken) {
    out += `${text.slice(at, from)}[${mark}]`
    at = to
  }
  return out + text.slice(at)
}

/** Adds what overlaps nothing; both lists in reading order, `taken` stays so. */
function merge(taken: Found[], fresh: Found[]) {
  let at = 0
  const kept = fresh.filter((one) => {
    while (at < taken.length && taken[at]!.to <= one.from) at++
    return at >= taken.length || taken[at]!.from >= one.to
  })
  if (kept.length === 0) return
  for (const one of kept) taken.push(one)
  taken.sort((a, b) => a.from - b.from)
}

function whole(hit: RegExpMatchArray, mark: Mark): Found {
  return { from: hit.index!, to: hit.index! + hit[0].length, mark }
}

/** `https://user:secret@host`: only the part between the slashes and the @. */
function urlCredentials(text: string): Found[] {
  if (!text.includes('://')) return []
  return [...text.matchAll(/(?<=:\/\/)[^\s/@<>[\]]{1,256}(?=@)/g)].map((hit) => whole(hit, 'url-credentials'))
}

const notInAddress = /[\s@＠<>[\](),;:"“”]/
const edge = /[.!?'’*_~=&/-]$/

/** Found from the @ outwards, so that a long line without one costs nothing. */
function emails(text: string): Found[] {
  const found: Found[] = []
  let floor = 0
  for (let at = nextAt(text, 0); at !== -1; at = nextAt(text, at + 1)) {
    let from = at
    while (from > floor && !notInAddress.test(text[from - 1]!)) from--
    let to = at + 1
    while (to < text.length && !notInAddress.test(text[to]!)) to++
    while (to > at + 1 && edge.test(text[to - 1]!)) to--
    if (from === at || to === at + 1 || !/\p{L}/u.test(text.slice(at + 1, to))) {
      floor = at + 1
      continue
    }
    found.push({ from, to, mark: 'email' })
    floor = to
  }
  const written = /[\p{L}\p{N}._+-]{1,64} ?[([{] ?(?:at|et|małpa) ?[)\]}] ?[\p{L}\p{N}.-]{2,100}/giu
  if (/[([{] ?(?:at|et|małpa)/i.test(text))
    merge(
      found,
      [...text.matchAll(written)].map((hit) => whole(hit, 'email')),
    )
  return found
}

function nextAt(text: string, from: number): number {
  const plain = text.indexOf('@', from)
  const wide = text.indexOf('＠', from)
  return plain === -1 ? wide : wide === -1 ? plain : Math.min(plain, wide)
}

const secretWords =
  'password|passwd|pwd|passcode|secret|api[ _-]?key|access[ _-]?token|auth[ _-]?token|token|cvv|cvc|otp|pin|şifrem|şifre|sifrem|sifre|parolam|parola|hasło|haslo'

const tokenShapes: readonly RegExp[] = [
  // JSON Web Tokens and keys of well-known services announce themselves.
  /\beyJ[\w-]{8,4096}\.[\w-]{4,4096}(?:\.[\w-]{0,4096})?/g,
  /\b(?:sk|pk|rk|whsec|ghp|gho|ghs|github_pat|glpat|xox[abpr])[_-][\w-]{12,255}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /(?<=\bBearer )[\w.~+/=-]{12,4096}/gi,
  // "password: …", "?token=…", "my PIN is 1234"
  new RegExp(
    `(?<=(?<![\\p{L}\\p{N}])(?:${secretWords})(?: ?[:=] ?| is | was | to |im |em | ))(?=[^\\s,;]{0,64}[0-9])[^\\s,;&<>\\[\\]]{3,128}`,
    'giu',
  ),
  // Long runs of hex digits, and long runs that mix cases and digits as no word does.
  /(?<![\w-])[0-9a-f]{32,512}(?![\w-])/gi,
  /(?<![\w/+-])(?=[\w+/-]{0,40}[a-z])(?=[\w+/-]{0,40}[A-Z])(?=[\w+/-]{0,40}\d)[\w+/-]{36,512}={0,2}(?![\w/+-])/g,
]

function tokens(text: string): Found[] {
  if (!/[0-9]/.test(text)) return []
  const found: Found[] = []
  for (const shape of tokenShapes)
    merge(
      found,
      [...text.matchAll(shape)].map((hit) => whole(hit, 'token')),
    )
  // "my PIN is 1234" ends with a full stop that is not part of it.
  return found.map((one) => {
    let { to } = one
    while (to > one.from + 1 && /[.!?)'"’]/.test(text[to - 1]!)) to--
    return { ...one, to }
  })
}

/** Length of an IBAN by country; others are taken when their checksum fits. */
// biome-ignore format: a table
const ibanLengths: Readonly<Record<string, number>> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BR: 29, CH: 21, CR: 22, CY: 28,
  CZ: 24, DE: 22, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23,
  GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22, IL: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28,
  LI: 21, LT: 20, LU: 20, LV: 21, MC: 27, MD: 24, ME: 22, MK: 19, MT: 31, NL: 18, NO: 15, PK: 24, PL: 28,
  PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, SA: 24, SE: 24, SI: 19, SK: 24, SM: 27, TN: 24, TR: 26, UA: 29,
  XK: 20,
}

function ibans(text: string): Found[] {
  const found: Found[] = []
  const start = /(?<![\p{L}\p{N}])[A-Za-z]{2} ?[0-9]{2}(?=[ .-]?[A-Za-z0-9])/gu
  for (const hit of text.matchAll(start)) {
    const from = hit.index
    const country = hit[0].slice(0, 2).toUpperCase()
    const length = ibanLengths[country]
    if (length === undefined) continue
    let to = from
    let compact = ''
    while (to < text.length && compact.length < length) {
      const sign = text[to]!
      if (/[A-Za-z0-9]/.test(sign)) compact += sign.toUpperCase()
      else if (!/[ .-]/.test(sign) || !/[A-Za-z0-9]/.test(text[to + 1] ?? '')) break
      to++
    }
    if (compact.length < length || /[\p{L}\p{N}]/u.test(text[to] ?? '')) continue
    // A mistyped one is still somebody's account: where the national part is digits alone, the shape is enough.
    if (mod97(compact) === 1 || /^[A-Z]{2}(?:[A-Z]{4})?[0-9]+$/.test(compact))
      found.push({ from, to, mark: 'iban' })
  }
  return found
}

function mod97(iban: string): number {
  let rest = 0
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

function addresses(text: string): Found[] {
  const found: Found[] = []
  const octet = '(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])'
  const four = new RegExp(`(?<![\\w.])${octet}(?:\\.${octet}){3}(?!\\.?\\w)`, 'g')
  if (/[0-9]\.[0-9]/.test(text)) for (const hit of text.matchAll(four)) found.push(whole(hit, 'ip'))
  if (!text.includes(':')) return found
  const six = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi
  merge(
    found,
    [...text.matchAll(six)].filter((hit) => isIpv6(hit[0])).map((hit) => whole(hit, 'ip')),
  )
  return found
}

function isIpv6(text: string): boolean {
  const groups = text.split(':')
  const gaps = text.split('::').length - 1
  if (gaps > 1 || text.includes(':::')) return false
  // "10:30:45" is a time and "::" alone is punctuation.
  return gaps === 1 ? groups.some((group) => group.length > 2) : groups.length === 8
}

/** What stands before a number says what it is. Folded, lower case; asked of the 32 characters before it. */
const words = {
  phone:
    /(?:phone|mobile|\bcell|\btel\b|\btel[.:]|telefon|telephone|whatsapp|call me|reach me|ring me|\bgsm|\bcep\b|\bcebim|numaram|ara(?:yın|yin|yabilirsiniz)|komórk|komork|dzwoń|dzwon|zadzwo)[^0-9]{0,24}$/,
  card: /(?:\bcard|\bkart|\bkarty|\bkartı|\bkarta)[^0-9]{0,24}$/,
  tckn: /(?:\btc\b|\bt\.c\.|\btckn|kimlik)[^0-9]{0,24}$/,
  pesel: /pesel[^0-9]{0,24}$/,
  nip: /(?:\bnip|\bpl ?$)[^0-9]{0,24}$/,
  account: /(?:account|sort code|hesap|hesab|konto|konta|rachun)[^0-9]{0,24}$/,
} as const

const money =
  /^ ?(?:[£€$₺]|%|(?:gbp|eur|euro|usd|try|tl|pln|zł|zl|lira|złot|zlot|pound|dollar|quid|percent)(?:\b|[a-zğıöşüçąćęłńóśźż]))/i

/** A group of digits inside a run such as `0 (555) 123-45 67`. */
interface Group {
  from: number
  to: number
}

/**
 * Runs of digits and the signs people put between them; in each run the longest window of groups that is
 * somebody's number is taken. At most {@link widest} groups a window keeps it linear.
 */
function numbers(text: string, language: string): Found[] {
  const found: Found[] = []
  for (const run of text.matchAll(/[0-9][0-9 ()./\u00a0\u2010-\u2013-]{5,}/g)) {
    const groups: Group[] = [...run[0].matchAll(/[0-9]+/g)].map((hit) => ({
      from: run.index + hit.index,
      to: run.index + hit.index + hit[0].length,
    }))
    for (let first = 0; first < groups.length; ) {
      const taken = widestNumber(text, groups, first, language)
      if (taken === undefined) first++
      else {
        found.push(taken.found)
        first = taken.next
      }
    }
  }
  return found
}

const widest = 8

function widestNumber(text: string, groups: Group[], first: number, language: string) {
  const from = groups[first]!.from
  if (/[\p{L}\p{N}_]/u.test(text[from - 1] ?? '')) return undefined
  let last = Math.min(groups.length, first + widest) - 1
  let digits = 0
  for (let at = first; at <= last; at++) digits += groups[at]!.to - groups[at]!.from
  for (; last >= first && digits >= 7; digits -= groups[last]!.to - groups[last]!.from, last--) {
    const to = groups[last]!.to
    // Nobody writes a number in groups of one; lists of small numbers are not looked at twice.
    if (to - from > 40 || digits < 2 * (last - first + 1) - 2) continue
    if (/[\p{L}_]/u.test(text[to] ?? '')) continue
    const mark = kindOf(text, groups.slice(first, last + 1), language)
    if (mark === undefined) continue
    let start = from
    while (start > 0 && /[+(]/.test(text[start - 1]!)) start--
    return { found: { from: start, to, mark }, next: last + 1 }
  }
  return undefined
}

function kindOf(text: string, groups: Group[], language: string): Mark | undefined {
  const from = groups[0]!.from
  const to = groups.at(-1)!.to
  const digits = groups.map((group) => text.slice(group.from, group.to)).join('')
  if (digits.length < 7 || digits.length > 26) return undefined
  const shape = groups.map((group) => group.to - group.from).join('-')
  // Two spaces, or a sentence's end, part two numbers.
  const between = groups.slice(1).map((group, at) => text.slice(groups[at]!.to, group.from))
  if (between.some((sign) => sign.length > 3 || /^\. | {2}/.test(sign))) return undefined
  const plain = between.every((sign) => /^[ \u00a0.\u2010-\u2013-]$/.test(sign))
  const before = text.slice(Math.max(0, from - 32), from).toLowerCase()
  if (plain) {
    if (digits.length === 26 && mod97(`PL${digits}`) === 1) return 'iban'
    if (digits.length >= 13 && digits.length <= 19 && /^[2-69]/.test(digits)) {
      if (luhn(digits) || shape === '4-4-4-4' || (digits.length === 16 && words.card.test(before)))
        return 'card'
    }
    if (/^2-2-2(?:-8)?$/.test(shape) && words.account.test(before)) return 'iban'
    if (shape === '2-2-2-8') return 'iban'
    if (digits.length >= 8 && groups.length === 1 && words.account.test(before)) return 'iban'
    if (digits.length === 11) {
      if (words.pesel.test(before)) return 'pesel'
      if (isTckn(digits) || words.tckn.test(before)) return 'tckn'
      if (isPesel(digits)) return 'pesel'
    }
    if (digits.length === 10) {
      if (words.nip.test(before)) return 'nip'
      if (isNip(digits) && (shape === '3-3-2-2' || shape === '3-2-2-3')) return 'nip'
    }
  }
  return isPhone(text, { from, to, digits, shape, before, language }) ? 'phone' : undefined
}

const dates = /^(?:(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d)(?:$|[ ])/

function isPhone(
  text: string,
  number: { from: number; to: number; digits: string; shape: string; before: string; language: string },
): boolean {
  const { from, to, digits, shape, before, language } = number
  if (digits.length > 15 || dates.test(text.slice(from, to)) || money.test(text.slice(to, to + 8)))
    return false
  if (/[#№£€$₺]\s?$/.test(before)) return false
  if (/\+ ?\(?$/.test(before)) return true
  if (words.phone.test(before)) return true
  if (/^00[1-9]/.test(digits) && digits.length >= 11) return true
  // United Kingdom and Türkiye write the trunk zero: 07911 123456, 0532 123 45 67.
  if (/^0[1-9]/.test(digits) && (digits.length === 11 || (digits.length === 10 && /^01/.test(digits))))
    return true
  if (/^5\d{9}$/.test(digits) && (shape !== '10' || language === 'tr')) return true
  if (/^90[2-5]\d{9}$/.test(digits) || /^44[1-37]\d{9}$/.test(digits) || /^48[1-9]\d{8}$/.test(digits))
    return true
  if (/^3-3-4$/.test(shape) && /^[2-9]/.test(digits)) return true
  // Poland: nine digits in threes, or written together after a mobile prefix in a Polish text.
  if (digits.length !== 9) return false
  if (shape === '3-3-3') return /^[2-9]/.test(digits) && !digits.endsWith('000')
  if (shape === '2-3-2-2') return true
  return shape === '9' && language === 'pl' && /^(?:45|5[01379]|6[069]|7[2389]|88)/.test(digits)
}

function luhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    let value = Number(digits[digits.length - 1 - at])
    if (at % 2 === 1) value = value > 4 ? value * 2 - 9 : value * 2
    sum += value
  }
  return sum % 10 === 0 && !/^(.)\1*$/.test(digits)
}

/** Identity number of Türkiye. One random number in a hundred passes. */
function isTckn(digits: string): boolean {
  if (!/^[1-9]\d{10}$/.test(digits)) return false
  const d = [...digits].map(Number) as number[]
  const odd = d[0]! + d[2]! + d[4]! + d[6]! + d[8]!
  const even = d[1]! + d[3]! + d[5]! + d[7]!
  const tenth = (((odd * 7 - even) % 10) + 10) % 10
  return tenth === d[9] && (odd + even + d[9]!) % 10 === d[10]
}

/** Polish identity number: one random number in ten passes the checksum, so its birth date must exist too. */
function isPesel(digits: string): boolean {
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  if ((10 - (sum % 10)) % 10 !== Number(digits[10])) return false
  const century = [1900, 2000, 2100, 2200, 1800][Math.floor(Number(digits.slice(2, 4)) / 20)]
  const month = Number(digits.slice(2, 4)) % 20
  const day = Number(digits.slice(4, 6))
  if (century === undefined || month < 1 || month > 12 || day < 1) return false
  const year = century + Number(digits.slice(0, 2))
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate() && year <= 2100
}

/** Polish tax number. */
function isNip(digits: string): boolean {
  const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return sum % 11 === Number(digits[9])
}

const person = "\\p{Lu}[\\p{Ll}'’]{1,24}(?:[ -]\\p{Lu}[\\p{Ll}'’]{1,24}){0,2}"

/** Where people say their name: in an introduction, and under a closing formula at the end of a line. */
const introductionPatterns: readonly RegExp[] = [
  new RegExp(
    `(?<=\\b(?:[Mm]y name is|[Tt]his is|[Bb]enim ad[ıi]m|[Aa]d[ıi]m|[İi]smim|[Nn]azywam si[ęe]|[Mm]am na imi[ęe]) )${person}`,
    'gu',
  ),
  new RegExp(
    `(?<=(?:[Rr]egards|[Ss]incerely|[Cc]heers|[Tt]hanks|[Tt]hank you|[Ss]ayg[ıi]lar[ıi]mla|[İi]yi çalışmalar|[İi]yi günler|[Tt]eşekkürler|[Pp]ozdrawiam|[Zz] poważaniem|[Dd]ziękuję)[,.!]?[ \\n]{1,2})${person}(?=[ .!]{0,2}(?:\\n|$))`,
    'gu',
  ),
]

function introductions(text: string): Found[] {
  const found: Found[] = []
  for (const pattern of introductionPatterns) {
    merge(
      found,
      [...text.matchAll(pattern)].map((hit) => whole(hit, 'name')),
    )
  }
  return found
}

/** The full name in any case, then its parts where they are written as names. */
function namePatterns(name: string): RegExp[] {
  const full = name.trim().replace(/\s+/g, ' ')
  if (full.length < 3 || full.length > 100 || !/\p{L}{2}/u.test(full)) return []
  const parts = full.split(' ').filter((part) => /^\p{L}[\p{L}'’-]{2,}$/u.test(part))
  const patterns = [new RegExp(`${outside}${anyCase(full)}${inside}`, 'gu')]
  if (parts.length > 0 && parts.length < 6) {
    patterns.push(new RegExp(`${outside}(?:${parts.map(asName).join('|')})${inside}`, 'gu'))
  }
  return patterns
}

const outside = '(?<![\\p{L}\\p{N}])'
const inside = '(?![\\p{L}\\p{N}])'

/** Every letter in both cases and, for those that have one, without its mark: people type "Ayse Yilmaz". */
function anyCase(text: string): string {
  return [...text].map((sign) => (sign === ' ' ? ' {1,3}' : signPattern(sign))).join('')
}

function asName(part: string): string {
  const letters = [...part]
  const first = signPattern(letters[0]!, true)
  const small = letters
    .slice(1)
    .map((sign) => signPattern(sign))
    .join('')
  return first + small
}

function signPattern(sign: string, capital = false): string {
  if (!/\p{L}/u.test(sign)) return sign.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const bare = bareLetters[sign] ?? sign.normalize('NFD')[0]!
  const cases = capital
    ? [sign.toUpperCase(), sign.toLocaleUpperCase('tr'), bare.toUpperCase()]
    : [
        sign,
        sign.toUpperCase(),
        sign.toLowerCase(),
        sign.toLocaleUpperCase('tr'),
        sign.toLocaleLowerCase('tr'),
        bare,
        bare.toUpperCase(),
        bare.toLowerCase(),
      ]
  const single = [...new Set(cases)].filter((one) => [...one].length === 1)
  return `[${single.join('')}]`
}

const bareLetters: Readonly<Record<string, string>> = {
  ı: 'i',
  İ: 'I',
  ł: 'l',
  Ł: 'L',
  ø: 'o',
  Ø: 'O',
  ß: 's',
}
