/** Runs of backticks and what stands between them; a run that is not closed is text. */
const spans = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g

/** Changes the text of a Markdown document and leaves code alone: fenced blocks and spans of code. */
export function outsideCode(markdown: string, change: (text: string) => string): string {
  return inPieces(markdown)
    .map(({ text, code }) => (code ? text : outsideSpans(text, change)))
    .join('\n')
}

/** The document cut at its fences: whole lines, code or not. */
export function inPieces(markdown: string): { readonly text: string; readonly code: boolean }[] {
  const pieces: { lines: string[]; code: boolean }[] = [{ lines: [], code: false }]
  let fence: string | undefined
  for (const line of markdown.split('\n')) {
    const [, mark] = /^[ \t]*(?:>[ \t]?)*[ \t]*(?:[-*+] |\d+[.)] )?[ \t]*(`{3,}|~{3,})/.exec(line) ?? []
    if (fence === undefined && mark && !(mark[0] === '`' && line.trim().slice(mark.length).includes('`'))) {
      fence = mark
      pieces.push({ lines: [line], code: true })
    } else if (
      fence !== undefined &&
      mark?.startsWith(fence) &&
      line.trim().replace(/^[>\s]*/, '') === mark
    ) {
      pieces.at(-1)!.lines.push(line)
      pieces.push({ lines: [], code: false })
      fence = undefined
    } else pieces.at(-1)!.lines.push(line)
  }
  return pieces
    .filter(({ lines }) => lines.length > 0)
    .map(({ lines, code }) => ({ text: lines.join('\n'), code }))
}

function outsideSpans(text: string, change: (text: string) => string): string {
  let from = 0
  let result = ''
  for (const { index, 0: span } of text.matchAll(spans)) {
    // A blank line ends a paragraph, so such a run of backticks was not a span.
    if (/\n[ \t]*\n/.test(span)) continue
    result += change(text.slice(from, index)) + span
    from = index + span.length
  }
  return result + change(text.slice(from))
}
