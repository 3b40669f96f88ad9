import { isUtf8 } from 'node:buffer'
import { redact } from '#content/redaction/redact.ts'
import { Unreadable } from './unreadable.ts'

/** How the bytes of a file become text. */
export interface Encoding {
  /** WHATWG name. */
  readonly name: string
  /** Length of the byte order mark. */
  readonly start: number
}

/** What may be asked for by `--encoding`, as people write it, and what the standard calls it. */
const names: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`windows-125${n}`, `windows-125${n}`])),
  ...Object.fromEntries([0, 1, 2, 4, 7].map((n) => [`cp125${n}`, `windows-125${n}`])),
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16].map((n) => [`iso-8859-${n}`, `iso-8859-${n}`]),
  ),
}

/** The standard's name of an encoding; undefined for what we do not read. */
export function encodingNamed(asked: string): string | undefined {
  const name = asked.toLowerCase()
  return Object.hasOwn(names, name) ? names[name] : undefined
}

/**
 * The encoding of a file by its first bytes. Only a byte order mark and valid UTF-8 are certain; anything else is
 * asked for, and an answer that cannot be right is refused.
 *
 * @param head the first bytes; some are beyond ASCII if any of those examined are
 * @param asked '' or `utf-8`: find out
 * @throws {Unreadable} saying which encodings it may be
 */
export function encodingOf(head: Buffer, asked = 'utf-8'): Encoding {
  const marked = byMark(head)
  if (marked) return marked
  const wanted = encodingNamed(asked || 'utf-8') ?? asked
  const wide = wideBytes(head)
  if (wanted.startsWith('utf-16')) return { name: wanted, start: 0 }
  if (wide)
    throw new Unreadable(
      `The file looks like UTF-16 without its mark. Say so: --encoding ${wide}, or save it as UTF-8.`,
    )
  if (zeros(head) > head.length / 10) throw new Unreadable('The file is not text: it is full of zero bytes.')
  const kind = kindOf(head)
  if (wanted === 'utf-8') {
    if (kind === 'other') throw new Unreadable(whichOne(head))
    return { name: 'utf-8', start: 0 }
  }
  if (kind === 'utf-8')
    throw new Unreadable(`The file is UTF-8 and would be garbled as ${wanted}. Leave --encoding out.`)
  return { name: wanted, start: 0 }
}

function byMark(head: Buffer): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', start: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', start: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', start: 2 }
  return undefined
}

/** Text in Latin letters has a zero in every second byte: which of the two tells the order. */
function wideBytes(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  let [even, odd] = [0, 0]
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) even++
    if (head[at + 1] === 0) odd++
  }
  const pairs = head.length / 2
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le'
  return even > pairs * 0.4 && odd < pairs * 0.05 ? 'utf-16be' : undefined
}

function zeros(head: Buffer): number {
  let count = 0
  for (const byte of head) if (byte === 0) count++
  return count
}

/** Of a file that is UTF-8 some rows may be damaged; they are rejected one by one. One in twenty is more than damage. */
const damaged = 0.05

/** Runs of bytes beyond ASCII say it: in UTF-8 each is whole, in other encodings hardly any is. */
function kindOf(head: Buffer): 'ascii' | 'utf-8' | 'other' {
  let [whole, broken] = [0, 0]
  for (const [from, to] of highRuns(head)) {
    if (isUtf8(head.subarray(from, to))) whole++
    // The sample's edge may cut a letter.
    else if (to < head.length) broken++
  }
  if (whole + broken === 0) return 'ascii'
  return broken <= (whole + broken) * damaged ? 'utf-8' : 'other'
}

function* highRuns(head: Buffer): Generator<[number, number]> {
  for (let at = 0; at < head.length; at++) {
    if (head[at]! < 0x80) continue
    const from = at
    while (at < head.length && head[at]! >= 0x80) at++
    yield [from, at]
  }
}

/** Encodings people meet, and the letters that are common in the languages written in them. */
const candidates: readonly { name: string; letters: RegExp }[] = [
  { name: 'windows-1254', letters: /^[çğıöşüâîûÇĞİÖŞÜÂ]$/ },
  { name: 'windows-1250', letters: /^[ąćęłńóśźżäöüßáéíčďěňřšťúůýžőűĄĆĘŁŃÓŚŹŻÄÖÜŠČŽ]$/ },
  { name: 'windows-1252', letters: /^[äöüßéèêëàâçîïôûùœñáíóúåæøÄÖÜÉÈÀÇÑÁÍÓÚÅÆØ]$/ },
  { name: 'iso-8859-9', letters: /^[çğıöşüâîûÇĞİÖŞÜÂ]$/ },
  { name: 'iso-8859-2', letters: /^[ąćęłńóśźżäöüßáéíčďěňřšťúůýžőűĄĆĘŁŃÓŚŹŻÄÖÜŠČŽ]$/ },
]

/** The same word in each encoding it may be, for the person who can tell which of them is a word. */
function whichOne(head: Buffer): string {
  const words = sampleWords(head)
  if (words.length === 0)
    return 'The file is not UTF-8, and no word in it shows what it is. Save it as UTF-8, or say it: --encoding windows-1252.'
  const readings = candidates.map(({ name, letters }) => {
    const decoder = new TextDecoder(name)
    const read = words.map((word) => decoder.decode(word))
    const signs = read.flatMap((word) => [...word].filter((sign) => sign > '\u007f'))
    const usual = signs.filter((sign) => letters.test(sign)).length / Math.max(1, signs.length)
    return { name, usual, shown: read.slice(0, 2).map(shown).join(', ') }
  })
  const seen = new Set<string>()
  const distinct = readings
    .toSorted((a, b) => b.usual - a.usual)
    .filter(({ shown: text }) => !seen.has(text) && seen.add(text))
  const list = distinct.map(({ name, shown: text }) => `${name} (${text})`).join(', ')
  return `The file is not UTF-8. Say what it is, by which of these is a word: --encoding ${list}.`
}

/** Words looked at. */
const looked = 40

/** Words with letters beyond ASCII, the commonest first: a word that recurs in small letters is nobody's name. */
function sampleWords(head: Buffer): Buffer[] {
  const words = new Map<string, number>()
  for (const [from, to] of highRuns(head)) {
    let [first, last] = [from, to]
    while (first > 0 && isLetter(head[first - 1]!)) first--
    while (last < head.length && isLetter(head[last]!)) last++
    const word = head.toString('latin1', first, last)
    if (word.length > 24) continue
    // A capital tells a name; in German also a noun, which is no loss.
    words.set(word, (words.get(word) ?? 0) + (/^[A-Z]/.test(word) ? 0.1 : 1))
  }
  return [...words]
    .toSorted((a, b) => b[1] - a[1] || b[0].length - a[0].length)
    .slice(0, looked)
    .map(([word]) => Buffer.from(word, 'latin1'))
}

function isLetter(byte: number): boolean {
  return byte >= 0x80 || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
}

/** Enough of a word to recognise its language and not its owner: letters beyond ASCII and their neighbours. */
function shown(word: string): string {
  const signs = [...word]
  const kept = signs.map((sign, at) =>
    [signs[at - 1], sign, signs[at + 1]].some((near) => near !== undefined && near > '\u007f') ? sign : '·',
  )
  return `"${redact(kept.join('').replace(/[\u0080-\u009f]/g, '�'))}"`
}
