/** What people and mail programs leave at the end of an address that they copied out of a sentence. */
const trailing = /[)\].,;:!?'"’”»>]+(\/?)$/u

/**
 * An address as people have it, in the spelling that ours have: no `index.html`, no doubled slashes, nothing encoded
 * that need not be, lower case, no punctuation of the sentence it stood in. Undefined when it is in that spelling.
 */
export function tidyAddress(pathname: string): string | undefined {
  let path = pathname
  try {
    path = decodeURIComponent(pathname)
  } catch {
    // Not an encoding of UTF-8; the rest can be tidied all the same.
  }
  const tidy = path
    .normalize('NFC')
    .replace(/\/{2,}/g, '/')
    .replace(/\/index\.html?$/i, '/')
    .replace(trailing, '$1')
    .toLowerCase()
  return tidy === pathname ? undefined : tidy
}

/** Longest question made of an address, in characters. */
const longest = 100

/** The words of an address that leads nowhere, as a question: `/en/cards/freze-a-card/` asks "cards freze a card". */
export function wordsOfAddress(pathname: string, locale: string): string {
  return (tidyAddress(pathname) ?? pathname)
    .split('/')
    .filter((part) => part !== '' && part !== locale)
    .join(' ')
    .replace(/\.[a-z]{2,5}$/, '')
    .replace(/[-_+.]/g, ' ')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, longest)
    .toWellFormed()
}
