import { canonicalAddress, pathOfAlias } from '../model/addresses.ts'
import type { Article } from '../model/article.ts'
import type { Library } from '../model/library.ts'
import type { Held } from '../model/publication.ts'
import { isPicture } from './file-names.ts'
import { type Issue, nearest } from './issue.ts'
import { decoded, follow, type Page, type Places } from './links.ts'
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
    for (const rest of [
      '',
      'search/',
      'about-you/',
      'contact/',
      'sign-in/',
      ...library.categories.map(({ id }) => `${id}/`),
    ])
      add(`/${locale}/${rest}`, { url: `/${locale}/${rest}` })
  }
  for (const locale of library.site.locales)
    for (const { id, sections = [] } of library.categories)
      for (const section of sections)
        add(`/${locale}/${id}/${section.id}/`, { url: `/${locale}/${id}/#${section.id}` })
  for (const { article, parsed } of read) {
    const page = pageOf(article, parsed)
    add(article.url, page)
    articles.set(article.file.replace(/\.mdx?$/, ''), page)
  }
  for (const { article, parsed } of read) {
    const page = pageOf(article, parsed)
    for (const alias of article.aliases) add(pathOfAlias(alias, article.locale), page)
    // Not translated: the page is there all the same, in the site's first language.
    for (const locale of library.site.locales)
      add(`/${locale}/${article.id}/`, { ...page, url: `/${locale}/${article.id}/` })
  }
  const places = { pages, articles, files: new Set(files.map((file) => file.normalize('NFC'))) }
  return { ...places, keptBack: filesKeptBack(read, { ...places, keptBack: new Set() }) }
}

/** Places of a public build: nothing leads to an article that is held back or restricted, or to a file that only those refer to. */
export function publicPlaces({ pages, articles, files, keptBack }: Places): Places {
  const isOpen = ([, page]: readonly [string, Page]) => !page.held && page.restricted === undefined
  return {
    pages: new Map([...pages].filter(isOpen)),
    articles: new Map([...articles].filter(isOpen)),
    files: new Set([...files].filter((file) => !keptBack.has(file))),
    keptBack: new Set(),
  }
}

function pageOf(article: Article, { anchors }: ReadArticle['parsed']): Page {
  const { url, held, restricted } = article
  return { url, anchors, held, ...(restricted && { restricted }) }
}

function filesKeptBack(read: readonly ReadArticle[], places: Places): Set<string> {
  const filesOf = (which: (article: Article) => boolean) =>
    read
      .filter(({ article }) => which(article))
      .flatMap(({ article, parsed }) => {
        const from = { file: article.file, page: pageOf(article, parsed), locale: article.locale }
        return [...parsed.links.map(({ href }) => href), ...parsed.pictures.map(({ src }) => src)].flatMap(
          (href) => {
            const target = follow(href, from, places)
            return 'file' in target ? [target.file] : []
          },
        )
      })
  const isPublic = (article: Article) => !article.held && !article.restricted
  const shown = new Set(filesOf(isPublic))
  return new Set(filesOf((article) => !isPublic(article)).filter((file) => !shown.has(file)))
}

const notPublic: Record<Held, { what: string; hint: string }> = {
  draft: { what: 'a draft', hint: 'Publish it first.' },
  scheduled: { what: 'an article that is not public yet', hint: 'It works from its "publish_at" on.' },
  expired: {
    what: 'an article past its "expires_at"',
    hint: 'Remove the link, or change the day in the article.',
  },
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
      if ('page' in target && tellsOf(target.page, article))
        return [
          {
            file: article.file,
            line: line + offset,
            message: `The link "${href}" tells readers of an article that not all of them may read: it is restricted to ${target.page.restricted!.join(', ')}.`,
            hint: 'Remove the link, or restrict this article to the same segments.',
          },
        ]
      if ('page' in target && target.page.held && !article.held) {
        const { what, hint } = notPublic[target.page.held]
        return [{ ...at, message: `The link "${href}" leads to ${what}.`, hint }]
      }
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
      const there = 'file' in follow(src, from, places)
      if (there && (src.startsWith('/') || isPicture.test(decoded(src.replace(/[?#].*$/, ''))))) return []
      return [
        {
          file: article.file,
          line: line + offset,
          level: 'dead',
          message: there ? `"${src}" is no picture that a page can show.` : `There is no picture "${src}".`,
          hint: 'Put it beside the article, or into public/, or remove the line.',
          kind: 'Pictures that are not there',
        },
      ]
    })
    return [...links, ...pictures]
  })
}

/** Whether somebody may read the article and not the page it links to. */
function tellsOf(page: Page, { restricted: readers }: Article): boolean {
  const { restricted } = page
  return restricted !== undefined && !readers?.every((segment) => restricted.includes(segment))
}
