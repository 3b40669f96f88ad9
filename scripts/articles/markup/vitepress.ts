import { outsideCode } from '#content/library/outside-code.ts'
import type { Notes } from '../notes.ts'
import { calloutKind, closing, opening } from './blocks.ts'
import { type VueContext, withoutVue } from './vue.ts'

export interface VitePressContext extends VueContext {
  /** The text of a file that is shown or included, by its path beside the article or from "@"; undefined when it is not there. */
  file(path: string): string | undefined
}

const fence = /^([ \t]*(?:>[ \t]?)*(?:[-*+] |\d+[.)] )?)(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$/
/** `<<< @/snippets/a.js#region{2,4-6 js:line-numbers} [title]` */
const snippet = /^([ \t]*)<<<[ \t]*([^\s#{[]+)(?:#([\w.-]+))?[ \t]*(?:\{([^}]*)\})?[ \t]*(?:\[(.+)\])?[ \t]*$/
/** `<!--@include: ./parts/basics.md#region{3,}-->` */
const include =
  /^([ \t]*)<!--[ \t]*@include:[ \t]*([^\s#{]+)(?:#([\w.-]+))?[ \t]*(?:\{(\d*),?(\d*)\})?[ \t]*-->[ \t]*$/
/** What a line of code says about itself: `// [!code ++]`. */
const codeMark = /[ \t]*(?:\/\/|#|--|\/\*|<!--)[ \t]*\[!code [^\]]+\][ \t]*(?:\*\/|-->)?[ \t]*$/

/** Files that include files that include files …: more is a circle. */
const deepest = 5

/** Turns what only VitePress knows into Markdown: code groups, files shown and included, titles of code, components of Vue. */
export function vitepressMarkdown(body: string, context: VitePressContext, depth = 0): string {
  const { notes } = context
  const out: string[] = []
  let open: string | undefined
  let group: string | undefined
  let inTab = false
  for (const [at, line] of body.split('\n').entries()) {
    const included = include.exec(line)
    if (included) {
      out.push(...includedLines(included, at + 1))
      continue
    }
    const [, before = '', mark = '', info = ''] = fence.exec(line) ?? []
    if (open !== undefined) {
      if (mark.startsWith(open) && info === '') {
        out.push(line)
        open = undefined
        if (inTab) out.push(closing('tab', group))
        inTab = false
      } else out.push(line.replace(codeMark, ''))
      continue
    }
    if (mark) {
      open = mark
      const { lang, title } = readInfo(info)
      out.push(
        ...titled(
          title ?? (group === undefined ? undefined : lang || 'Code'),
          before,
          `${before}${mark}${lang}`,
        ),
      )
      inTab = group !== undefined
      continue
    }
    const shown = snippet.exec(line)
    if (shown) out.push(...shownFile(shown, at + 1))
    else if (/^[ \t]*:{3,}[ \t]*code-group\b/.test(line)) {
      group = /^[ \t]*/.exec(line)![0]
      notes.change('tabs')
      out.push(opening({ block: 'tabs' }, group))
    } else if (group !== undefined) {
      if (/^[ \t]*:{3,}[ \t]*$/.test(line)) {
        out.push(closing('tabs', group))
        group = undefined
      } else if (line.trim() !== '' && !/^[ \t]*<!--.*-->[ \t]*$/.test(line)) out.push(line)
    } else if (/^[ \t]*\[\[toc\]\][ \t]*$/i.test(line)) {
      // The page lists its headings itself.
      notes.change('tables of contents left out')
      out.push('')
    } else out.push(line)
  }
  return depth > 0 ? out.join('\n') : withoutVue(alerts(out.join('\n'), notes), context)

  /** A block of code under its title, or in the tab of that name. */
  function titled(title: string | undefined, indent: string, ...lines: string[]): string[] {
    if (title === undefined) return lines
    if (group !== undefined) return [opening({ block: 'tab', title }, group), ...lines]
    notes.change('titles of code')
    return [
      `${indent}\`${title}\``,
      indent.trimEnd(),
      ...lines.map((line) => line.replace(indent, ' '.repeat(indent.length))),
    ]
  }

  function shownFile(
    [, indent = '', path = '', region, braces = '', title]: RegExpExecArray,
    line: number,
  ): string[] {
    const text = partOf(context.file(path), region)
    if (text === undefined) {
      notes.ask(line, `"${path}${region ? `#${region}` : ''}" is shown here and is not in the folder.`)
      return []
    }
    notes.change('files shown as code')
    const lang =
      braces.split(/\s+/).find((word) => word !== '' && !/^[\d,-]+$/.test(word)) ??
      /\.(\w+)$/.exec(path)?.[1] ??
      ''
    // A fence longer than any in the file.
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
    const mark = '`'.repeat(longest + 1)
    const code = text
      .trimEnd()
      .split('\n')
      .map((one) => (one === '' ? '' : indent + one.replace(codeMark, '')))
    const block = titled(
      title ?? (group === undefined ? undefined : path.split('/').at(-1)),
      indent,
      `${indent}${mark}${lang.replace(/:.*$/, '')}`,
      ...code,
      `${indent}${mark}`,
    )
    return group === undefined ? block : [...block, closing('tab', group)]
  }

  function includedLines(
    [, indent = '', path = '', region, from, to]: RegExpExecArray,
    line: number,
  ): string[] {
    const text = depth < deepest ? partOf(context.file(path), region) : undefined
    if (text === undefined) {
      notes.ask(line, `"${path}${region ? `#${region}` : ''}" is included here and is not in the folder.`)
      return []
    }
    notes.change('included files')
    const lines = text
      .trimEnd()
      .split('\n')
      .slice(from ? Number(from) - 1 : 0, to ? Number(to) : undefined)
    const inside =
      open === undefined ? vitepressMarkdown(lines.join('\n'), context, depth + 1).split('\n') : lines
    return inside.map((one) => (one === '' ? '' : indent + one))
  }
}

/** ```` ```ts:line-numbers {1,3} [config.ts] ````: the language and the title; which lines stand out is lost. */
function readInfo(info: string): { lang: string; title: string | undefined } {
  return {
    lang: /^[\w#+.-]*/.exec(info)![0],
    title: /\[([^\]]+)\]/.exec(info)?.[1],
  }
}

/** The lines between `#region name` and its end, or all, without marks of regions. */
function partOf(text: string | undefined, region: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const lines = text.replace(/\s+$/, '').split('\n')
  const isMark = (line: string) => /^\s*(?:\/\/|#|\/\*|<!--|--|;|')?\s*#?(?:end)?\s?region\b/.test(line)
  if (region === undefined) return lines.filter((line) => !isMark(line)).join('\n')
  const name = region.replace(/[.]/g, '\\.')
  const starts = lines.findIndex(
    (line) => new RegExp(`#?\\bregion\\s+${name}(?![\\w.-])`).test(line) && isMark(line),
  )
  if (starts < 0) return undefined
  let inner = 0
  const length = lines.slice(starts + 1).findIndex((line) => {
    if (!isMark(line)) return false
    if (!/end\s?region/.test(line)) inner++
    else if (inner-- === 0) return true
    return false
  })
  const part = lines
    .slice(starts + 1, length < 0 ? undefined : starts + 1 + length)
    .filter((line) => !isMark(line))
  const indent = Math.min(
    ...part.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)![0].length),
  )
  return part.map((line) => line.slice(Number.isFinite(indent) ? indent : 0)).join('\n')
}

/** `> [!DANGER] A title`: GitHub has five kinds, and no titles. */
function alerts(text: string, notes: Notes): string {
  return outsideCode(text, (one) =>
    one.replace(
      /^([ \t]*(?:>[ \t]?)+)\[!([A-Za-z]+)\][ \t]*(.*)$/gm,
      (all, before: string, name: string, title: string) => {
        const kind = calloutKind(name)
        if (!kind || (kind === name && title === '')) return all
        notes.change('callouts')
        return `${before}[!${kind}]${title ? `\n${before}**${title}**\n${before.trimEnd()}` : ''}`
      },
    ),
  )
}
