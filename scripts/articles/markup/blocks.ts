/** Callouts of GitHub, which ours are. */
export type CalloutKind = 'NOTE' | 'TIP' | 'IMPORTANT' | 'WARNING' | 'CAUTION'

/** A passage that is set apart. Every dialect's own spelling of one becomes a pair of marker lines first. */
export type Block =
  | { readonly block: 'callout'; readonly kind: CalloutKind; readonly title?: string }
  | { readonly block: 'details'; readonly title: string }
  | { readonly block: 'tabs' }
  | { readonly block: 'tab'; readonly title: string }

// Private-use characters: no text of an article has them, so a marker is never taken for text.
const begin = '\uE000'
const end = '\uE001'

export const opening = (block: Block, indent = ''): string => `${indent}${begin}${JSON.stringify(block)}`
export const closing = (name: Block['block'], indent = ''): string => `${indent}${end}${name}`

/** Words that generators use for callouts, by the kind of ours that comes nearest; all others are notes. */
const kinds: readonly { readonly kind: CalloutKind; readonly words: readonly string[] }[] = [
  { kind: 'NOTE', words: ['note', 'info', 'callout', 'hint', 'notice', 'admonition', 'abstract', 'summary'] },
  { kind: 'NOTE', words: ['tldr', 'example', 'question', 'todo', 'quote', 'seealso', 'panel', 'aside'] },
  { kind: 'TIP', words: ['tip', 'success', 'check', 'done', 'primary'] },
  { kind: 'IMPORTANT', words: ['important', 'attention'] },
  { kind: 'WARNING', words: ['warning', 'warn', 'alert'] },
  { kind: 'CAUTION', words: ['caution', 'danger', 'error', 'bug', 'failure', 'fail', 'critical', 'missing'] },
]

export function calloutKind(word: string | undefined): CalloutKind | undefined {
  const wanted = word?.toLowerCase()
  return kinds.find(({ words }) => words.includes(wanted ?? ''))?.kind
}

/**
 * Writes the passages between marker lines as Markdown: callouts as `> [!NOTE]`, details as HTML, tabs as the elements
 * `<kindred-tabs>` and `<kindred-tab>`, which only `.mdx` can draw.
 * @returns the text, and whether it has tabs
 */
export function drawBlocks(text: string): { text: string; tabs: boolean } {
  const stack: { block: Block | undefined; indent: string; lines: string[] }[] = [
    { block: undefined, indent: '', lines: [] },
  ]
  let tabs = false
  const close = () => {
    const done = stack.pop()!
    stack.at(-1)!.lines.push(...drawn(done.block!, done.indent, done.lines))
  }
  for (const line of text.split('\n')) {
    const [, indent = '', marker, rest = ''] = /^([ \t]*)([\uE000\uE001])(.*)$/.exec(line) ?? []
    if (marker === begin) {
      const block = JSON.parse(rest) as Block
      tabs ||= block.block === 'tabs' || block.block === 'tab'
      stack.push({ block, indent, lines: [] })
    } else if (marker === end) {
      const at = stack.findLastIndex(({ block }) => block?.block === rest)
      if (at > 0) while (stack.length > at) close()
    } else stack.at(-1)!.lines.push(line)
  }
  while (stack.length > 1) close()
  return { text: stack[0]!.lines.join('\n'), tabs }
}

function drawn(block: Block, indent: string, lines: readonly string[]): string[] {
  const inner = trimmed(lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)))
  const outer = (all: readonly string[]) => ['', ...all.map((line) => (line ? indent + line : '')), '']
  switch (block.block) {
    case 'callout':
      return outer([
        `> [!${block.kind}]`,
        ...(block.title ? [`> ${/[*_`[]/.test(block.title) ? block.title : `**${block.title}**`}`, '>'] : []),
        ...inner.map((line) => `> ${line}`.trimEnd()),
      ])
    case 'details':
      return outer([
        '<details>',
        `<summary>${escaped(block.title)}</summary>`,
        '',
        ...inner,
        '',
        '</details>',
      ])
    case 'tabs':
      return outer(['<kindred-tabs>', '', ...inner, '', '</kindred-tabs>'])
    case 'tab':
      return outer([`<kindred-tab label="${escaped(block.title)}">`, '', ...inner, '', '</kindred-tab>'])
  }
}

function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '')
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => line.trim() !== '') + 1)
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
