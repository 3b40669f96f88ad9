const unknown = 0xffff
/** UTF-16 unit → folded unit, filled as units are met. */
const table = new Uint16Array(0x10000).fill(unknown)

/**
 * Lower case, without diacritics, with one kind of space, dash, quotation mark and currency sign ($), digits of every
 * script as 0–9, other characters as U+007F. Unlike fold() it keeps the length, so a place in it is the same place in the
 * text. What is not ASCII in it is a letter.
 */
export function foldChars(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase()
  let folded = ''
  for (let start = 0; start < text.length; start += chunk) {
    const end = Math.min(text.length, start + chunk)
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at)
      let to = table[unit]!
      if (to === unknown) to = table[unit] = foldUnit(String.fromCharCode(unit))
      buffer[at - start] = to
    }
    folded += String.fromCharCode.apply(null, buffer.subarray(0, end - start) as unknown as number[])
  }
  return folded
}

/** As many arguments as a call takes on every engine. */
const chunk = 4096
const buffer = new Uint16Array(chunk)

const formats = '[\\u00ad\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff]'
const around = '[\\p{Script=Latin}\\p{Nd}\\p{P}+=$ ]'
const invisible = new RegExp(`(?<=${around})${formats}+(?=${around})`, 'gu')

/**
 * Without the characters that nobody sees (soft hyphens, zero-width spaces, marks of direction) between Latin letters,
 * digits and punctuation, where they part an address or a number that a reader sees whole. Between letters of scripts
 * that need them they stay, as in emoji.
 */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '')
}

function foldUnit(unit: string): number {
  const plain = single[unit] ?? [...unit.normalize('NFKD')][0]!
  const lower = plain.toLowerCase()
  const one = lower.length === 1 ? lower : plain
  if (/[\p{L}\p{M}]/u.test(one) || one < '\x7f') return one.charCodeAt(0)
  if (/\p{Nd}/u.test(one)) return 48 + digitOf(one.charCodeAt(0))
  if (/\p{Zs}/u.test(one)) return 32
  if (/\p{Pd}/u.test(one)) return 45
  if (/\p{Sc}/u.test(one)) return 36
  if (/[‘’‚‛′]/.test(one)) return 39
  if (/[“”„‟«»]/.test(one)) return 34
  return 0x7f
}

/** Digits stand in tens, and each ten begins right after a character that is no digit or after another ten. */
function digitOf(unit: number): number {
  let start = unit
  while (unit - start < 9 && /\p{Nd}/u.test(String.fromCharCode(start - 1))) start--
  return unit - start
}

/** Letters that Unicode does not decompose. */
const single: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  Ł: 'l',
  ø: 'o',
  Ø: 'o',
  đ: 'd',
  Đ: 'd',
  ð: 'd',
  Ð: 'd',
  ß: 's',
  æ: 'a',
  Æ: 'a',
  œ: 'o',
  Œ: 'o',
  þ: 't',
  Þ: 't',
}

/** Letter, digit or underscore of a folded text. */
export function isWordUnit(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit === 95 || unit > 0x7f
    // charCodeAt past the end is NaN, and so false.
  )
}

export function isDigitUnit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}
