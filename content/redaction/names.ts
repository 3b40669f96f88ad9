import { type Found, inOrder, type Passage } from './detector.ts'
import { type NameAt, nameAt, nameBefore, smallNameAt } from './name-candidates.ts'
import { type Cue, eachCue } from './name-cues.ts'
import { mayBeName } from './ordinary-words.ts'

/**
 * Names where people give them: after a greeting, under a closing formula, in an introduction, beside "Mr" or "Bey",
 * after "Name:", and a common given name with a surname anywhere. What is no common name needs the clearer places.
 */
export function names(passage: Passage): Found[] {
  const found: Found[] = []
  const add = (name: NameAt | undefined) => {
    if (name === undefined) return false
    found.push({ from: name.from, to: name.to, mark: 'name' })
    // "Hi John and Kate".
    and.lastIndex = name.to
    const second = and.test(passage.folded) ? nameAt(passage, and.lastIndex) : undefined
    if (second?.given === true) found.push({ from: second.from, to: second.to, mark: 'name' })
    return true
  }
  eachCue(passage.folded, (cue, from, to) => add(readers[cue](passage, to, from)))
  for (const name of fullNames(passage)) add(name)
  for (const name of lineNames(passage)) add(name)
  return inOrder(found)
}

const and = / (?:and|&|ve|i|oraz|und|et|y) /y

/** How to read what comes after a phrase (`at`) or stood before it (`from`). */
const readers: Readonly<Record<Cue, (passage: Passage, at: number, from: number) => NameAt | undefined>> = {
  greeting: (passage, at) => afterGreeting(passage, at, false),
  thanks: (passage, at, from) => afterGreeting(passage, at, true) ?? afterClosing(passage, at, from, true),
  closing: (passage, at, from) => afterClosing(passage, at, from, false),
  introduction: (passage, at) => afterIntroduction(passage, at, () => true),
  mention: (passage, at, from) => afterIntroduction(passage, at, (name) => isMentioned(passage, name, from)),
  relation: (passage, at) =>
    // "Eşim Bursa’da": a place has an ending after an apostrophe.
    afterIntroduction(passage, at, (name) => name.given || !/['-]/.test(passage.folded[name.to] ?? '')),
  label: afterLabel,
  title: afterTitle,
  titleAfter: (passage, _, from) =>
    passage.text[from - 1] === ' ' ? nameBefore(passage, from - 1, false) : undefined,
  nameBefore: (passage, _, from) =>
    passage.text[from - 1] === ' ' ? nameBefore(passage, from - 1, true) : undefined,
  fullNameBefore: (passage, _, from) => {
    const name = passage.text[from - 1] === ' ' ? nameBefore(passage, from - 1, false) : undefined
    return name !== undefined && (name.given || name.count > 1) ? name : undefined
  },
}

/** "I'm Chloe", "I am Kwabena Asante", but not "I'm British". */
function isMentioned(passage: Passage, name: NameAt, from: number): boolean {
  // In Polish and Turkish "to", "tu" and "ben" stand before many words.
  const alone = /^(?:i|jestem|m|soy|je suis)/.test(passage.folded.slice(from, from + 6))
  if (name.given) return name.sure || (alone && (name.count > 1 || ends(passage, name.to)))
  const said = passage.folded.slice(from, from + 4)
  if (name.count > 1)
    return (
      /^(?:i(?: a|')?m|ich |hier|je s|soy )/.test(said) || (said.startsWith('ben ') && ends(passage, name.to))
    )
  // "I'm Zanele, the owner"; "I'm Hungarian, so …" says no name.
  if (!/^i(?: a|')?m|^jest/.test(said) || passage.text[name.to] !== ',') return false
  return !/(?:an|ish|ese|ch|ic|er|em|ka)$/.test(passage.folded.slice(name.from, name.to))
}

/** Nothing of the sentence follows: a comma, an exclamation mark, the end of the line. */
function ends({ folded }: Passage, at: number): boolean {
  return /^ ?(?:[,!.;:\n]|$)/.test(folded.slice(at, at + 2))
}

function endsLine({ folded }: Passage, at: number): boolean {
  return /^[ .!,)\x7f]{0,4}(?:\n|$)/.test(folded.slice(at, at + 5))
}

const title =
  /(?:mr|mrs|ms|miss|dr|prof|pan|pani|panie|panem|pania|panu|pana|sayin|sn|bay|bayan|herrn?|frau|monsieur|madame|mme|mlle|senora?|sra?|dona?)\.? /y

/** Place after an optional "Mr", and whether there was one. */
function skipTitle({ folded }: Passage, at: number): { at: number; titled: boolean } {
  title.lastIndex = at
  const length = title.exec(folded)?.[0].length ?? 0
  return { at: at + length, titled: length > 0 }
}

function afterGreeting(passage: Passage, from: number, thanks: boolean): NameAt | undefined {
  const between = /^,? (?=\S)/.exec(passage.folded.slice(from, from + 3))?.[0]
  if (between === undefined) return undefined
  const { at, titled } = skipTitle(passage, from + between.length)
  const name = nameAt(passage, at, between === ' ')
  if (name !== undefined) {
    if (titled || name.sure || (name.given && ends(passage, name.to))) return name
    // "Hello Jonas," but not "Hello, Revolut, Wise and others" and not "Thanks Marlin".
    return !thanks && between === ' ' && endsGreeting(passage, name.to) ? name : undefined
  }
  const small = smallNameAt(passage, at)
  return small !== undefined && (small.sure || ends(passage, small.to)) ? small : undefined
}

function endsGreeting({ folded }: Passage, at: number): boolean {
  return /^ ?(?:[,!\n]|$| and (?:team|all))/.test(folded.slice(at, at + 9))
}

function afterClosing(passage: Passage, from: number, cue: number, thanks: boolean): NameAt | undefined {
  const { folded } = passage
  // "which is best, Premium" closes nothing: formulas begin a line or a sentence.
  if (!/(?:^|[\n.!?,;:)\x7f-]) *$/.test(folded.slice(Math.max(0, cue - 3), cue))) return undefined
  const between =
    /^[,.!]{0,3} {0,3}(?:\n ?){0,4}(?:- ?)?(?=\S)/.exec(folded.slice(from, from + 16))?.[0] ?? ''
  if (between === '') return undefined
  const { at } = skipTitle(passage, from + between.length)
  const name = nameAt(passage, at, true)
  if (name !== undefined) {
    if (endsLine(passage, name.to)) return name.given || !thanks || between !== ' ' ? name : undefined
    return name.sure && between !== ' ' ? name : undefined
  }
  const small = smallNameAt(passage, at)
  return small !== undefined && endsLine(passage, small.to) ? small : undefined
}

function afterIntroduction(
  passage: Passage,
  from: number,
  accept: (name: NameAt) => boolean,
): NameAt | undefined {
  const between = /^ ?[:,]? (?=\S)/.exec(passage.folded.slice(from, from + 4))?.[0]
  if (between === undefined) return undefined
  const { at } = skipTitle(passage, from + between.length)
  const name = nameAt(passage, at)
  if (name !== undefined) return accept(name) ? name : undefined
  const small = smallNameAt(passage, at)
  return small !== undefined && accept(small) && small.sure ? withSurname(passage, small) : undefined
}

/** "my name is emma clark, …": a second small word is the surname when the sentence pauses after it. */
function withSurname({ folded }: Passage, name: NameAt): NameAt {
  surname.lastIndex = name.to
  const second = surname.exec(folded)?.[1]
  if (second === undefined || !mayBeName(second)) return name
  return { ...name, to: name.to + 1 + second.length, count: 2 }
}
const surname = / ([a-z]{3,20})(?= ?[,.;\n]| (?:and|ve|i) |$)/y

function afterLabel(passage: Passage, from: number): NameAt | undefined {
  const colon = /^(?: \d)? ?: ?/.exec(passage.folded.slice(from, from + 5))?.[0]
  if (colon === undefined) return undefined
  const { at } = skipTitle(passage, from + colon.length)
  const name = nameAt(passage, at)
  if (name !== undefined) return name.given || name.count > 1 || endsLine(passage, name.to) ? name : undefined
  const small = smallNameAt(passage, at)
  return small !== undefined && endsLine(passage, small.to) ? small : undefined
}

function afterTitle(passage: Passage, from: number): NameAt | undefined {
  const at = passage.folded.startsWith('. ', from) ? from + 2 : passage.text[from] === ' ' ? from + 1 : -1
  return at === -1 ? undefined : nameAt(passage, at)
}

/** "I sent 200 to James Porter by mistake": a common given name before another word with a capital. */
function* fullNames(passage: Passage): Generator<NameAt> {
  let end = 0
  for (const { index } of passage.text.matchAll(/(?<![\p{L}\p{N}])\p{Lu}\p{Ll}+ (?=\p{Lu}\p{Ll})/gu)) {
    if (index < end) continue
    const name = nameAt(passage, index)
    if (name === undefined || name.count < 2 || !name.sure) continue
    if (
      /(?:ul|ulica|ulicy|aleja|al|plac|st|saint|st)\.? $/.test(
        passage.folded.slice(Math.max(0, index - 8), index),
      )
    )
      continue
    end = name.to
    yield name
  }
}

/** "Lena here, …", "Rafał z księgowości", "- Hugo", and a last line that is a name. */
function* lineNames(passage: Passage): Generator<NameAt> {
  const { text, folded } = passage
  for (let start = 0; start !== -1; start = next(text, start)) {
    // A capital is what folding changed.
    const at = /[-–—]/.test(text[start]!) ? start + (text[start + 1] === ' ' ? 2 : 1) : start
    if (text[at] === folded[at] || text[at] === undefined) continue
    const name = nameAt(passage, at)
    if (name === undefined) continue
    if (!name.given) {
      if (name.count === 2 && isUnderText(passage, start) && endsText(passage, name.to)) yield name
      continue
    }
    const after = folded.slice(name.to, name.to + 8)
    if (name.sure && /^ (?:here|ben|from|ze?|speaking)\b/.test(after)) yield name
    else if (start > 0 && (at > start || name.sure || name.count > 1) && endsLine(passage, name.to))
      yield name
  }
}

/** A line under a finished sentence or an empty line. */
function isUnderText({ folded }: Passage, start: number): boolean {
  return start > 1 && /[.!?\n] *\n$/.test(folded.slice(Math.max(0, start - 4), start))
}

function endsText({ folded }: Passage, at: number): boolean {
  return folded.length - at < 5 && folded.slice(at).trim() === ''
}

function next(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end === -1 || end + 1 === text.length ? -1 : end + 1
}
