import type { Place } from './place.ts'

/** A translated article, and what may stand behind "#" in links to it. */
export interface Translated {
  readonly place: Place
  readonly text: string
  readonly anchors: ReadonlySet<string>
}

const anchoredLink = /(\]\(<?|\bhref=")([^)\s"<>#]*)#([^)\s"<>]+)/g

/**
 * Mends anchors: each generator makes them from headings by rules of its own ("Q & A" is `q-a`, `q--a` or `q-and-a`).
 * Where exactly one heading has the same letters and digits, it is meant.
 */
export function mendAnchors(
  { place, text, anchors }: Translated,
  byAddress: ReadonlyMap<string, Translated>,
): { text: string; mended: number } {
  let mended = 0
  const now = text.replace(anchoredLink, (all, before: string, address: string, anchor: string) => {
    const target = address === '' || address === place.url ? anchors : byAddress.get(address)?.anchors
    if (!target || target.has(readable(anchor))) return all
    const wanted = letters(anchor)
    const meant = [...target].filter((one) => letters(one) === wanted)
    if (wanted === '' || meant.length !== 1) return all
    mended++
    return `${before}${address}#${meant[0]}`
  })
  return { text: now, mended }
}

/** Letters and digits alone; "and" stands for "&" in some generators. */
const letters = (anchor: string): string =>
  readable(anchor)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?:^|[-_])and(?=[-_]|$)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')

function readable(anchor: string): string {
  try {
    return decodeURIComponent(anchor)
  } catch {
    return anchor
  }
}
