import { type Found, merge, type Passage } from './detector.ts'
import { foldChars, isWordUnit } from './fold-chars.ts'

/** A name that the export says belongs to the ticket, ready to be looked for. */
export interface KnownName {
  /** Folded words of it, in order. */
  readonly words: readonly string[]
  /** Those that are long enough to say something alone. */
  readonly parts: readonly string[]
}

/** Names shorter than 3 characters, longer than 100 or without two letters are left alone: they would hit ordinary words. */
export function knownName(name: string): KnownName | undefined {
  if (prepared.has(name)) return prepared.get(name)
  if (prepared.size === mostPrepared) prepared.clear()
  const known = prepare(name)
  prepared.set(name, known)
  return known
}

/** A ticket has many fields, and each is looked through for the same names. */
const prepared = new Map<string, KnownName | undefined>()
const mostPrepared = 100

function prepare(name: string): KnownName | undefined {
  const full = name.trim().replace(/\s+/g, ' ')
  if (full.length < 3 || full.length > 100 || !/\p{L}{2}/u.test(full)) return undefined
  const words = foldChars(full).split(' ')
  const parts = words.filter(
    (word) => word.length >= 3 && /^[^\d]*$/.test(word) && isWordUnit(word.charCodeAt(0)),
  )
  return { words, parts: parts.length < 6 ? parts : [] }
}

/** The full name in any case and without marks ("AYSE YILMAZ"), its parts where they are written with a capital. */
export function knownNames(passage: Passage, known: readonly KnownName[]): readonly Found[] {
  let found: readonly Found[] = []
  for (const { words, parts } of known) {
    found = merge(found, wholes(passage.folded, words))
    for (const part of new Set(parts)) found = merge(found, alone(passage, part))
  }
  return found
}

function wholes(folded: string, words: readonly string[]): Found[] {
  const found: Found[] = []
  const first = words[0]!
  for (let at = folded.indexOf(first); at !== -1; at = folded.indexOf(first, at + 1)) {
    if (at < (found.at(-1)?.to ?? 0) || isWordUnit(folded.charCodeAt(at - 1))) continue
    let to = at + first.length
    for (let word = 1; word < words.length && to !== -1; word++) {
      let start = to
      while (start - to < 3 && folded[start] === ' ') start++
      to = start > to && folded.startsWith(words[word]!, start) ? start + words[word]!.length : -1
    }
    if (to !== -1 && !isWordUnit(folded.charCodeAt(to))) found.push({ from: at, to, mark: 'name' })
  }
  return found
}

/** Polish endings after a surname's stem: Wiśniewska, Wiśniewskiej, Wiśniewską. */
const polishEnding = /^(?:a|e|o|u|y|i|ej|ie|iu|em|im|iem|owi|ego|emu|ym)?$/

function alone({ text, folded, language }: Passage, part: string): Found[] {
  const found: Found[] = []
  const inflected = language.startsWith('pl') && part.length > 4
  const stem = inflected ? part.replace(/[aeiouy]$/, '') : part
  for (let at = folded.indexOf(stem); at !== -1; at = folded.indexOf(stem, at + 1)) {
    if (text[at] === folded[at] || isWordUnit(folded.charCodeAt(at - 1))) continue
    let to = at + stem.length
    if (inflected) {
      while (to - at < stem.length + 4 && isWordUnit(folded.charCodeAt(to))) to++
      if (!polishEnding.test(folded.slice(at + stem.length, to))) continue
    }
    if (isWordUnit(folded.charCodeAt(to))) continue
    // "H. Fischer": the initial is part of the name.
    const from =
      text[at - 2] === '.' && /(?:^|[^\p{L}])\p{Lu}\. $/u.test(text.slice(Math.max(0, at - 4), at))
        ? at - 3
        : at
    if (from >= (found.at(-1)?.to ?? 0)) found.push({ from, to, mark: 'name' })
  }
  return found
}
