import { detector } from './eld-tables.ts'

const eld = await detector()

/**
 * The language a message is written in, BCP 47. The text outranks what the help desk says, which is often the
 * language of the customer's screen; among languages that look alike the site's own win.
 */
export function languageOf(text: string, hint: string | undefined, locales: readonly string[]): string {
  const said = hint?.toLowerCase().split(/[-_]/)[0]
  const ours = new Set([...(said ? [said] : []), ...locales.map((locale) => locale.split('-')[0]!)])
  if (said && !enough.test(text)) return said
  const found = eld.detect(text)
  if (ours.has(found.language)) return found.language
  if (found.language !== '' && found.isReliable() && text.length >= longEnough) return found.language
  const scores = found.getScores()
  const [best] = [...ours].filter((language) => scores[language]).sort((a, b) => scores[b]! - scores[a]!)
  return best ?? said ?? locales[0]?.split('-')[0] ?? 'en'
}

/** Eight letters: "ok" and "thanks" tell nothing. */
const enough = /(?:\p{L}\P{L}*){8}/u
/** A language nobody expects is believed from this many characters on: in shorter texts two Slavic ones look the same. */
const longEnough = 120
