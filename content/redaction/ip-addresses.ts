import { type Found, merge, type Passage } from './detector.ts'
import { isWordUnit } from './fold-chars.ts'

/** Addresses of machines. Four small numbers with dots are one only where the words around do not say "version". */
export function ips({ folded }: Passage): readonly Found[] {
  return merge(fours(folded), sixes(folded))
}

const aboutVersions =
  /(?:version|\bv|firmware|software|build|release|app|chapter|section|clause|surum\w*|yazilim\w*|uygulama\w*|bolum\w*|madde\w*|wersj\w*|aplikacj\w*|rozdzial\w*|punkt\w*|paragraf\w*)[ :.#(]*$/
const aboutMachines =
  /(?:\bip\b|\bips\b|address|server|host|login|sign-in|from|ping|network|firewall|adres\w*|sunucu\w*|giris\w*|ag\b|serwer\w*|logowani\w*|siec\w*)[^.\n]{0,24}$/

function fours(folded: string): Found[] {
  const found: Found[] = []
  for (const hit of folded.matchAll(/\d[\d.]{6,}/g)) {
    const from = hit.index
    const octets = hit[0].replace(/\.$/, '')
    const to = from + octets.length
    if (octets.length > 15 || !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(octets)) continue
    if (isWordUnit(folded.charCodeAt(from - 1)) || isWordUnit(folded.charCodeAt(to))) continue
    if (octets.split('.').some((part) => Number(part) > 255)) continue
    const before = folded.slice(Math.max(0, from - 40), from)
    const small = octets.split('.').every((part) => Number(part) < 50)
    const port = /^(?::\d|\/\d)/.test(folded.slice(to, to + 2))
    // "Chrome/94.3.3.10" is a version as well.
    if (aboutVersions.test(before) || /[a-z]\/$/.test(before)) continue
    if (small && !port && !aboutMachines.test(before)) continue
    if (/^ ?(?:version|surum|madde|wersj)/.test(folded.slice(to, to + 9))) continue
    found.push({ from, to, mark: 'ip' })
  }
  return found
}

/** Longest way of writing one, and its port. */
const longestSix = 39 + 6

function sixes(folded: string): Found[] {
  const found: Found[] = []
  for (const hit of folded.matchAll(/[0-9a-f:]{6,}/g)) {
    const from = hit.index
    const run = hit[0].replace(/:$/, '')
    const to = from + run.length
    if (run.length > longestSix || !/:.*:/.test(run)) continue
    if (isWordUnit(folded.charCodeAt(from - 1)) || isWordUnit(folded.charCodeAt(from + hit[0].length)))
      continue
    const groups = run.split(':')
    if (groups.length === 9 && groups.every((group) => group !== '')) {
      // Eight groups and the port.
      found.push({ from, to: to - groups[8]!.length - 1, mark: 'ip' })
    } else if (isSix(run, groups)) found.push({ from, to, mark: 'ip' })
  }
  return found
}

function isSix(run: string, groups: readonly string[]): boolean {
  if (groups.some((group) => group.length > 4) || run.includes(':::')) return false
  const gaps = run.split('::').length - 1
  // "10:30:45" is a time and "::" alone is punctuation.
  if (gaps === 0) return groups.length === 8
  return gaps === 1 && groups.length <= 8 && (groups.length > 3 || groups.some((group) => group.length > 2))
}
