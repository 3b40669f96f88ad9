import { canonicalAddress, pathOfAlias } from '../model/addresses.ts'
import type { Library } from '../model/library.ts'
import { type Issue, nearest } from './issue.ts'
import { follow, type Page, type Places } from './links.ts'
import type { ReadArticle } from './read-folder.ts'

/** Where every link and picture may lead. @param files paths below the content folder of what is no article */
export function placesOf(library: Library, read: readonly ReadArticle[], files: readonly string[]): Places {
  const pages = new Map<string, Page>()
  const articles = new Map<string, Page>()
  const add = (address: string, page: Page) => {
    const key = canonicalAddress(address)
    if (!pages.has(key)) pages.set(key, page)
  }
  for (const locale of library.site.locales) {
    for (const rest of ['', 'search/', 'about-you/', ...library.categories.map(({ id }) => `${id}/`)])
      add(`/${locale}/${rest}`, { url: `/${locale}/${rest}` })
  }
  for (const { article, parsed } of read) {
    const page = { url: article.url, anchors: parsed.anchors, draft: article.draft }
    add(article.url, page)
    articles.set(article.file.replace(/\.mdx?$/, ''), page)
  }
  for (const { article, parsed } of read) {
    const page = { url: article.url, anchors: parsed.anchors, draft: article.draft }
    for (const alias of article.aliases) add(pathOfAlias(alias, article.locale), page)
    // Not translated: the page is there all the same, in the site's first language.
    for (const locale of library.site.locales)
      add(`/${locale}/${article.id}/`, { ...page, url: `/${locale}/${article.id}/` })
  }
  return { pages, articles, files: new Set(files.map((file) => file.normalize('NFC'))) }
}

/** Links and pictures that lead nowhere, each with its place. */
export function checkLinks(read: readonly ReadArticle[], places: Places): Issue[] {
  const addresses = [...places.pages.keys()]
  return read.flatMap(({ article, parsed, offset }) => {
    const page = places.pages.get(canonicalAddress(article.url)) ?? { url: article.url }
    const from = { file: article.file, page, locale: article.locale }
    const links = parsed.links.flatMap(({ href, line }): Issue[] => {
      const target = follow(href, from, places)
      const at = { file: article.file, line: line + offset, level: 'dead' as const }
      if ('page' in target && target.page.draft && !article.draft)
        return [{ ...at, message: `The link "${href}" leads to a draft.`, hint: 'Publish it first.' }]
      if (!('nowhere' in target)) return []
      const near = target.hint ? undefined : nearest(canonicalAddress(href.replace(/[?#].*$/, '')), addresses)
      const hint =
        target.hint ?? (near && near !== canonicalAddress(href) ? `Did you mean "${near}"?` : undefined)
      return [
        {
          ...at,
          message: `The link "${href}" leads nowhere: ${target.nowhere}.`,
          ...(hint && { hint }),
          kind: 'Links that lead nowhere',
        },
      ]
    })
    const pictures = parsed.pictures.flatMap(({ src, line }): Issue[] => {
      if (/^(https?:)?\/\/|^data:/.test(src)) return []
      const target = follow(src, from, places)
      if ('file' in target) return []
      return [
        {
          file: article.file,
          line: line + offset,
          level: 'dead',
          message: `There is no picture "${src}".`,
          hint: 'Put it beside the article, or into public/, or remove the line.',
          kind: 'Pictures that are not there',
        },
      ]
    })
    return [...links, ...pictures]
  })
}
