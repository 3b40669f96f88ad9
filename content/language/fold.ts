/** Letters that Unicode does not decompose, in lower case. */
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
}

/** Lower case without diacritics: "İstanbul" and "istanbul", "hasłami" and "haslami", become the same. */
export function fold(text: string): string {
  return text
    .replaceAll('İ', 'i')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ıłøđðħŧßæœþ]/g, (letter) => single[letter] ?? letter)
}
