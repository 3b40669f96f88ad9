import type { Found, Passage } from './detector.ts'

/** Longest name and password before the @ that is looked for. */
const longest = 256

/** `https://user:secret@host`: only the part between the slashes and the @. */
export function urlCredentials({ text }: Passage): Found[] {
  const found: Found[] = []
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    const from = at + 3
    let to = -1
    for (let end = from; end < text.length && end - from <= longest; end++) {
      const character = text[end]!
      if (character === '@') to = end
      else if (' \n\t\r/<>[]?#"'.includes(character)) break
    }
    if (to > from) found.push({ from, to, mark: 'url-credentials' })
  }
  return found
}
