// Over 250 lines: one walk over an MDX tree, and what each component of three generators is here.
import { components, parseBody } from '#content/library/mdx.ts'
import { outsideCode } from '#content/library/outside-code.ts'
import { safeAttributes, safeAttributesOf, safeElements } from '#content/library/safe-html.ts'
import type { Notes } from '../notes.ts'
import { shownAddress } from './attributes.ts'
import { calloutKind } from './blocks.ts'
import {
  type Attribute,
  calloutNode,
  jsx,
  type MarkdownNode,
  paragraph,
  parseMarkdown,
  textNode,
  writeMarkdown,
} from './tree.ts'

export interface MdxContext {
  readonly notes: Notes
  /** Values that an expression may print: "frontmatter.title". */
  readonly values: ReadonlyMap<string, string>
  /** The text of an imported `.md` or `.mdx` without its front-matter; undefined for anything else. */
  imported(path: string): string | undefined
}

/**
 * Translates an MDX body into one with our components only; `import` lines and code are left out and told.
 * @returns the body as a tree and its format; `.md` where something is left that our `.mdx` would refuse
 */
export function translateMdx(
  body: string,
  context: MdxContext,
): { tree: MarkdownNode; format: 'md' | 'mdx' } {
  const { notes } = context
  let tree: MarkdownNode
  try {
    tree = parseMarkdown(withoutComments(body), 'mdx')
  } catch (error) {
    const { line = 1, reason = 'it does not parse' } = error as { line?: number; reason?: string }
    notes.ask(
      line,
      `This is not valid MDX (${reason}); it was read as Markdown, and its components are left out.`,
    )
    return { tree: parseMarkdown(withoutModules(body), 'md'), format: 'md' }
  }
  const imports = new Map<string, string>()
  collectImports(tree, imports)
  tree.children = new Components(context, imports).all(tree.children ?? [])
  const held = parseBody(writeMarkdown(tree, 'mdx'), 'mdx')
  const wrong = held.problems.find(({ warning }) => !warning)
  if (!wrong) return { tree, format: 'mdx' }
  notes.ask(1, `Its components cannot be kept (${wrong.message}); their text is.`)
  unwrap(tree)
  return { tree, format: 'md' }
}

/** MDX has comments of its own; those of HTML would end the parse. */
const withoutComments = (text: string): string =>
  outsideCode(text, (one) => one.replace(/<!--[\s\S]*?-->/g, ''))

const withoutModules = (body: string): string => body.replace(/^(?:import\s.+|export\s.+)$/gm, '')

/** `import Steps from './_steps.mdx'`, `import screen from '../img/screen.png'`: names of files. */
function collectImports(node: MarkdownNode, imports: Map<string, string>): void {
  if (node.type === 'mdxjsEsm')
    for (const [, name, path] of (node.value ?? '').matchAll(/import\s+(\w+)\s+from\s+['"]([^'"]+)['"]/g))
      imports.set(name!, path!)
  for (const child of node.children ?? []) collectImports(child, imports)
}

const pictures = new Set(['Image', 'img', 'ThemedImage', 'Picture', 'Zoom', 'ZoomableImage'])
const cards = new Set(['Card', 'LinkCard', 'DocCard', 'NavCard'])
const cardWalls = new Set(['CardGrid', 'CardGroup', 'Cards', 'Columns', 'LinkCardGrid'])
const tabWalls = new Set(['Tabs', 'CodeGroup', 'CodeTabs', 'PackageManagerTabs'])
const tabs = new Set(['TabItem', 'Tab', 'TabPanel', 'TabPane'])
const details = new Set(['details', 'Details', 'Accordion', 'Expandable', 'Collapsible', 'Collapse'])
const leftOut = new Set(['Icon', 'DocCardList', 'CarbonAds', 'Head', 'style', 'script', 'TOCInline'])
const inline = new Set(['Badge', 'Tag', 'Tooltip', 'Highlight', 'Key', 'Kbd'])
const links = new Set(['Link', 'LinkButton', 'Button', 'Anchor', 'a'])

class Components {
  readonly #context: MdxContext
  readonly #imports: ReadonlyMap<string, string>

  constructor(context: MdxContext, imports: ReadonlyMap<string, string>) {
    this.#context = context
    this.#imports = imports
  }

  all(nodes: readonly MarkdownNode[]): MarkdownNode[] {
    return nodes.flatMap((node) => this.#one(node))
  }

  #one(node: MarkdownNode): MarkdownNode[] {
    const { notes } = this.#context
    switch (node.type) {
      case 'mdxjsEsm':
        notes.change('import lines left out')
        return []
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        return this.#expression(node)
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return this.#element(node, node.type === 'mdxJsxFlowElement')
      case 'paragraph': {
        const parts = node.children ?? []
        const elements = parts.filter(({ type, value = '' }) => type !== 'text' || value.trim() !== '')
        // A paragraph of components alone is no paragraph: `<TabItem label="a">text</TabItem>` on one line.
        if (
          elements.length > 0 &&
          elements.every(({ type, name }) => type === 'mdxJsxTextElement' && isBlock(name))
        )
          return elements.flatMap((element) => this.#element(element, true))
        const children = this.all(parts)
        return children.some(isFlow) ? asFlow(children) : children.length > 0 ? [{ ...node, children }] : []
      }
      default:
        if (node.children) node.children = this.all(node.children)
        return [node]
    }
  }

  #expression(node: MarkdownNode): MarkdownNode[] {
    const { notes, values } = this.#context
    const [statement] = node.data?.estree?.body ?? []
    if (!statement) return []
    const { expression } = statement
    const code = (node.value ?? '').trim()
    const value =
      expression?.type === 'Literal'
        ? String(expression.value)
        : (/^`([^`$\\]*)`$/.exec(code)?.[1] ?? values.get(code))
    if (value !== undefined) {
      if (node.type === 'mdxTextExpression') return [textNode(value)]
      return value.trim() === '' ? [] : [paragraph(textNode(value))]
    }
    notes.ask(lineOf(node), `"{${shortened(node.value ?? '')}}" is code; it was left out.`, {
      kind: 'Code in braces was left out',
      words: (node.value ?? '').split('\n')[0] ?? '',
    })
    return []
  }

  #element(node: MarkdownNode, flow: boolean): MarkdownNode[] {
    const { notes } = this.#context
    const name = node.name ?? ''
    const inner = () => this.all(node.children ?? [])
    const block = () => asFlow(inner())
    const value = (...names: string[]) =>
      names.map((one) => attributeOf(node, one, this.#imports)).find(Boolean)
    const title = value('title', 'label', 'header', 'summary')

    if (leftOut.has(name)) return []
    const kind =
      name === 'Aside' || name === 'Admonition' || name === 'Callout'
        ? (calloutKind(value('type', 'variant')) ?? 'NOTE')
        : /^[A-Z]/.test(name)
          ? calloutKind(name)
          : undefined
    if (kind) {
      notes.change('callouts')
      return [calloutNode(kind, title ?? '', block())]
    }
    if (tabWalls.has(name)) {
      notes.change('tabs')
      const labels = labelsOf(node)
      const each = block().flatMap((child, at) => {
        if (child.name === 'Tab') {
          const label = attributeOf(child, 'label', this.#imports) ?? ''
          return [jsx('Tab', { label: labels.get(label) ?? (label || String(at + 1)) }, child.children ?? [])]
        }
        return child.type === 'code'
          ? [jsx('Tab', { label: titleOfCode(child) ?? String(at + 1) }, [child])]
          : []
      })
      return each.length > 0 ? [jsx('Tabs', {}, each)] : block()
    }
    if (tabs.has(name)) return [jsx('Tab', { label: title ?? value('value', 'name') ?? '' }, block())]
    if (cardWalls.has(name)) {
      const each = block()
      return each.some((one) => one.name === 'Card') ? [jsx('CardGrid', {}, each)] : each
    }
    if (cards.has(name)) {
      notes.change('cards')
      const href = value('href', 'link', 'to')
      const description = value('description')
      return [
        jsx('Card', { title: title ?? href ?? '', ...(href && { href }) }, [
          ...(description ? [paragraph(textNode(description))] : []),
          ...block(),
        ]),
      ]
    }
    if (name === 'Steps') {
      const steps = block()
      const [only] = steps
      return steps.length === 1 && only?.type === 'list' ? [jsx('Steps', {}, [only])] : numbered(steps)
    }
    if (name === 'Step')
      return [
        {
          type: 'listItem',
          children: [
            ...(title ? [paragraph({ type: 'strong', children: [textNode(title)] })] : []),
            ...block(),
          ],
        },
      ]
    if (details.has(name)) {
      const content = block()
      const own = content.findIndex((child) => child.name === 'summary')
      const summary =
        own >= 0 ? content.splice(own, 1)[0]! : jsx('summary', {}, [textNode(title ?? 'Details')])
      return [jsx('details', {}, [summary, ...content])]
    }
    if (pictures.has(name) && value('src', 'light')) {
      const image = { type: 'image', url: value('src', 'light')!, alt: value('alt') ?? title ?? '' }
      return flow ? [paragraph(image)] : [image]
    }
    if (name === 'Code' && value('code'))
      return [{ type: 'code', lang: value('lang') ?? null, value: value('code')! }]
    if (name === 'iframe' || name === 'YouTube' || name === 'Youtube' || name === 'Vimeo') {
      const src = value('src', 'url', 'id') ?? ''
      notes.change('frames, now links')
      const link = linkTo(
        /^(https?:)?\/\//.test(src) ? shownAddress(src) : `https://www.youtube.com/watch?v=${src}`,
        title ?? 'Video',
      )
      return flow ? [paragraph(link)] : [link]
    }
    if (links.has(name)) {
      const href = value('href', 'to', 'link')
      const children = inner()
      if (href) {
        const link = {
          type: 'link',
          url: href,
          title: null,
          children: children.some(isFlow) ? children.flatMap(phrasing) : children,
        }
        return flow ? [paragraph(link)] : [link]
      }
    }
    if (inline.has(name)) {
      const shown = value('text') ? [textNode(value('text')!)] : inner()
      if (/^(Key|Kbd)$/.test(name)) return [{ ...jsx('kbd', {}, shown), type: 'mdxJsxTextElement' }]
      return flow && shown.length > 0 ? asFlow(shown) : shown
    }
    const partial = this.#partial(name)
    if (partial) return partial
    if (safeElements.includes(name) || (components.includes(name) && name !== 'For')) {
      node.attributes = safe(name, node.attributes ?? [])
      node.children = flow && holdsBlocks.has(name) ? block() : inner()
      return [node]
    }
    const kept = flow ? block() : inner()
    if (name !== '' && !/^(Fragment|div|font|FileTree|Frame|Preview|AccordionGroup)$/.test(name)) {
      if (kept.length > 0) notes.change(`<${name}>: its text was kept`)
      else
        notes.ask(lineOf(node), `<${name}> means nothing here; it was left out.`, {
          kind: 'Components that mean nothing here were left out',
          words: `<${name}`,
        })
    }
    return kept
  }

  /** A component that is another Markdown file. */
  #partial(name: string): MarkdownNode[] | undefined {
    const path = this.#imports.get(name)
    const text = path && /\.mdx?$/.test(path) ? this.#context.imported(path) : undefined
    if (text === undefined) return undefined
    try {
      const tree = parseMarkdown(withoutComments(text), 'mdx')
      this.#context.notes.change('included files')
      return this.all(tree.children ?? [])
    } catch {
      return undefined
    }
  }
}

/** HTML whose content is paragraphs when it stands by itself. */
const holdsBlocks = new Set(['section', 'figure', 'center', 'blockquote'])
const isBlock = (name: string | null | undefined): boolean =>
  name === null ||
  name === '' ||
  (/^[A-Z]/.test(name ?? '') && !inline.has(name!) && !links.has(name!) && !leftOut.has(name!)) ||
  details.has(name ?? '') ||
  name === 'div'

const flowTypes = new Set([
  ...['blockquote', 'code', 'definition', 'heading', 'list', 'listItem', 'mdxJsxFlowElement', 'paragraph'],
  ...['table', 'thematicBreak', 'footnoteDefinition'],
])
const isFlow = ({ type }: MarkdownNode): boolean => flowTypes.has(type)

/** Runs of words become paragraphs, so that blocks may stand beside them. */
function asFlow(nodes: readonly MarkdownNode[]): MarkdownNode[] {
  const flow: MarkdownNode[] = []
  let words: MarkdownNode[] = []
  const end = () => {
    if (words.some(({ type, value = '' }) => type !== 'text' || value.trim() !== ''))
      flow.push(paragraph(...words))
    words = []
  }
  for (const node of nodes) {
    if (!isFlow(node)) words.push(node)
    else {
      end()
      flow.push(node)
    }
  }
  end()
  return flow
}

const phrasing = (node: MarkdownNode): MarkdownNode[] =>
  isFlow(node) ? (node.children ?? (node.value ? [textNode(node.value)] : [])).flatMap(phrasing) : [node]

function numbered(steps: readonly MarkdownNode[]): MarkdownNode[] {
  if (!steps.some(({ type }) => type === 'listItem')) return [...steps]
  const items = steps.filter(({ type }) => type === 'listItem')
  return [jsx('Steps', {}, [{ type: 'list', ordered: true, children: items }])]
}

const linkTo = (url: string, label: string): MarkdownNode => ({
  type: 'link',
  url,
  title: null,
  children: [textNode(label)],
})

/** An attribute as text; `{screen}` is the file that was imported under that name, `{"text"}` the text. */
function attributeOf(
  node: MarkdownNode,
  name: string,
  imports: ReadonlyMap<string, string>,
): string | undefined {
  const given = node.attributes?.find((one) => one.name === name)?.value
  if (given === undefined || given === null || typeof given === 'string') return given ?? undefined
  const code = given.value.trim()
  const literal = /^(?:require\(\s*)?(["'`])([\s\S]*)\1(?:\s*\)(?:\.default)?)?$/.exec(code)?.[2]
  const imported = imports.get(code.replace(/\.src$/, '')) ?? /require\(\s*["']([^"']+)["']/.exec(code)?.[1]
  const based = /useBaseUrl\(\s*["'`]([^"'`]+)["'`]/.exec(code)?.[1]
  return literal ?? imported ?? based ?? /light:\s*(?:useBaseUrl\()?["']([^"']+)["']/.exec(code)?.[1]
}

/** `<Tabs values={[{label: 'On a Mac', value: 'mac'}]}>` of Docusaurus. */
function labelsOf(node: MarkdownNode): Map<string, string> {
  const values = node.attributes?.find(({ name }) => name === 'values')?.value
  const labels = new Map<string, string>()
  if (values && typeof values !== 'string')
    for (const [entry] of values.value.matchAll(/\{[^{}]*\}/g)) {
      const label = /label:\s*(["'`])(.*?)\1/.exec(entry)?.[2]
      const value = /value:\s*(["'`])(.*?)\1/.exec(entry)?.[2]
      if (label && value) labels.set(value, label)
    }
  return labels
}

const titleOfCode = (node: MarkdownNode): string | undefined => {
  const { meta } = node as { meta?: string | null }
  return /title="([^"]+)"/.exec(meta ?? '')?.[1] ?? meta?.trim() ?? node.lang ?? undefined
}

/** The attributes that an element may have here, those that are text. */
function safe(name: string, attributes: readonly Attribute[]): Attribute[] {
  const allowed = components.includes(name)
    ? undefined
    : [...safeAttributes, ...(safeAttributesOf[name] ?? [])]
  return attributes.filter(
    ({ type, name: key = '', value }) =>
      type === 'mdxJsxAttribute' &&
      (value === null || typeof value === 'string') &&
      (!allowed || allowed.includes(key)),
  )
}

/** Takes every component away and leaves its content. */
function unwrap(node: MarkdownNode): void {
  if (!node.children) return
  node.children = node.children.flatMap((child) => {
    unwrap(child)
    return child.type.startsWith('mdx') ? (child.children ?? []) : [child]
  })
}

const lineOf = (node: MarkdownNode): number => node.position?.start.line ?? 1
const shortened = (text: string): string =>
  (text.length > 60 ? `${text.slice(0, 59)}…` : text).replace(/\s+/g, ' ')
