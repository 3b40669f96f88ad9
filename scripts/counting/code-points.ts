/**
 * Order of two strings by code point, which is also the order of their UTF-8 bytes: what databases call COLLATE "C".
 * JavaScript's own `<` compares halves of letters beyond U+FFFF and puts an emoji before the letters U+E000 … U+FFFF.
 *
 * @returns negative, 0, positive.
 */
export function byCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let at = 0; at < shorter; at++) {
    const left = a.charCodeAt(at)
    const right = b.charCodeAt(at)
    if (left !== right) return left >= 0xd800 && right >= 0xd800 ? lifted(left) - lifted(right) : left - right
  }
  return a.length - b.length
}

/** Halves of letters beyond U+FFFF stand after everything else. */
const lifted = (unit: number): number => (unit >= 0xe000 ? unit - 0x2000 : unit + 0x2000)
