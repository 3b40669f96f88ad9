import { writtenAs } from '#content/library/links.ts'
import { addressesOf } from '#content/library/safe-html.ts'
import type { Article } from '#content/model/article.ts'
import { everything, places } from '#site/library.ts'
import { type ArticleFile, type HtmlNode, replaceElements } from './hast.ts'

const articles = new Map<string, Article>(
  [...everything.articles, ...everything.drafts].map((article) => [article.file, article]),
)

/** The article whose file has this path on the disk, where a folder above or a section may be called "articles" too. */
export function articleAt(path: string): Article | undefined {
  for (const { index } of path.matchAll(/\/(?=articles\/)/g)) {
    const article = articles.get(path.slice(index + 1))
    if (article) return article
  }
  return undefined
}

/** Writes links between articles as addresses: to `./other.md`, to an earlier address, to a file beside the article. */
export function writeLinks() {
  return (tree: HtmlNode, { history: [path = ''] }: ArticleFile): void => {
    const article = articleAt(path)
    if (!article) return
    const page = places.articles.get(article.file.replace(/\.mdx?$/, '')) ?? { url: article.url }
    const from = { file: article.file, page, locale: article.locale }
    const written = (href: string): string => writtenAs(href, from, places)
    replaceElements(tree, ({ tagName = '', properties }) => {
      for (const name of addressesOf.get(tagName) ?? [])
        if (properties && typeof properties[name] === 'string') properties[name] = written(properties[name])
      return undefined
    })
    inComponents(tree, written)
  }
}

function inComponents(node: HtmlNode, written: (href: string) => string): void {
  for (const attribute of node.attributes ?? [])
    if (
      addressesOf.get(node.name ?? '')?.includes(attribute.name ?? '') &&
      typeof attribute.value === 'string'
    )
      attribute.value = written(attribute.value)
  for (const child of node.children ?? []) inComponents(child, written)
}
