import { inPieces, outsideCode } from '#content/library/outside-code.ts'
import type { Generator } from '../folders/layout.ts'
import type { ForeignArticle } from '../foreign.ts'
import type { Notes } from '../notes.ts'
import { colonContainers, indentedBlocks } from './admonitions.ts'
import { pythonMarkdown, withoutAttributes, withoutFrames } from './attributes.ts'
import { drawBlocks } from './blocks.ts'
import { translateMdx } from './components.ts'
import { htmlToTree, markdownToMdx } from './html.ts'
import { translateTags } from './tags.ts'
import { type MarkdownNode, rewriteAddresses, rewriteAddressesInText, writeMarkdown } from './tree.ts'
import { vitepressMarkdown } from './vitepress.ts'

export interface BodyContext {
  readonly generator: Generator | undefined
  readonly notes: Notes
  /** What tags and expressions may print: "site.title", "page.title", "frontmatter.title". */
  readonly values: ReadonlyMap<string, string>
  /** Text of a file that the article includes or imports, without its front-matter. */
  file(path: string): string | undefined
  /** An address as it is to stand in the new article; undefined keeps it. */
  rewrite(href: string, picture: boolean): string | undefined
}

/** The body of a foreign article in our Markdown. */
export function translateBody(
  { body, format, title }: ForeignArticle,
  { generator, notes, values, file, rewrite }: BodyContext,
): { body: string; format: 'md' | 'mdx' } {
  if (format === 'html') {
    const tree = htmlToTree(body, notes)
    rewriteAddresses(tree, rewrite)
    return { body: writeMarkdown(tree, 'md'), format: 'md' }
  }
  const changed = (kind: string) => notes.change(kind)
  let text = body
  if (generator === 'jekyll' || generator === 'hugo' || generator === 'gitbook')
    text = translateTags(text, generator, { notes, values, included: file })
  if (generator === 'vitepress') text = vitepressMarkdown(text, { notes, values, file })
  if (generator === 'mkdocs') text = pythonMarkdown(indentedBlocks(text, changed), notes)
  text = colonContainers(text, changed)
  text = withoutFrames(text, notes)
  const lists = { mkdocs: 'all', jekyll: 'kramdown' } as const
  text = withoutAttributes(text, notes, lists[generator as keyof typeof lists] ?? 'none')
  const drawn = drawBlocks(text)
  text = withoutOwnTitle(drawn.text, title)

  if (isMdx(format, generator, text)) {
    const imported = (path: string) => {
      const part = file(path)
      return part === undefined ? undefined : drawBlocks(colonContainers(part, changed)).text
    }
    const parsed = translateMdx(text, { notes, values, imported })
    const [first] = parsed.tree.children ?? []
    if (first?.type === 'heading' && first.depth === 1 && plain(wordsOf(first)) === plain(title))
      parsed.tree.children?.shift()
    rewriteAddresses(parsed.tree, rewrite)
    return { body: writeMarkdown(parsed.tree, parsed.format), format: parsed.format }
  }
  if (drawn.tabs) {
    const tree = markdownToMdx(text, notes)
    rewriteAddresses(tree, rewrite)
    return { body: writeMarkdown(tree, 'mdx'), format: 'mdx' }
  }
  return { body: `${tidy(rewriteAddressesInText(text, rewrite))}\n`, format: 'md' }
}

/** Docusaurus reads `.md` as MDX too; only where something of MDX stands in it does it matter. */
function isMdx(format: 'md' | 'mdx', generator: Generator | undefined, text: string): boolean {
  if (format === 'mdx') return true
  if (generator !== 'docusaurus') return false
  let found = false
  outsideCode(text, (one) => {
    found ||= /^import\s.+from\s+['"]|<\/?(?:Tabs|TabItem|[A-Z]\w*\s*\/>|[A-Z]\w+[\s>])|\{\/\*/m.test(one)
    return one
  })
  return found
}

/** A first heading that says the title again. */
function withoutOwnTitle(text: string, title: string): string {
  const [all = '', heading = ''] = /^\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|$)/.exec(text) ?? []
  // As many lines as before: issues name their numbers.
  const lines = '\n'.repeat(all.split('\n').length - 1)
  return all !== '' && plain(heading) === plain(title) ? lines + text.slice(all.length) : text
}

const plain = (words: string): string =>
  words
    .replace(/<[^>]*>|[*_`\\]/g, '')
    .trim()
    .toLowerCase()

const wordsOf = (node: MarkdownNode): string => node.value ?? (node.children ?? []).map(wordsOf).join('')

/** Without the blank lines that tags leave behind. */
function tidy(text: string): string {
  return inPieces(text)
    .map(({ text: piece, code }) =>
      code ? piece : piece.replace(/^[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n'),
    )
    .join('\n')
    .trim()
}
