// The library `stdnum` knows these three numbers too. It refuses a PESEL whose birth date is still to come, the only kind
// an invented example can have without being somebody's, and takes forty times as long.

/** Card numbers: ISO/IEC 7812-1. One random number in ten passes. */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48
    sum += at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0 && !/^(.)\1*$/.test(digits)
}

/** Identity number of Türkiye. One random number in a hundred passes. */
export function isTckn(digits: string): boolean {
  if (!/^[1-9]\d{10}$/.test(digits)) return false
  let odd = 0
  let even = 0
  for (let at = 0; at < 9; at += 2) odd += digit(digits, at)
  for (let at = 1; at < 8; at += 2) even += digit(digits, at)
  const tenth = (((odd * 7 - even) % 10) + 10) % 10
  return tenth === digit(digits, 9) && (odd + even + tenth) % 10 === digit(digits, 10)
}

/** Polish identity number: one random number in ten passes the checksum, so its birth date must exist too. */
export function isPesel(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false
  if ((10 - (weighed(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 !== Number(digits[10])) return false
  const century = [1900, 2000, 2100, 2200, 1800][Math.floor(Number(digits.slice(2, 4)) / 20)]!
  const month = Number(digits.slice(2, 4)) % 20
  const day = Number(digits.slice(4, 6))
  const year = century + Number(digits.slice(0, 2))
  if (month < 1 || month > 12 || day < 1 || year > 2100) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Polish tax number. One random number in eleven passes. */
export function isNip(digits: string): boolean {
  return (
    /^[1-9]\d{9}$/.test(digits) && weighed(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(digits[9])
  )
}

function weighed(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * digit(digits, at), 0)
}

function digit(digits: string, at: number): number {
  return digits.charCodeAt(at) - 48
}
