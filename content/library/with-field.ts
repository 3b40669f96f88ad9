import { splitFrontMatter } from './front-matter.ts'

/**
 * An article's file with this line in its front-matter, in the place of the field's earlier lines or as the last one; null
 * takes the field out. Everything else stays as it is. Undefined where there is no front-matter.
 * @param line `updated: 2026-11-20`, YAML on one line
 */
export function withField(source: string, field: string, line: string | null): string | undefined {
  const split = splitFrontMatter(source)
  if (!split) return undefined
  const newline = /\r\n|\r|\n/.exec(source)?.[0] ?? '\n'
  const lines = source.split(/\r\n|\r|\n/)
  const closing = split.offset - 1
  const at = lines.findIndex((one, n) => n > 0 && n < closing && new RegExp(`^${field}[ \\t]*:`).test(one))
  const added = line === null ? [] : [line]
  if (at < 0) return line === null ? source : joined(closing, closing)
  // Its value goes on in lines that are indented or items of a list.
  let end = at + 1
  while (end < closing && /^(?:[ \t]+\S|-(?:[ \t]|$))/.test(lines[end] ?? '')) end++
  return joined(at, end)

  function joined(from: number, until: number): string {
    return [...lines.slice(0, from), ...added, ...lines.slice(until)].join(newline)
  }
}
