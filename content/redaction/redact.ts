import { languageOf } from '#content/language/tag.ts'
import { birthDates } from './birth-dates.ts'
import { type Found, type Mark, marked, marks, merge, type Passage } from './detector.ts'
import { documents } from './documents.ts'
import { emails } from './emails.ts'
import { revealed } from './encoded.ts'
import { foldChars, withoutInvisible } from './fold-chars.ts'
import { ibans } from './ibans.ts'
import { ips } from './ip-addresses.ts'
import { type KnownName, knownName, knownNames } from './known-names.ts'
import { names } from './names.ts'
import { numbers } from './numbers.ts'
import { postalAddresses } from './postal-addresses.ts'
import { tokens } from './secrets.ts'
import { spacedOut } from './spaced-out.ts'
import { urlCredentials } from './url-credentials.ts'

export { type Mark, marks }

/**
 * Takes personal data out of a text before anyone stores or reads it: `redact('call +48 601 202 303')` is
 * `'call [phone]'`. Pure, linear in the length of the text, and idempotent: a redacted text stays as it is.
 *
 * Numbers with a checksum are recognised by it, the others by their shape or by a word before them; what is
 * merely a number (an amount, a date, an order) stays, because it may be the question. Names go where people give
 * them; one in the middle of a sentence may stay.
 *
 * @param language BCP 47; widens what counts as a telephone number or a name there.
 * @param known names that the export says belong to this ticket: "Ayşe Yılmaz".
 * @param own names of the company itself, one word each, which stay: "Hello Marlin,".
 */
export function redact(
  text: string,
  language = '',
  known: readonly string[] = [],
  own: readonly string[] = [],
): string {
  const asked = known.map(knownName).filter((name) => name !== undefined)
  const stays = own.length === 0 ? none : new Set(own.map(foldChars))
  const passageOf = (text: string): Passage => ({ text, folded: foldChars(text), language, own: stays })
  const clean = (text: string) => {
    const plain = revealed(withoutInvisible(text), (decoded) => find(passageOf(decoded), asked).length > 0)
    return settle(passageOf(plain), asked, 0)
  }
  if (!text.includes('[')) return clean(text)
  return text
    .split(marked)
    .map((piece, at) => (at % 2 === 1 ? piece : clean(piece)))
    .join('')
}

/** Languages whose words for names, addresses and documents are known; in others only what has a form of its own goes. */
export const knownLanguages: readonly string[] = ['en', 'tr', 'pl', 'de', 'fr', 'es']

/** @param language BCP 47 */
export function isKnownLanguage(language: string): boolean {
  return knownLanguages.includes(languageOf(language))
}

const none: ReadonlySet<string> = new Set()

/**
 * A mark leaves new edges beside it, where something may begin or end now; so what lies between marks is looked at
 * again by itself until nothing is found. Two rounds are usual. What still changes in the last one was made to, and
 * goes as a whole: a redacted text must not change when it is redacted again.
 */
const rounds = 8

function settle(passage: Passage, known: readonly KnownName[], round: number): string {
  const { text, folded } = passage
  const found = text.length < shortest ? [] : find(passage, known)
  if (found.length === 0) return text
  if (round === rounds) return `[${found[0]!.mark}]`
  let out = ''
  let at = 0
  const between = (to: number) => {
    if (to - at < shortest) return text.slice(at, to)
    return settle({ ...passage, text: text.slice(at, to), folded: folded.slice(at, to) }, known, round + 1)
  }
  for (const { from, to, mark } of found) {
    out += `${between(from)}[${mark}]`
    at = to
  }
  return out + between(text.length)
}

/** No find is shorter: "Al". */
const shortest = 2

/** Strongest first: of two finds that overlap, the one of the earlier detector stays. */
const detectors: readonly {
  readonly find: (passage: Passage) => readonly Found[]
  readonly where?: RegExp
}[] = [
  { find: urlCredentials, where: /:\/\// },
  { find: emails },
  { find: tokens },
  { find: ibans, where: /\d/ },
  { find: ips, where: /\d/ },
  { find: documents },
  { find: birthDates, where: /\d/ },
  { find: postalAddresses, where: /\d/ },
  { find: numbers, where: /\d/ },
]

function find(passage: Passage, known: readonly KnownName[]): readonly Found[] {
  const apart = spacedOut(passage, (together) => findWritten(together, known))
  return merge(apart, findWritten(passage, known))
}

/** What is written without spaces between its letters. */
function findWritten(passage: Passage, known: readonly KnownName[]): readonly Found[] {
  let found: readonly Found[] = []
  for (const { find, where } of detectors)
    if (where === undefined || where.test(passage.folded)) found = merge(found, find(passage))
  if (known.length > 0) found = merge(found, knownNames(passage, known))
  return merge(found, names(passage))
}
