/** Letters that Unicode does not decompose, in lower case; and Arabic ones that people write in each other's place. */
const single: Record<string, string> = {
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ة: 'ه',
  ٱ: 'ا',
}
const singles = new RegExp(`[${Object.keys(single).join('')}]`, 'g')

/** Latin, Greek, Cyrillic, Hebrew and Arabic diacritics. Vowel signs of Thai or Hindi and Japanese voicing marks are letters. */
const diacritics = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+/g

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const ascii = /^[\x00-\x7f]*$/

/**
 * Lower case without diacritics, ligatures or digits of other scripts: "İstanbul" and "istanbul", "hasłami" and
 * "haslami", "ﬁle" and "file", "۱۲" and "12" become the same.
 */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  return text
    .replaceAll('İ', 'i')
    .toLowerCase()
    .normalize('NFKD')
    .toLowerCase()
    .replace(diacritics, '')
    .replace(singles, (letter) => single[letter] ?? letter)
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .normalize('NFC')
}

/** Digits of a script are ten in a row, zero first. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return code - zero
}
