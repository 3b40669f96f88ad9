import { mod97 } from './checksums.ts'
import type { Found, Passage } from './detector.ts'
import { isWordUnit } from './fold-chars.ts'

/** Length of an IBAN by country (SWIFT registry). */
// biome-ignore format: a table
const lengths: Readonly<Record<string, number>> = {
  ad: 24, ae: 23, al: 28, at: 20, az: 28, ba: 20, be: 16, bg: 22, bh: 22, br: 29, ch: 21, cr: 22, cy: 28,
  cz: 24, de: 22, dk: 18, do: 28, ee: 20, eg: 29, es: 24, fi: 18, fo: 18, fr: 27, gb: 22, ge: 22, gi: 23,
  gl: 18, gr: 27, gt: 28, hr: 21, hu: 28, ie: 22, il: 23, is: 26, it: 27, jo: 30, kw: 30, kz: 20, lb: 28,
  li: 21, lt: 20, lu: 20, lv: 21, mc: 27, md: 24, me: 22, mk: 19, mt: 31, nl: 18, no: 15, pk: 24, pl: 28,
  ps: 29, pt: 25, qa: 29, ro: 24, rs: 22, sa: 24, se: 24, si: 19, sk: 24, sm: 27, tn: 24, tr: 26, ua: 29,
  bi: 27, by: 28, dj: 27, fk: 18, hn: 28, iq: 23, lc: 32, ly: 25, mn: 20, mr: 27, mu: 30, ni: 28, om: 23, ru: 33,
  sc: 31, sd: 18, so: 23, st: 25, sv: 28, tl: 23, va: 22, vg: 24, xk: 20, ye: 30,
}

const aboutAccounts =
  /(?:iban|account|payee|beneficiary|hesap|hesab|alici|konto|konta|rachun|odbiorc)[^.\n]{0,24}$/

/** Bank accounts by country, length and check digits; mistyped ones by their shape. */
export function ibans({ text, folded }: Passage): Found[] {
  const found: Found[] = []
  for (const hit of folded.matchAll(/(?<![a-z0-9_\u0080-\uffff])[a-z]{2} ?\d{2}(?=[ ._\n-]?[a-z0-9])/g)) {
    const from = hit.index
    if (from < (found.at(-1)?.to ?? 0)) continue
    const length = lengths[folded.slice(from, from + 2)]
    if (length === undefined) continue
    const { to, compact } = read(folded, from, length)
    if (compact.length < length - 2 || isWordUnit(folded.charCodeAt(to))) continue
    const whole = compact.length === length
    const right = whole && mod97(compact) === 1
    // "no 7340023981123" is a number in Turkish, not an account in Norway.
    if (hit[0].length === 5 && !(right && /^[A-Z]{2}/.test(text.slice(from, from + 2)))) continue
    // A mistyped one is still somebody's account: where the national part is digits alone, the shape is enough.
    const shaped = /^[A-Z]{2}\d\d(?:[A-Z]{4})?\d+$/.test(compact)
    if (right || (shaped && (whole || aboutAccounts.test(folded.slice(Math.max(0, from - 40), from)))))
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
