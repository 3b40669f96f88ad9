import { escapeText } from '#core/assemble.ts'

/** A stretch of an excerpt, marked or not; `text` is plain. */
export interface Stretch {
  readonly text: string
  readonly marked: boolean
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}

/** Reads escaped text with `<mark>`; any other tag counts as text, so that nothing from outside becomes markup. */
export function readMarks(excerpt: string): Stretch[] {
  const stretches: Stretch[] = []
  let marked = false
  for (const piece of excerpt.split(/(<\/?mark>)/)) {
    if (piece === '<mark>') marked = true
    else if (piece === '</mark>') marked = false
    else if (piece) stretches.push({ text: unescapeText(piece), marked })
  }
  return stretches
}

/** The excerpt again, with every character that means something escaped and `<mark>` balanced. */
export function safeExcerpt(excerpt: string): string {
  return readMarks(excerpt)
    .map(({ text, marked }) => (marked ? `<mark>${escapeText(text)}</mark>` : escapeText(text)))
    .join('')
}

function unescapeText(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,5}));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
