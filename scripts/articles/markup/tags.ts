// Over 250 lines: one walk over the tags of three dialects, and the table of what their names mean.
import { extname } from 'node:path'
import { inPieces } from '#content/library/outside-code.ts'
import type { Notes } from '../notes.ts'
import { calloutKind, closing, opening } from './blocks.ts'

/** Generators whose articles hold tags: Liquid of Jekyll, shortcodes of Hugo, blocks of GitBook. */
export type TagDialect = 'jekyll' | 'hugo' | 'gitbook'

export interface TagContext {
  readonly notes: Notes
  /** Values that Liquid may print: "site.title", "page.title". */
  readonly values: ReadonlyMap<string, string>
  /** The text of a file that another includes, without its front-matter; undefined when it is not there. */
  included(name: string): string | undefined
}

const liquid = /\{%-?\s*(\/?)([a-zA-Z][\w-]*)\s*([\s\S]*?)\s*-?%\}|\{\{-?\s*([\s\S]*?)\s*-?\}\}/g
/** GitBook prints no values: two braces are text there. */
const gitbookTag = /\{%-?\s*(\/?)([a-zA-Z][\w-]*)\s*([\s\S]*?)\s*-?%\}/g
const shortcode =
  /\{\{([<%])(?!\/\*)\s*(\/?)\s*([a-zA-Z][\w./-]*)\s*((?:"[^"]*"|`[^`]*`|[^"`])*?)\s*\/?[>%]\}\}/g

interface Tag {
  readonly name: string
  readonly closes: boolean
  readonly args: Args
  readonly raw: string
  readonly line: number
  /** White space before the tag on its line. */
  readonly indent: string
}

interface Args {
  /** In order, without quotes. */
  readonly bare: readonly string[]
  readonly named: Readonly<Record<string, string>>
}

/** Translates the tags in a body; what has no meaning here is left out and told with its line. */
export function translateTags(body: string, dialect: TagDialect, context: TagContext): string {
  if (dialect === 'jekyll') return liquidTags(body, context)
  // GitBook shows tags in code as they are; Hugo runs them there too.
  if (dialect === 'hugo') return walk(body, 1, shortcode, context)
  let line = 1
  return inPieces(body)
    .map(({ text, code }) => {
      const translated = code ? text : walk(text, line, gitbookTag, context)
      line += text.split('\n').length
      return translated
    })
    .join('\n')
}

/** Liquid has variables and passages that are no Liquid; both are settled before the tags are read. */
function liquidTags(body: string, context: TagContext): string {
  const raw: string[] = []
  const keptRaw = body.replace(/\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/g, (_, text: string) => {
    raw.push(text)
    // As many lines as before, so that the numbers of the lines below stay right.
    return `\uE002${raw.length - 1}\uE002`
  })
  const captured = new Map<string, string>(context.values)
  const withoutCaptures = keptRaw
    .replace(/\{%-?\s*comment\s*-?%\}([\s\S]*?)\{%-?\s*endcomment\s*-?%\}/g, (all) =>
      '\n'.repeat(all.split('\n').length - 1),
    )
    .replace(
      /\{%-?\s*assign\s+([\w-]+)\s*=\s*["']([^"']*)["']\s*-?%\}/g,
      (_, name: string, value: string) => {
        captured.set(name, value)
        return ''
      },
    )
    .replace(
      /[ \t]*\{%-?\s*capture\s+([\w-]+)\s*-?%\}([\s\S]*?)\{%-?\s*endcapture\s*-?%\}/g,
      (all, name: string, text: string) => {
        captured.set(name, text)
        context.notes.change('captured passages')
        return '\n'.repeat(all.split('\n').length - 1)
      },
    )
  const done = walk(withoutCaptures, 1, liquid, { ...context, values: captured })
  return done.replace(/\uE002(\d+)\uE002/g, (_, at: string) => raw[Number(at)]!)
}

function walk(text: string, firstLine: number, pattern: RegExp, context: TagContext): string {
  const isLiquid = pattern !== shortcode
  let from = 0
  let out = ''
  for (const match of text.matchAll(pattern)) {
    const before = text.slice(0, match.index)
    out += text.slice(from, match.index)
    from = match.index + match[0].length
    const line = firstLine + before.split('\n').length - 1
    const [, a = '', b = '', c = '', d = ''] = match
    if (isLiquid && match[4] !== undefined) {
      out += printed(d, line, context, pattern)
      continue
    }
    const [closes, name, args] = isLiquid ? [a, b, c] : [b, c, d]
    const ends = isLiquid && /^end[a-z]/.test(name)
    const lineBefore = before.slice(before.lastIndexOf('\n') + 1)
    out += translated(
      {
        name: (ends ? name.slice(3) : name).toLowerCase(),
        closes: ends || closes === '/',
        args: parsed(args),
        raw: match[0],
        line,
        indent: /^[ \t]*/.exec(lineBefore)![0],
      },
      context,
    )
  }
  return out + text.slice(from)
}

/** `{{ … }}` of Liquid: a value we know, or an address. */
function printed(expression: string, line: number, context: TagContext, pattern: RegExp): string {
  const [subject = '', ...filters] = expression.split('|').map((part) => part.trim())
  const quoted = /^["'](.*)["']$/.exec(subject)?.[1]
  const value = quoted ?? (/^site\.(base_?url|url)/.test(subject) ? '' : context.values.get(subject))
  if (value !== undefined) {
    context.notes.change('Liquid values')
    return filters.includes('markdownify') ? `\n\n${walk(value, line, pattern, context)}\n\n` : value
  }
  context.notes.ask(line, `"{{ ${expression} }}" is worked out by Liquid; it was left out.`)
  return ''
}

/** `"a b" style=info title="A title"` */
function parsed(text: string): Args {
  const bare: string[] = []
  const named: Record<string, string> = {}
  for (const [, name, double, single, tick, word] of text.matchAll(
    /(?:([\w-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`|([^\s"'`]+))/g,
  )) {
    const value = double ?? single ?? tick ?? word ?? ''
    if (name) named[name] = value
    else bare.push(value)
  }
  return { bare, named }
}

const fences = new Set(['highlight', 'code-block'])
/** Walls around content that needs none here. */
const walls = new Set([
  ...['code', 'content-ref', 'cards', 'columns', 'column', 'steps', 'step', 'stepper', 'wrap', 'center'],
  ...[
    'filetree',
    'container',
    'row',
    'grid',
    'div',
    'markdown',
    'table',
    'columns-container',
    'page-ref',
    'swagger',
  ],
])
const linkTags = new Set(['embed', 'file', 'button', 'link-card', 'card', 'page-ref', 'content-ref'])
const detailTags = new Set(['details', 'expand', 'collapse', 'accordion', 'spoiler', 'toggle'])
const videos: Readonly<Record<string, string>> = {
  youtube: 'https://www.youtube.com/watch?v=',
  vimeo: 'https://vimeo.com/',
}

function translated(tag: Tag, context: TagContext): string {
  const { name, closes, args, indent } = tag
  const { notes } = context
  const [first = ''] = args.bare
  const title = args.named['title'] ?? args.named['name'] ?? args.named['label'] ?? args.named['header'] ?? ''
  const block = (text: string) => `\n${text}\n`

  const kind = calloutKind(name)
  if (kind) {
    if (closes) return block(closing('callout', indent))
    const said = [args.named['style'], args.named['type'], args.named['kind'], first].find(calloutKind)
    const named = title || (calloutKind(first) ? '' : args.bare.join(' '))
    notes.change('callouts')
    return block(
      opening({ block: 'callout', kind: calloutKind(said) ?? kind, ...(named && { title: named }) }, indent),
    )
  }
  if (name === 'tabs' || name === 'tabpane') {
    if (!closes) notes.change('tabs')
    return block(closes ? closing('tabs', indent) : opening({ block: 'tabs' }, indent))
  }
  if (name === 'tab' || name === 'tabitem')
    return block(closes ? closing('tab', indent) : opening({ block: 'tab', title: title || first }, indent))
  if (detailTags.has(name)) {
    if (!closes) notes.change('details')
    return block(
      closes
        ? closing('details', indent)
        : opening(
            { block: 'details', title: title || args.named['summary'] || args.bare.join(' ') || 'Details' },
            indent,
          ),
    )
  }
  if (fences.has(name)) {
    if (!closes) notes.change('code blocks')
    return block(`${indent}\`\`\`${closes ? '' : first}`)
  }
  if (name === 'comment' || name === 'toc') return ''
  const href =
    args.named['url'] ?? args.named['href'] ?? args.named['link'] ?? args.named['page'] ?? args.named['src']
  if (linkTags.has(name) && !closes && href) {
    notes.change('links written as tags')
    return name === 'content-ref'
      ? ''
      : `${name === 'card' ? '\n- ' : ''}[${title || args.named['text'] || args.named['caption'] || href}](${href})`
  }
  if (linkTags.has(name) || walls.has(name)) return ''
  if (name in videos && !closes) {
    const id = args.named['id'] ?? first
    notes.change('films')
    return `[${title || 'Video'}](${/^https?:/.test(id) ? id : `${videos[name]}${id}`})`
  }
  if (/^(ref|relref|link|post_url)$/.test(name)) {
    notes.change('links written as tags')
    // Liquid's begins at the root of the site's sources.
    return name === 'link' ? `/${first}` : (args.named['path'] ?? first)
  }
  if (/^(image|img|figure|picture|screenshot|asset)$/.test(name) && !closes) {
    const src = args.named['src'] ?? args.named['url'] ?? first
    const alt = args.named['alt'] ?? args.named['caption'] ?? title
    if (/\.\w{2,4}$/.test(src)) {
      notes.change('pictures')
      return `![${(alt || args.bare.slice(1).join(' ')).replace(/[[\]]/g, '')}](${encodeURI(src)})`
    }
  }
  if (/^(icon|fa|emoji)$/.test(name)) {
    notes.change('icons left out')
    return ''
  }
  if (name === 'include' || name === 'include_relative') return include(tag, context)
  if (/^(if|unless|for|case|else|elsif|when|endif)$/.test(name)) {
    if (!closes) notes.ask(tag.line, `"${shortened(tag.raw)}" decides what is shown; all of it is shown now.`)
    return ''
  }
  if (!closes) notes.ask(tag.line, `"${shortened(tag.raw)}" means nothing here; it was left out.`)
  return ''
}

/** A file of the generator's own, or a callout that is kept as one: `{% include note.html content="…" %}`. */
function include(tag: Tag, context: TagContext): string {
  const [file = ''] = tag.args.bare
  const said = tag.args.named['content'] ?? tag.args.named['text']
  const kind = calloutKind(
    file
      .slice(0, -extname(file).length || undefined)
      .split('/')
      .at(-1),
  )
  if (kind && said) {
    context.notes.change('callouts')
    const { indent } = tag
    return `\n${opening({ block: 'callout', kind }, indent)}\n${indent}${said}\n${closing('callout', indent)}\n`
  }
  const text = context.included(file)
  if (text !== undefined && !/\{[%{]/.test(text)) {
    context.notes.change('included files')
    return text
  }
  context.notes.ask(tag.line, `"${shortened(tag.raw)}" includes a file that is not written out here.`)
  return ''
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}
