import { decodeHTML } from 'entities'
import { withoutInvisible } from './fold-chars.ts'

const coded = /%[0-9a-f]{2}|=40|&(?:#\d|#x[0-9a-f]|[a-z]{2,8};)/i
const run = /\S+/g

/** Encodings stand in each other at most this deep: "%2540" is two. */
const deepest = 6

/**
 * Words in which personal data hides behind an encoding are written plainly: "reset?email=jane%40example.com" becomes
 * "reset?email=jane@example.com", so that every detector sees what a reader would. Percent-encoding (RFC 3986), HTML
 * entities and the "=40" of quoted-printable, also in each other. What hides nothing stays as it was written: a
 * decoded link may be another link.
 *
 * @param isPersonal whether a detector finds something in a decoded word
 */
export function revealed(text: string, isPersonal: (decoded: string) => boolean): string {
  if (!coded.test(text)) return text
  return text.replace(run, (written) => {
    if (!coded.test(written)) return written
    let decoded = written
    for (let round = 0; coded.test(decoded); round++) {
      const next = decodedOnce(decoded)
      if (next === decoded) break
      // Nobody encodes so often but to hide something.
      if (round === deepest) return '[token]'
      decoded = next
    }
    return decoded !== written && isPersonal(decoded) ? decoded : written
  })
}

function decodedOnce(text: string): string {
  const percent = text.replace(/(?:%[0-9a-f]{2})+/gi, (sequence) => {
    try {
      return decodeURIComponent(sequence)
    } catch {
      return sequence
    }
  })
  const printable = percent.replace(/=40(?=[a-z\d-]{1,63}\.)/gi, '@')
  const plain = printable.includes('&') ? decodeHTML(printable) : printable
  // Control characters would break lines and hide word boundaries.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return withoutInvisible(plain.replace(/[\x00-\x1f\x7f\u00a0]/g, ' ').toWellFormed())
}
