import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ticketLine, writeArticles } from './bench-files.ts'
import { groundOf, type Labelled, shuffled, type Truth, ticketOf } from './gap-bench.ts'

/** Of a question's words: so many are left out, change places with the next one, are mistyped. */
const wordRates = { dropped: 0.05, swapped: 0.05, mistyped: 0.05 } as const
/** A shorter question keeps its words, and a shorter word its letters: nothing would be left to tell it by. */
const fewestWords = 4
const fewestLetters = 4
/** Characters that are written at once. */
const piece = 1 << 20

/**
 * Writes a bench of any size as a folder that miners read (`bench-files.ts`), a ticket at a time: all questions once, in
 * random order, then all once more, and so on, every time in other words ({@link reworded}). Sets of all sizes are made
 * the same way, so that a large one differs from a small one by its size alone. The truth is not written but given back.
 */
export function writeScaleSet(
  folder: string,
  questions: readonly Labelled[],
  { seed, size }: { readonly seed: number; readonly size: number },
): Truth {
  const ground = groundOf(questions, seed)
  const { random, pool, articles, truth } = ground
  writeArticles(folder, articles)
  const labels = new Map<string, string>()
  const file = openSync(join(folder, 'tickets.jsonl'), 'w')
  try {
    let waiting = ''
    let round: Labelled[] = []
    for (let at = 0; at < size; at++) {
      if (at % pool.length === 0) round = shuffled(pool, random)
      const question = round[at % pool.length]!
      const id = `ticket-${String(at).padStart(7, '0')}`
      labels.set(id, question.label)
      const ticket = ticketOf({ ...question, text: reworded(question.text, random) }, id, ground)
      waiting += `${JSON.stringify(ticketLine(ticket))}\n`
      if (waiting.length < piece) continue
      writeSync(file, waiting)
      waiting = ''
    }
    writeSync(file, waiting)
  } finally {
    closeSync(file)
  }
  return { ...truth, labels }
}

/** The same question as somebody else might type it: words left out, exchanged, mistyped. */
export function reworded(text: string, random: () => number): string {
  const words = text.split(/\s+/).filter(Boolean)
  const { dropped, swapped, mistyped } = wordRates
  const out: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    const chance = random()
    if (chance < dropped) {
      if (words.length >= fewestWords) continue
    } else if (chance < dropped + swapped) {
      const next = words[at + 1]
      if (next !== undefined) {
        out.push(next)
        at++
      }
    } else if (chance < dropped + swapped + mistyped) {
      out.push(misspelt(word, random))
      continue
    }
    out.push(word)
  }
  return out.length > 0 ? out.join(' ') : text
}

/** One letter in the middle is forgotten, or comes after the next one. */
function misspelt(word: string, random: () => number): string {
  const letters = [...word]
  if (letters.length < fewestLetters) return word
  const at = 1 + Math.floor(random() * (letters.length - 2))
  const [letter] = letters.splice(at, 1)
  if (random() < 0.5) letters.splice(at + 1, 0, letter!)
  return letters.join('')
}
