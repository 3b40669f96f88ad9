import { strings } from '#site/strings.ts'
import { type ArticleFile, type HtmlNode, h, replaceElements, textOf } from './hast.ts'

/** After each heading a link to it, to copy; it has no text of its own, so that neither contents nor search see it. */
export function linkHeadings() {
  return (tree: HtmlNode, { history: [path = ''] }: ArticleFile): void => {
    const words = strings(/\/articles\/([^/]+)\//.exec(path)?.[1] ?? 'en')
    replaceElements(tree, (element) => {
      const { id, className } = element.properties ?? {}
      if (!/^h[2-5]$/.test(element.tagName ?? '') || typeof id !== 'string' || className) return undefined
      const ariaLabel = words.linkTo.replace('{heading}', textOf(element).trim())
      element.children = [
        ...(element.children ?? []),
        h('a', { className: ['anchor'], href: `#${id}`, ariaLabel }),
      ]
      return undefined
    })
  }
}
