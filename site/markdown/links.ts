import { follow } from '#content/library/links.ts'
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
    const written = (href: string): string => {
      const target = follow(href, from, places)
      if ('page' in target) return /^#/.test(href) ? href : `${target.page.url}${target.rest}`
      if ('file' in target) return addressOfFile(target.file)
      return href
    }
    replaceElements(tree, ({ tagName, properties }) => {
      for (const name of tagName === 'a'
        ? ['href']
        : tagName === 'video' || tagName === 'source'
          ? ['src', 'poster']
          : [])
        if (properties && typeof properties[name] === 'string') properties[name] = written(properties[name])
      return undefined
    })
    inComponents(tree, written)
  }
}

/** Files beside articles lie below /files/, those of public/ at the root. */
export function addressOfFile(file: string): string {
  const path = file.startsWith('public/')
    ? file.slice('public'.length)
    : `/files/${file.slice('articles/'.length)}`
  return encodeURI(path)
}

function inComponents(node: HtmlNode, written: (href: string) => string): void {
  if (node.name === 'Card' || node.name === 'Video')
    for (const attribute of node.attributes ?? [])
      if (/^(href|src|poster)$/.test(attribute.name ?? '') && typeof attribute.value === 'string')
        attribute.value = written(attribute.value)
  for (const child of node.children ?? []) inComponents(child, written)
}
