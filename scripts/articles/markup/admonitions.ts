import { inPieces } from '#content/library/outside-code.ts'
import { calloutKind, closing, opening } from './blocks.ts'

/** `:::note[Title]` … `:::` of Docusaurus, Starlight and VitePress; the title may stand bare behind the name. */
const colons =
  /^([ \t]*(?:>[ \t]?)*)(:{3,})[ \t]*(?:([a-zA-Z][\w-]*)[ \t]*(?:\[([^\]]*)\])?[ \t]*(?:\{[^}]*\})?[ \t]*(.*?))?[ \t]*$/

/** Turns `:::` containers into marker lines; one of an unknown name keeps its content and loses its walls. */
export function colonContainers(markdown: string, changed: (kind: string) => void): string {
  const open: ('callout' | 'details' | undefined)[] = []
  return inPieces(markdown)
    .map(({ text, code }) => (code ? text : text.split('\n').flatMap(lineOf).join('\n')))
    .join('\n')

  function lineOf(line: string): string[] {
    const [, indent = '', mark, name, inBrackets, bare] = colons.exec(line) ?? []
    if (!mark) return [line]
    if (!name) {
      if (open.length === 0) return [line]
      const block = open.pop()
      return [block ? closing(block, indent) : '']
    }
    // VitePress has attributes behind the title: "Show the code {open}".
    const title = (inBrackets ?? bare?.replace(/\s*\{[^{}]*\}$/, '') ?? '').trim()
    const kind = calloutKind(name)
    changed(kind ? 'callouts' : `":::${name}"`)
    if (name === 'details') {
      open.push('details')
      return [opening({ block: 'details', title: title || 'Details' }, indent)]
    }
    open.push(kind && 'callout')
    return [kind ? opening({ block: 'callout', kind, ...(title && { title }) }, indent) : '']
  }
}

/** `!!! note "Title"`, `??? note "Title"` and `=== "Tab"` of MkDocs, whose content is indented by four. */
const indented =
  /^([ \t]*)(!!!|\?\?\?\+?|===[!+]?)[ \t]*((?:[\w-]+[ \t]*)*)(?:"((?:[^"\\]|\\.)*)"|'([^']*)')?[ \t]*$/

/** Turns blocks of Python-Markdown that are set apart by indentation into marker lines. */
export function indentedBlocks(markdown: string, changed: (kind: string) => void): string {
  const lines = markdown.split('\n')
  const out: string[] = []
  let fence: string | undefined
  let inTabs: string | undefined
  const endTabs = () => {
    if (inTabs !== undefined) out.push(closing('tabs', inTabs))
    inTabs = undefined
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const [mark] = /^(`{3,}|~{3,})/.exec(line.trim()) ?? []
    if (mark && (fence === undefined || (line.trim() === mark && mark.startsWith(fence))))
      fence = fence === undefined ? mark : undefined
    const found = fence === undefined && !mark ? indented.exec(line) : null
    const [, indent = '', sign = '', words = '', quoted, single] = found ?? []
    const isTab = sign.startsWith('===')
    const title = (quoted ?? single ?? '').trim()
    if (!found || (isTab ? title === '' : words.trim() === '' && title === '')) {
      if (line.trim() !== '') endTabs()
      out.push(line)
      continue
    }
    const inner = `${indent}    `
    const body: string[] = []
    while (at + 1 < lines.length && (lines[at + 1]!.trim() === '' || lines[at + 1]!.startsWith(inner)))
      body.push(lines[++at]!.slice(4))
    const content = indentedBlocks(body.map((one) => (one.trim() === '' ? '' : one)).join('\n'), changed)
    if (isTab) {
      changed('tabs')
      if (inTabs !== indent) {
        endTabs()
        out.push(opening({ block: 'tabs' }, indent))
        inTabs = indent
      }
      out.push(opening({ block: 'tab', title }, indent), content, closing('tab', indent))
      continue
    }
    endTabs()
    const kind = calloutKind(words.trim().split(/\s+/)[0]) ?? 'NOTE'
    changed('callouts')
    if (sign.startsWith('???'))
      out.push(
        opening({ block: 'details', title: title || words.trim() }, indent),
        content,
        closing('details', indent),
      )
    else
      out.push(
        opening({ block: 'callout', kind, ...(title && { title }) }, indent),
        content,
        closing('callout', indent),
      )
  }
  endTabs()
  return out.join('\n')
}
