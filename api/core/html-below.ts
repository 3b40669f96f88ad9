import { below } from '#content/model/base-path.ts'

/** A comment, or a tag with its attributes; of script, style and text field their content as well, which holds no tags. */
const pieces =
  /<!--[\s\S]*?-->|(<(script|style|textarea)\b(?:[^>"']|"[^"]*"|'[^']*')*>)([\s\S]*?<\/\2>)|<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi

/** Attributes that hold one address. */
const one = /(\s(?:href|src|action|formaction|poster|cite|xlink:href)=)(["'])(\/[^"']*)\2/gi

/** Attributes that hold several, each with its width or density. */
const several = /(\ssrcset=)(["'])([^"']*)\2/gi

/** `<meta http-equiv="refresh" content="0; url=/en/">` */
const refresh = /(\scontent=["']\d+;\s*url=)(\/[^"']*)/gi

/**
 * A page of ours, built or put together, as it is sent below a base: the base before every address in it that begins at
 * the root of the host. Hashed styles and scripts are left as they are; done twice, it changes nothing more.
 */
export function htmlBelow(base: string, html: string): string {
  if (base === '') return html
  return html.replace(pieces, (piece: string, tag?: string, _name?: string, content?: string) => {
    if (piece.startsWith('<!--')) return piece
    return tag === undefined ? tagBelow(base, piece) : tagBelow(base, tag) + content
  })
}

function tagBelow(base: string, tag: string): string {
  return tag
    .replace(
      one,
      (_, name: string, quote: string, address: string) => name + quote + below(base, address) + quote,
    )
    .replace(
      several,
      (_, name: string, quote: string, list: string) => name + quote + eachBelow(base, list) + quote,
    )
    .replace(refresh, (_, name: string, address: string) => name + below(base, address))
}

const eachBelow = (base: string, list: string): string =>
  list.replace(/(^|,\s*)(\/[^\s,]+)/g, (_, comma: string, address: string) => comma + below(base, address))
