import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold } from './fold.ts'
import { stem } from './languages.ts'
import { tokens } from './tokens.ts'

const file = join(import.meta.dirname, 'concepts.tsv')
/**
 * A word is one of the table when the stems are the same and all but so many letters of the shorter one begin both:
 * Turkish and Polish stems are five letters, and "dostałem" (I got) is not "dostawa" (delivery).
 */
const ending = 2
/** Different words that are remembered; names and mistypings never end. */
const mostKnown = 200_000

/** A word or phrase of the table; its words are folded. */
interface Saying {
  readonly meaning: string
  readonly words: readonly string[]
  readonly stems: readonly string[]
}

type Row = Readonly<Record<string, string>>

let table: readonly Row[] | undefined
/** By language, and the stem of their first word; longest first. */
const tables = new Map<string, ReadonlyMap<string, readonly Saying[]>>()

/** Rows of the table: a meaning, and for each language the words and phrases that customers use for it. */
function rows(): readonly Row[] {
  if (table) return table
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/)
  const columns = head.split('\t')
  table = lines.map((line) => {
    const cells = line.split('\t')
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']))
  })
  return table
}

/** Languages that have a column in the table. */
export function languagesWithConcepts(): string[] {
  return Object.keys(rows()[0] ?? {}).filter((column) => column !== 'meaning')
}

function sayingsOf(language: string): ReadonlyMap<string, readonly Saying[]> {
  const before = tables.get(language)
  if (before) return before
  const byStem = new Map<string, Saying[]>()
  for (const row of rows()) {
    for (const said of (row[language] ?? '').split(',')) {
      const words = tokens(said, language).map(fold)
      if (words.length === 0) continue
      const stems = words.map((word) => stem(word, language))
      const others = byStem.get(stems[0]!) ?? []
      others.push({ meaning: row['meaning']!, words, stems })
      byStem.set(stems[0]!, others)
    }
  }
  for (const sayings of byStem.values()) sayings.sort((a, b) => b.words.length - a.words.length)
  if (byStem.size > 0) tables.set(language, byStem)
  return byStem
}

/**
 * Tells what customers mean, where they say one thing in many words: "has not turned up", "never arrived" and "still
 * waiting for my delivery". No text has a meaning in a language the table lacks.
 *
 * @returns a function from a text's words, folded and in order, to the meanings in it, in order; at each word the
 * longest phrase counts, and of several that are as long the ones most like it. A word is in one phrase only.
 */
export function meaningsIn(language: string): (words: readonly string[]) => string[] {
  const meanings = readers.get(language) ?? readerOf(language)
  readers.set(language, meanings)
  return meanings
}

/** Readers by language; each remembers the words it met. */
const readers = new Map<string, (words: readonly string[]) => string[]>()

function readerOf(language: string): (words: readonly string[]) => string[] {
  const byStem = sayingsOf(language)
  const known = new Map<string, { readonly root: string; readonly begins: readonly Saying[] }>()
  const wordOf = (word: string) => {
    let found = known.get(word)
    if (found) return found
    const root = stem(word, language)
    found = { root, begins: (byStem.get(root) ?? []).filter(({ words }) => alike(words[0]!, word)) }
    if (known.size < mostKnown) known.set(word, found)
    return found
  }
  return (words) => {
    const found: string[] = []
    for (let at = 0; at < words.length; ) {
      const { begins } = wordOf(words[at]!)
      if (begins.length === 0) {
        at++
        continue
      }
      const fitting = begins.filter(({ words: said, stems }) =>
        said.every((word, i) => {
          const other = words[at + i]
          return i === 0 || (other !== undefined && wordOf(other).root === stems[i] && alike(word, other))
        }),
      )
      const length = fitting[0]?.words.length ?? 1
      const longest = fitting.filter((saying) => saying.words.length === length)
      const shared = longest.map((saying) =>
        saying.words.reduce((sum, word, i) => sum + beginning(word, words[at + i]!), 0),
      )
      const most = Math.max(...shared)
      found.push(...new Set(longest.filter((_, i) => shared[i] === most).map(({ meaning }) => meaning)))
      at += length
    }
    return found
  }
}

const alike = (a: string, b: string): boolean => beginning(a, b) >= Math.min(a.length, b.length) - ending

/** Letters that two words begin with alike. */
function beginning(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}
