/** The part of an HTML tree that drawing an article touches, MDX components included. */
export interface HtmlNode {
  type: string
  tagName?: string
  properties?: Record<string, unknown>
  value?: string
  children?: HtmlNode[]
  /** Of an MDX component. */
  name?: string | null
  attributes?: { type: string; name?: string; value?: unknown }[]
  data?: unknown
}

/** The article that is being drawn. */
export interface ArticleFile {
  /** Its path on the disk comes first. */
  readonly history: readonly string[]
  readonly data: { astro?: { localImagePaths?: string[]; remoteImagePaths?: string[] } }
}

/** A new element. */
export function h(
  tagName: string,
  properties: Record<string, unknown>,
  ...children: (HtmlNode | string)[]
): HtmlNode {
  return {
    type: 'element',
    tagName,
    properties,
    children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
  }
}

/** Calls `change` for every element, children first; what it returns takes the element's place and is not visited. */
export function replaceElements(
  tree: HtmlNode,
  change: (element: HtmlNode, parent: HtmlNode) => HtmlNode | readonly HtmlNode[] | undefined,
): void {
  if (!tree.children) return
  tree.children = tree.children.flatMap((node) => {
    replaceElements(node, change)
    const now = node.type === 'element' ? change(node, tree) : undefined
    return now === undefined ? [node] : 'length' in now ? [...now] : [now]
  })
}

/** All text inside, as a reader sees it. */
export function textOf(node: HtmlNode): string {
  return node.type === 'text' ? (node.value ?? '') : (node.children ?? []).map(textOf).join('')
}

export const isMdx = (file: ArticleFile): boolean => file.history[0]?.endsWith('.mdx') ?? false
