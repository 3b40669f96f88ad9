import { slug } from 'github-slugger'
import { inPieces, outsideCode } from '#content/library/outside-code.ts'
import type { Notes } from '../notes.ts'

export interface VueContext {
  readonly notes: Notes
  /** What `{{ … }}` may print: "frontmatter.title". */
  readonly values: ReadonlyMap<string, string>
}

/** Comments, what Vue leaves alone by the author's word, values that it prints, and components. */
const vue = new RegExp(
  [
    /<!--[\s\S]*?-->/,
    /^[ \t]*:{3,}[ \t]*v-pre\b[\s\S]*?^[ \t]*:{3,}[ \t]*$/,
    /<(?<verbatim>[a-z]+)\b[^>]*\sv-pre\b[^>]*>[\s\S]*?<\/\k<verbatim>>/,
    /\{\{(?<expression>[\s\S]*?)\}\}/,
    /(?<!\\)<(?<closes>\/?)(?<name>[A-Z][\w.]*|template|(?:[a-z]+-)+[a-z]+)\b(?<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
)

/**
 * A heading's own anchor does not have the words of a component in it: `## useData <Badge text="composable" />`. Some
 * sites write the anchor `%{#use-data}%`, so that braces are free for Vue.
 */
function withAnchor(line: string): string {
  if (!/^[ \t]{0,3}#{1,6}[ \t]/.test(line)) return line
  const heading = line.replace(/%(\{#[^}\s]+\})%/, '$1')
  const words = outsideCode(heading, (part) => part.replace(/<\/?[A-Z][^>]*>/g, ''))
  if (words === heading || heading.includes('{#')) return heading
  const shown = words.replace(/^[ \t]*#+[ \t]*/, '').replace(/[*_`<>]|\[([^\]]*)\]\([^)]*\)/g, '$1')
  return `${heading} {#${slug(shown.trim())}}`
}

/** Components and values of Vue, which run in no article of ours: their text is kept, and they are named. */
export function withoutVue(text: string, { notes, values }: VueContext): string {
  const bound = text.replace(/(\s):(src|href)="(?:withBase\()?'([^']+)'\)?"/g, '$1$2="$3"')
  let line = 1
  return inPieces(bound)
    .map(({ text: piece, code }) => {
      const first = line
      line += piece.split('\n').length
      if (code) return piece
      const named = piece.split('\n').map(withAnchor).join('\n')
      let above = first
      return outsideCode(named, (part) => {
        const from = above
        above += part.split('\n').length - 1
        return part.replace(vue, (all, ...found) => {
          const [at, , groups] = found.slice(-3) as [number, string, Record<string, string | undefined>]
          const here = from + part.slice(0, at).split('\n').length - 1
          const { expression, name, closes, attributes = '' } = groups
          if (expression !== undefined) return printed(all, expression, here)
          if (name === undefined || name.startsWith('kindred-')) return all
          return component(name, closes !== '', attributes, here)
        })
      })
    })
    .join('\n')

  function printed(all: string, expression: string, at: number): string {
    const value = values.get(expression.trim().replace(/^\$/, ''))
    if (value !== undefined) return value
    const kind = 'Values that Vue works out were left out'
    notes.ask(at, `"${all}" is worked out by Vue; it was left out.`, { kind, words: all.split('\n')[0]! })
    return ''
  }

  function component(name: string, closes: boolean, attributes: string, at: number): string {
    if (closes || name === 'template') return ''
    const words = /(?:^|\s)text="([^"]*)"/.exec(attributes)?.[1]
    if (words !== undefined) {
      notes.change(`<${name}>: its text was kept`)
      return words
    }
    const kind = 'Components that mean nothing here were left out'
    notes.ask(at, `<${name}> means nothing here; it was left out.`, { kind, words: `<${name}` })
    return ''
  }
}
