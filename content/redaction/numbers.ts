import { isValidIBAN } from 'ibantools'
import { isNip, isPesel, isTckn, luhn } from './checksums.ts'
import type { Found, Mark, Passage } from './detector.ts'
import { isWordUnit } from './fold-chars.ts'
import { isReferenceAfter, type Said, saidBefore } from './number-context.ts'
import { type Candidate, isPhone } from './phones.ts'

/** Groups of digits that one number is written in, at most. */
const widest = 8
const most = 26
/** Longest writing of one number, in characters. */
const longest = 40

/**
 * Runs of digits and the characters people put between them; in each run the longest window of groups that is somebody's
 * number is taken. Windows are bounded, so it is linear.
 */
export function numbers({ folded: written, ...rest }: Passage): Found[] {
  const folded = written.replace(joined, '-')
  const passage = { ...rest, folded }
  const found: Found[] = []
  for (const run of folded.matchAll(/\d[\d ()./-]{5,}/g)) {
    const bounds = groupsOf(run[0], run.index)
    const count = bounds.length / 2
    const said = saidBefore(folded, run.index)
    // All of "ISBN 978-0-15-772464-6" is one number.
    if (said === 'device') continue
    for (let first = 0; first < count; ) {
      const last = lastOf(passage, bounds, first, first === 0 ? said : undefined, found)
      first = last === -1 ? first + 1 : last + 1
    }
  }
  return found
}

/** "4111_1111_1111_1111", and a card that is written one group a line. */
const joined = /(?<=\d)_(?=\d)|(?<=(?<![a-z\d])\d{4})\n(?=\d{4}(?![a-z\d]))/g

/** Place of the first digit of each group and after its last, one after the other. */
function groupsOf(run: string, index: number): number[] {
  const bounds: number[] = []
  let inside = false
  for (let at = 0; at < run.length; at++) {
    const unit = run.charCodeAt(at)
    const digit = unit >= 48 && unit <= 57
    if (digit !== inside) bounds.push(index + at)
    inside = digit
  }
  if (inside) bounds.push(index + run.length)
  return bounds
}

/**
 * Adds the number that begins with group `first` and returns its last group, or -1.
 *
 * @param said what a word before it says; words can only stand before the first group of a run.
 */
function lastOf(
  passage: Passage,
  bounds: readonly number[],
  first: number,
  said: Said | undefined,
  found: Found[],
): number {
  const { folded } = passage
  const from = bounds[2 * first]!
  const polish = isPolishPrefix(folded, from)
  if (isWordUnit(folded.charCodeAt(from - 1)) && !polish) return -1
  const announced = said !== undefined || folded[from - 1] === '+' || folded[from - 2] === '+'
  if (!announced && !isWritten(folded, bounds, first)) return -1
  const windows = windowsFrom(folded, bounds, first)
  for (let at = windows.length - 1; at >= 0; at--) {
    const { to, digits, shape, plain, last } = windows[at]!
    if (isWordUnit(folded.charCodeAt(to))) continue
    const mark = kindOf(passage, { from, to, digits, shape, said }, plain, polish)
    if (mark === undefined) continue
    const start = mark === 'phone' ? withPlus(folded, from, to) : from
    found.push({ from: start, to, mark })
    return last
  }
  return -1
}

/**
 * Whether numbers that nobody announces are written in such groups: a quick no for tables and lists. Telephone numbers
 * have up to six groups, from the fifth on only behind a trunk zero or a country's code; cards and Polish accounts have
 * more, but reach nine digits in three.
 */
function isWritten(folded: string, bounds: readonly number[], first: number): boolean {
  let digits = 0
  let ones = 0
  const head = folded.charCodeAt(bounds[2 * first]!)
  // 0, 4, 5 and 9.
  const groups = head === 48 || head === 52 || head === 53 || head === 57 ? 6 : 4
  for (let at = first; at < first + groups && 2 * at < bounds.length; at++) {
    const length = bounds[2 * at + 1]! - bounds[2 * at]!
    digits += length
    ones += Number(length === 1)
    if (ones > 2) return false
    if (digits >= 9) return true
  }
  return false
}

interface Window {
  readonly to: number
  readonly digits: string
  readonly shape: string
  /** Only single spaces, dots and dashes between its groups. */
  readonly plain: boolean
  /** Its last group. */
  readonly last: number
}

/** The windows of one, two, three … groups that one number may be written in. */
function windowsFrom(folded: string, bounds: readonly number[], first: number): Window[] {
  const windows: Window[] = []
  const from = bounds[2 * first]!
  let digits = ''
  let shape = ''
  let plain = true
  let ones = 0
  for (let at = first; at < first + widest && 2 * at < bounds.length; at++) {
    const start = bounds[2 * at]!
    const to = bounds[2 * at + 1]!
    if (to - from > longest || digits.length + to - start > most) break
    // Nobody writes a number in groups of one.
    if (to - start === 1 && ++ones > 2) break
    if (at > first) {
      const between = folded.slice(bounds[2 * at - 1], start)
      if (between.length > 1) {
        // Two spaces, or a sentence's end, part two numbers.
        if (between.length > 3 || between.startsWith('. ') || between.includes('  ')) break
        plain = false
      } else if (between === '/' || between === '(' || between === ')') plain = false
      shape += '-'
    }
    shape += String(to - start)
    digits += folded.slice(start, to)
    if (digits.length > 5) windows.push({ to, digits, shape, plain, last: at })
  }
  return windows
}

/** The plus before a telephone number belongs to it, and a bracket that closes inside it. */
function withPlus(folded: string, from: number, to: number): number {
  let start = from
  if (folded[start - 1] === '+') start--
  if (folded[start - 1] === '(' && folded.slice(from, to).includes(')')) start--
  if (folded[start - 1] === '+') start--
  return start
}

/** Polish tax numbers abroad: "PL5260250274". */
function isPolishPrefix(folded: string, from: number): boolean {
  return folded.startsWith('pl', from - 2) && !isWordUnit(folded.charCodeAt(from - 3))
}

function kindOf(
  { folded, language }: Passage,
  candidate: Candidate,
  plain: boolean,
  polish: boolean,
): Mark | undefined {
  if (polish) return isNip(candidate.digits) ? 'nip' : undefined
  const id = plain ? identity(candidate, language) : undefined
  if (id !== undefined || !isPhone(folded, candidate, language)) return id
  return isReferenceAfter(folded, candidate.to) ? undefined : 'phone'
}

function identity({ digits, shape, said }: Candidate, language: string): Mark | undefined {
  if (isCard(digits, shape, said)) return 'card'
  if (said === 'device') return undefined
  if (digits.length === 26 && (isValidIBAN(`PL${digits}`) || said === 'account' || shape === '2-4-4-4-4-4-4'))
    return 'iban'
  if (digits.length === 11) {
    if (said === 'pesel') return 'pesel'
    if (said === 'tckn') return 'tckn'
    const reference = said === 'reference'
    const mobile = said === 'phone' && /^0/.test(digits)
    // A number that fits both belongs to the country whose language it stands in.
    if (isPesel(digits) && !mobile && (language.startsWith('pl') || (!reference && !isTckn(digits))))
      return 'pesel'
    if (isTckn(digits) && (!reference || language.startsWith('tr'))) return 'tckn'
  }
  if (digits.length === 10) {
    if (said === 'nip') return 'nip'
    if (isNip(digits) && (shape === '3-3-2-2' || shape === '3-2-2-3')) return 'nip'
  }
  // British sort codes with the account, and accounts of banks that write them without an IBAN.
  if (shape === '2-2-2-8' || (shape === '2-2-2' && said === 'sort')) return 'iban'
  return said === 'account' && digits.length >= 8 && shape === String(digits.length) ? 'iban' : undefined
}

/** Visa, Mastercard, Discover, JCB, UnionPay and Maestro at their lengths: beginnings of card numbers by issuer. */
const sixteen = /^(?:4|5[0-8]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|6[0-9]|35)/

/** Right by its check digit and issuer, or mistyped where the words around it name a card. */
function isCard(digits: string, shape: string, said: Candidate['said']): boolean {
  const { length } = digits
  if (length < 13 || length > 19 || said === 'device') return false
  if (said === 'card') return luhn(digits) || length === 16 || (length === 15 && /^3[47]/.test(digits))
  const grouped = /^4(?:-4)+(?:-[1-3])?$/.test(shape) || shape === '4-6-5' || shape === '4-6-4'
  if (!grouped && shape !== String(length)) return false
  // Four groups of four are a card even with a slip in them, unless they are said to be something else.
  if (!luhn(digits)) return shape === '4-4-4-4' && said === undefined && sixteen.test(digits)
  if (length === 16) return sixteen.test(digits)
  if (length === 15) return /^3[47]/.test(digits)
  return said !== 'reference' && grouped && /^[3-6]/.test(digits)
}
