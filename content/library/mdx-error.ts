/** What the MDX parser throws. */
interface ParserError {
  line?: number
  place?: { line?: number; start?: { line: number } }
  reason?: string
}

/** Parser words on the left, a writer's on the right; the first that fits is said. */
const plainly: readonly { parser: RegExp; says: string; hint: string }[] = [
  {
    parser: /expected a closing tag for `(<[^`]+>)`|closing tag `(<[^`]+>)`/i,
    says: 'The tag $1 and its closing tag do not belong together: one of them is missing or stands in another paragraph.',
    hint: 'Open and close a tag in the same paragraph or list item.',
  },
  {
    parser: /with acorn|unexpected lazy line|in expression|expected a corresponding closing brace/i,
    says: 'A "{" begins code here, and articles hold none.',
    hint: 'Write &#123; where you mean the character {, or call the file .md, where braces are text.',
  },
  {
    parser:
      /before name|after name|in name|in attribute|in tag|in closing|self-closing|attribute value|`<!` |to create a comment|before local/i,
    says: 'A "<" begins a tag here that cannot be read.',
    hint: 'Write &lt; where you mean the character <, or call the file .md, where it is text.',
  },
]

/** An error of the MDX parser in a writer's words, with its line in the body (1-based). */
export function mdxProblem(error: unknown): { line: number; message: string; hint: string } {
  if (error instanceof RangeError)
    return {
      line: 1,
      message: 'Quotations, lists or tags are nested too deep to be read.',
      hint: 'Look for a line that begins with very many ">", dashes or tags, and shorten it.',
    }
  const { line, place, reason = '' } = error as ParserError
  // The parser reports an unclosed tag where something else ends; the tag's own line is in its message.
  const own = /\((\d+):\d+(?:-\d+:\d+)?\)/.exec(reason)?.[1]
  const at = own ? Number(own) : (line ?? place?.line ?? place?.start?.line ?? 1)
  const known = plainly.find(({ parser }) => parser.test(reason))
  const match = known?.parser.exec(reason)
  return {
    line: at,
    message: `This is not valid MDX: ${known ? known.says.replace('$1', match?.[1] ?? match?.[2] ?? '') : 'a tag or a brace is not closed.'}`,
    hint: known?.hint ?? 'Write &lt; and &#123; where you mean the characters < and {.',
  }
}
