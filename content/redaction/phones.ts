import { isAmount, type Said } from './number-context.ts'

export interface Candidate {
  /** Place of the first digit and after the last. */
  readonly from: number
  readonly to: number
  /** Digits alone. */
  readonly digits: string
  /** Lengths of its groups: "4-3-2-2". */
  readonly shape: string
  readonly said: Said | undefined
}

/** A day in it, as in "5.0.1 (2017-02-07)": nobody's number. */
const day =
  /(?<!\d)(?:(?:19|20)\d\d[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:19|20)\d\d)(?!\d)/

/** Telephone numbers by a plus, by the word before, or by how Britain, America, Türkiye and Poland write them. */
export function isPhone(
  folded: string,
  { from, to, digits, shape, said }: Candidate,
  language: string,
): boolean {
  if (digits.length < 7 || digits.length > 15) return false
  const sure = said === 'phone' || isAfterPlus(folded, from, digits)
  if (!sure && (said === 'reference' || said === 'device' || !looksLikePhone(digits, shape, language)))
    return false
  return !day.test(folded.slice(from, to)) && !isAmount(folded, from, to)
}

function isAfterPlus(folded: string, from: number, digits: string): boolean {
  return digits.length > 7 && /\+ ?\(?$/.test(folded.slice(Math.max(0, from - 3), from))
}

/** Germany writes a trunk zero and an area of any length, France ten digits from zero on, Spain nine from 6 on. */
function isNational(digits: string, shape: string, language: string): boolean {
  const groups = shape.split('-').length
  if (/^de/.test(language)) return /^0[1-9]\d{7,11}$/.test(digits) && groups > 1 && groups < 7
  if (/^fr/.test(language)) return /^0[1-9]\d{8}$/.test(digits)
  return /^es/.test(language) && /^[6-9]\d{8}$/.test(digits) && groups !== 2
}

function looksLikePhone(digits: string, shape: string, language: string): boolean {
  const { length } = digits
  if (length < 9) return false
  if (/^00[1-9]/.test(digits)) return length >= 11
  if (isNational(digits, shape, language)) return true
  // The United Kingdom, Türkiye and France write the trunk zero: 07911 123456, 0532 123 45 67, 06 12 34 56 78.
  if (shape === '11' && (/^0[69]/.test(digits) || (digits.startsWith('04') && !language.startsWith('tr'))))
    return false
  if (digits[0] === '0')
    return (
      digits[1] !== '0' &&
      (length === 11 || (length === 10 && (digits[1] === '1' || shape === '4-6' || shape === '2-2-2-2-2')))
    )
  if (length === 12) return /^(?:90[2-5]|44[1-37])/.test(digits)
  // "1-800-555-0199" is America.
  if (length === 11) return /^48[1-9]/.test(digits) || shape === '1-3-3-4'
  if (length === 10) {
    if (digits[0] === '5' && (shape !== '10' || language.startsWith('tr'))) return true
    return shape === '3-3-4' && /^[2-9]/.test(digits)
  }
  // Poland: nine digits in threes, or written together after a mobile prefix in a Polish text.
  if (length !== 9) return false
  if (shape === '3-3-3') return /^[2-9]/.test(digits) && !digits.endsWith('000000')
  if (shape === '2-3-2-2') return true
  return shape === '9' && language.startsWith('pl') && /^(?:45|5[01379]|6[069]|7[2389]|88)/.test(digits)
}
