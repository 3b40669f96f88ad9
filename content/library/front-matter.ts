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
