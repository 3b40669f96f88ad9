/** An article's file in two. */
export interface SplitFile {
  /** The YAML between the lines of dashes; it begins on line 2. */
  readonly yaml: string
  readonly body: string
  /** Lines before the body. */
  readonly offset: number
  /** 1-based lines inside the front-matter that another reader could take for its end. */
  readonly misleading: readonly number[]
}

const dashes = /^---[ \t]*$/

/**
 * Splits an article into front-matter and body. The front-matter begins at a first line that is `---` and ends at the
 * next line that is `---`, with nothing else on either but spaces; any line ends, with or without a byte order mark.
 * Undefined when there is none.
 */
export function splitFrontMatter(source: string): SplitFile | undefined {
  const lines = source.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  if (!dashes.test(lines[0] ?? '')) return undefined
  const end = lines.findIndex((line, at) => at > 0 && dashes.test(line))
  if (end < 0) return undefined
  // Astro ends the front-matter at any line that begins with three dashes or plus signs: code below it would be read
  // by us as YAML and run by the build.
  const misleading = lines.slice(1, end).flatMap((line, at) => (/^(---|\+\+\+)/.test(line) ? [at + 2] : []))
  return {
    yaml: lines.slice(1, end).join('\n'),
    body: lines.slice(end + 1).join('\n'),
    offset: end + 1,
    misleading,
  }
}

/** What is no front-matter of ours and was meant to be some, or undefined. Expects a text that has none. */
export function misplacedFrontMatter(source: string): { message: string; hint: string } | undefined {
  const text = source.replace(/^\uFEFF/, '')
  const hint = 'Begin the file with a line of three dashes and end the fields with another.'
  if (/^---[ \t]*(\r\n|\r|\n)\s*[\w-]+:(\s|$)/.test(text))
    return { message: 'The front-matter has no end, so that its fields would be read as text.', hint }
  if (/^\s+---[ \t]*(\r\n|\r|\n)\s*[\w-]+:\s[\s\S]*?(\r\n|\r|\n)---[ \t]*(\r\n|\r|\n|$)/.test(text))
    return {
      message: 'Something stands before the front-matter, so that its fields would be read as text.',
      hint,
    }
  if (/^\s*\+\+\+[ \t]*(\r\n|\r|\n)/.test(text) || /^\s*\{\s*"[\w-]+"\s*:/.test(text))
    return {
      message: 'The front-matter is TOML or JSON, and only YAML is read.',
      hint: 'Write it in YAML between two lines of three dashes; "npm run import:articles" does so for a folder of Hugo.',
    }
  return undefined
}
