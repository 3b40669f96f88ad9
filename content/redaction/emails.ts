import { type Found, merge, type Passage } from './detector.ts'
import { isWordUnit } from './fold-chars.ts'

/** Longest part before the @ (RFC 5321) and longest domain (RFC 1035). */
const longestLocal = 64
const longestDomain = 255

/** Addresses, also mistyped ones without a dot, and those written to be read: "jan (at) example dot com". */
export function emails({ folded }: Passage): readonly Found[] {
  return merge(withSign(folded), spelled(folded))
}

/** Found from the @ outwards, so that a long line without one costs nothing. */
function withSign(folded: string): Found[] {
  const found: Found[] = []
  let floor = 0
  for (let at = folded.indexOf('@'); at !== -1; at = folded.indexOf('@', at + 1)) {
    if (at < floor) continue
    const apart = folded[at - 1] === ' ' || folded[at + 1] === ' '
    const end = folded[at - 1] === ' ' ? at - 1 : at
    const from = localFrom(folded, end, floor)
    const start = folded[at + 1] === ' ' ? at + 2 : at + 1
    const to = domainTo(folded, start)
    if (from === end || to === start) continue
    const domain = folded.slice(start, to)
    const dotted = /\.[^.\d-][^.]*[^.\d-]$/.test(domain)
    // "jan @ example.com" is an address, "I am @ example" and "2 @ 1.50" are not.
    if (
      apart ? !dotted || littleWords.has(folded.slice(from, end)) : !dotted && !/^[^\d.-][^.]{2}/.test(domain)
    )
      continue
    found.push({ from, to, mark: 'email' })
    floor = to
  }
  return found
}

const littleWords = new Set([
  'i',
  'am',
  'is',
  'are',
  'was',
  'be',
  'us',
  'me',
  'you',
  'we',
  'it',
  'at',
  'to',
  'the',
])

function localFrom(folded: string, end: number, floor: number): number {
  const lowest = Math.max(floor, end - longestLocal)
  if (folded[end - 1] === '"') {
    // "jan kowalski"@example.com
    const quoted = /"[^"\n]{1,62}"$/.exec(folded.slice(lowest, end))
    return quoted === null ? end : end - quoted[0].length
  }
  let from = end
  while (from > lowest && isLocal(folded.charCodeAt(from - 1))) from--
  // "user=jan@…", quotation marks and Markdown before it are not part of it.
  for (let at = from; at < end - 1; at++) if ('=&/?|'.includes(folded[at]!)) from = at + 1
  while (from < end - 1 && "'*`~".includes(folded[from]!)) from++
  return from
}

function isLocal(unit: number): boolean {
  return isWordUnit(unit) || localCharacters.has(unit)
}
const localCharacters = new Set([..."!#$%&'*+-./=?^`{|}~"].map((character) => character.charCodeAt(0)))

function domainTo(folded: string, start: number): number {
  const highest = Math.min(folded.length, start + longestDomain)
  let to = start
  while (to < highest) {
    const unit = folded.charCodeAt(to)
    if (!isWordUnit(unit) && unit !== 45 && unit !== 46) break
    to++
  }
  while (to > start && /[._-]/.test(folded[to - 1]!)) to--
  return to
}

const spelledWords =
  /(?: ?([([{]) ?| )(?:at|et|malpa)(?: ?[)\]}])? ?(?=([a-z0-9-]{2,63}(?:(?:\.| ?[([{]? ?(?:dot|nokta|kropka) ?[)\]}]? ?)[a-z0-9-]{2,63}){1,4}))/g

function spelled(folded: string): Found[] {
  const found: Found[] = []
  for (const hit of folded.matchAll(spelledWords)) {
    const domain = hit[2]!
    const bracketed = hit[1] !== undefined
    // "bought at example.com" is a shop.
    if (!bracketed && !/ (?:dot|nokta|kropka) /.test(domain)) continue
    const from = localFrom(folded, hit.index, found.at(-1)?.to ?? 0)
    if (from === hit.index) continue
    found.push({ from, to: hit.index + hit[0].length + domain.length, mark: 'email' })
  }
  return found
}
