import type { Passage } from './detector.ts'
import { isDigitUnit, isWordUnit } from './fold-chars.ts'
import { isGivenName, isSurelyGivenName } from './given-names.ts'
import { isOffice, mayBeName } from './ordinary-words.ts'

/** Words with capitals that may be somebody's name. */
export interface NameAt {
  readonly from: number
  readonly to: number
  readonly count: number
  /** Its first word is a common given name. */
  readonly given: boolean
  /** … and no ordinary word. */
  readonly sure: boolean
}

/** "Emma", "O'Connor", "Dlamini-Nkosi"; an ending after an apostrophe, as in "Kübra'nın" and "Tom's", is not in it. */
const capitalWord = /\p{Lu}(?:[\p{L}\p{M}]|['’](?=\p{Lu})|-(?=\p{L}))*/uy
const particle =
  /(?:van|von|de|der|den|da|di|del|dos|el|al|bin|la|le|ter)(?: (?:der|den|la|las|los))? (?=\p{Lu})/uy
const word = /\p{L}+/uy
const smallWord = /\p{Ll}\p{L}*/uy
const initial = /^\p{Lu}$/u

/** As many words as a name is read to. */
const longest = 4

/**
 * Reads a name that begins at `from`; undefined where an office, a place or an ordinary word begins.
 *
 * @param slot nothing but a name is usual here, so "Ben" and "Can" are names when nothing follows on their line.
 */
export function nameAt(passage: Passage, from: number, slot = false): NameAt | undefined {
  const { text, folded, language, own } = passage
  let at = from
  let to = from
  let count = 0
  let first = ''
  while (count < longest) {
    const read = match(capitalWord, text, at)
    if (read === '') break
    const plain = folded.slice(at, at + read.length)
    if (isOffice(plain) || own.has(plain)) return undefined
    if (!initial.test(read) && !mayBeName(plain) && !(slot && count === 0 && isNameAlone(passage, at, plain)))
      break
    if (count === 0) first = plain
    count++
    to = at + read.length
    if (initial.test(read) && text[to] === '.') to++
    if (text[to] !== ' ') break
    at = to + 1
    at += match(particle, text, at).length
  }
  // "K.maraş", "Anna2".
  if (isWordUnit(folded.charCodeAt(to))) return undefined
  // An initial alone is a letter of the alphabet.
  if (count === 0 || (count === 1 && to - from < 2) || isBeforeOffice(text, folded, to)) return undefined
  return { from, to, count, given: isGivenName(first, language), sure: isSurelyGivenName(first, language) }
}

function isNameAlone({ folded, language }: Passage, at: number, plain: string): boolean {
  return (
    /^(?:[,!.\n]|$)/.test(folded.slice(at + plain.length, at + plain.length + 1)) &&
    isGivenName(plain, language)
  )
}

/** "Marlin team", "Oxford Street". */
function isBeforeOffice(text: string, folded: string, to: number): boolean {
  if (text[to] !== ' ') return false
  return isOffice(folded.slice(to + 1, to + 1 + match(word, text, to + 1).length))
}

/** A common given name in small letters: "hello sarah". */
export function smallNameAt({ text, folded, language }: Passage, from: number): NameAt | undefined {
  const plain = folded.slice(from, from + match(smallWord, text, from).length)
  if (plain.length < 3 || !mayBeName(plain) || !isGivenName(plain, language)) return undefined
  const to = from + plain.length
  return { from, to, count: 1, given: true, sure: isSurelyGivenName(plain, language) }
}

/** Longest word of a name that is read backwards. */
const longestWord = 25

/** The name that ends at `to`; with `given`, it begins with a common given name. */
export function nameBefore(passage: Passage, to: number, given: boolean): NameAt | undefined {
  const { text, folded, language } = passage
  const last = wordBefore(folded, to)
  if (last === to) return undefined
  // A capital is what folding changed.
  if (text[last] === folded[last]) return smallNameAt(passage, last)
  const starts = [last]
  while (starts.length < 4 && text[starts[0]! - 1] === ' ') {
    const start = wordBefore(folded, starts[0]! - 1)
    if (start === starts[0]! - 1 || text[start] === folded[start]) break
    starts.unshift(start)
  }
  const name = starts
    .map((start) => nameAt(passage, start))
    .find((name) => name?.to === to && (name.given || !given))
  // "Can Bey": beside a title an ordinary word is a name too.
  if (name !== undefined || given || !isGivenName(folded.slice(last, to), language)) return name
  return { from: last, to, count: 1, given: true, sure: false }
}

/** Place where the word that ends at `to` begins; its inner dashes and apostrophes belong to it. */
function wordBefore(folded: string, to: number): number {
  let from = to
  while (from > 0 && to - from < longestWord) {
    const unit = folded.charCodeAt(from - 1)
    if (isDigitUnit(unit) || !(isWordUnit(unit) || unit === 39 || unit === 45)) break
    from--
  }
  return from
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
