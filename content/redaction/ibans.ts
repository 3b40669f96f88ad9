import { countrySpecs, isValidIBAN } from 'ibantools'
import type { Found, Passage } from './detector.ts'
import { isWordUnit } from './fold-chars.ts'

const aboutAccounts =
  /(?:iban|account|payee|beneficiary|hesap|hesab|alici|konto|konta|rachun|odbiorc)[^.\n]{0,24}$/

/** Bank accounts by country, length and check digits; mistyped ones by their shape. */
export function ibans({ text, folded }: Passage): Found[] {
  const found: Found[] = []
  for (const hit of folded.matchAll(/(?<![a-z0-9_\u0080-\uffff])[a-z]{2} ?\d{2}(?=[ ._\n-]?[a-z0-9])/g)) {
    const from = hit.index
    if (from < (found.at(-1)?.to ?? 0)) continue
    const length = countrySpecs[folded.slice(from, from + 2).toUpperCase()]?.chars
    if (!length) continue
    const { to, compact } = read(folded, from, length)
    if (compact.length < length - 2 || isWordUnit(folded.charCodeAt(to))) continue
    const right = isValidIBAN(compact)
    // "no 7340023981123" is a number in Turkish, not an account in Norway.
    if (hit[0].length === 5 && !(right && /^[A-Z]{2}/.test(text.slice(from, from + 2)))) continue
    // A mistyped one is still somebody's account: digits after at most four letters of a bank are shape enough.
    const shaped = /^[A-Z]{2}\d\d[A-Z]{0,4}\d+$/.test(compact)
    if (
      right ||
      (shaped &&
        (compact.length === length || aboutAccounts.test(folded.slice(Math.max(0, from - 40), from))))
    )
      found.push({ from, to, mark: 'iban' })
  }
  return found
}

/** Space, dash, dot, underscore and line break. */
const separators = new Set([32, 45, 46, 95, 10])

/** Letters and digits from `from` on, at most `length` of them, across single separators. */
function read(folded: string, from: number, length: number): { to: number; compact: string } {
  let compact = ''
  let to = from
  for (let at = from; at < folded.length && compact.length < length; at++) {
    const unit = folded.charCodeAt(at)
    if (unit <= 0x7f && unit !== 95 && isWordUnit(unit)) {
      // After the bank's code a word is the next word of the sentence.
      if (at > from + 12 && unit > 57 && at === to + 1 && isNationalDigits(compact)) break
      compact += folded[at]
      to = at + 1
    } else if (at !== to || !separators.has(unit)) break
  }
  return { to, compact: compact.toUpperCase() }
}

function isNationalDigits(compact: string): boolean {
  return /^[a-z]{2}\d+$/.test(compact)
}
