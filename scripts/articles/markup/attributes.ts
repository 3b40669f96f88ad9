import GithubSlugger from 'github-slugger'
import { inPieces, outsideCode } from '#content/library/outside-code.ts'
import type { Notes } from '../notes.ts'

/** `{: .shadow #first }` of kramdown and Python-Markdown. */
const kramdown = /[ \t]?\{:([^}\n]*)\}/g
/** `{ .shadow width="300" }` of Python-Markdown, behind a link, a picture, emphasis or a heading. */
const attributeList =
  /(?<=[)\]*_`>:\w])[ \t]?\{[ \t]*((?:[.#][\w-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[\w%./-]+))(?:[ \t]+(?:[.#][\w-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[\w%./-]+)))*)[ \t]*\}/g
const headingId = /^([ \t]*#{1,6}[ \t].*?)[ \t]*\{#([^}\s]+)\}[ \t]*#*[ \t]*$/

/** Takes out attribute lists, which style and sort what the page sorts itself; ids stay as anchors. */
export function withoutAttributes(
  markdown: string,
  notes: Notes,
  lists: 'none' | 'kramdown' | 'all',
): string {
  const slugger = new GithubSlugger()
  const headings = inPieces(markdown)
    .map(({ text, code }) => (code ? text : text.split('\n').map(heading).join('\n')))
    .join('\n')
  if (lists === 'none') return headings
  return outsideCode(headings, (text) => {
    const replaced = (_: string, inner: string) => {
      notes.change('attributes left out')
      const id = /#([\w-]+)/.exec(inner)?.[1]
      return id ? `<a id="${id}"></a>` : ''
    }
    const plain = text.replace(kramdown, replaced)
    return lists === 'all' ? plain.replace(attributeList, replaced) : plain
  })

  /** `## Pay by card {#card}`: an anchor of its own, where it is not the one the heading has anyway. */
  function heading(line: string): string {
    const [, words, id] = headingId.exec(line) ?? []
    if (!words || !id) return line
    notes.change('anchors of headings')
    const own = slugger.slug(
      words.replace(/^[ \t]*#+[ \t]*/, '').replace(/[*_`]|\[([^\]]*)\]\([^)]*\)/g, '$1'),
    )
    // Before the words: behind them it would change the anchor that the heading has by itself.
    return own === id ? words : words.replace(/^([ \t]*#+[ \t]+)/, `$1<a id="${id.replaceAll('"', '')}"></a>`)
  }
}

const icon = /:(?:material|octicons|fontawesome|simple)-[\w-]+:(?:\{[^}]*\})?[ \t]?/g
const keys = /\+\+([\w"-]+(?:\+[\w"-]+)*)\+\+/g

/** What only Python-Markdown knows: icons, keys, marked and inserted text, abbreviations. */
export function pythonMarkdown(markdown: string, notes: Notes): string {
  return outsideCode(markdown, (text) =>
    text
      .replace(icon, () => {
        notes.change('icons left out')
        return ''
      })
      .replace(keys, (_, pressed: string) => {
        notes.change('keys')
        return pressed
          .split('+')
          .map(
            (key) => `<kbd>${key.replaceAll('"', '').replace(/^./, (letter) => letter.toUpperCase())}</kbd>`,
          )
          .join('+')
      })
      .replace(/(?<![=\w])==(?=\S)([^=\n]+?)==(?![=\w])/g, '<mark>$1</mark>')
      .replace(/(?<!\^)\^\^(?=\S)([^^\n]+?)\^\^(?!\^)/g, '<ins>$1</ins>')
      .replace(/^\*\[[^\]\n]+\]:.*$/gm, '')
      .replace(/^[ \t]*\[TOC\][ \t]*$/gim, ''),
  )
}

const frame = /<iframe\b[^>]*?\bsrc\s*=\s*["']([^"']+)["'][^>]*?>(?:[\s\S]*?<\/iframe>)?/gi
const running = /<(script|style)\b[\s\S]*?<\/\1\s*>/gi

/** HTML that no page of ours draws: films and other pages in frames become links, what runs or styles is left out. */
export function withoutFrames(markdown: string, notes: Notes): string {
  return outsideCode(markdown, (text) =>
    text
      .replace(frame, (tag, src: string) => {
        notes.change('frames, now links')
        return `[${/\btitle\s*=\s*["']([^"']+)["']/i.exec(tag)?.[1] ?? 'Video'}](${shownAddress(src)})`
      })
      .replace(running, (_, name: string) => {
        notes.change(`<${name.toLowerCase()}> left out`)
        return ''
      })
      .replace(/^[ \t]*(?:\* TOC\n)?[ \t]*\{:toc\}[ \t]*$/gim, ''),
  )
}

/** The page of a film instead of its player. */
export function shownAddress(src: string): string {
  const address = src.startsWith('//') ? `https:${src}` : src
  return address
    .replace(
      /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]+).*$/,
      'https://www.youtube.com/watch?v=$1',
    )
    .replace(/^https?:\/\/player\.vimeo\.com\/video\/(\d+).*$/, 'https://vimeo.com/$1')
}
