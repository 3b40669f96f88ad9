import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { pathOfAlias } from '../model/addresses.ts'
import type { Article } from '../model/article.ts'
import { fieldsOf } from './changed-article.ts'
import { splitFrontMatter } from './front-matter.ts'
import { parseBody } from './mdx.ts'
import { withField } from './with-field.ts'
import { flow } from './with-keywords.ts'

/**
 * An article's file as it has to be on another shelf: its earlier address becomes an alias, and what it refers to by a path
 * beside it is still found. Undefined where there is no front-matter that an alias can be added to.
 */
export function movedArticle(
  source: string,
  { file, locale, category, url }: Pick<Article, 'file' | 'locale' | 'category' | 'url'>,
): string | undefined {
  const fields = fieldsOf(source)
  const split = splitFrontMatter(source)
  if (!fields || !split) return undefined
  const given = fields['aliases'] ?? []
  if (!Array.isArray(given)) return undefined
  const known = given.map(String)
  const aliased = known.some((one) => pathOfAlias(one, locale) === url)
    ? source
    : withField(source, 'aliases', `aliases: ${flow([...known, url])}`)
  const { links, pictures } = parseBody(
    split.body,
    file.endsWith('.mdx') ? 'mdx' : 'md',
    undefined,
    new Map(),
  )
  const beside = [...links.map(({ href }) => href), ...pictures.map(({ src }) => src)].filter(isBeside)
  return [...new Set(beside)].reduce(
    (text, href) => text?.replaceAll(naming(href), `$1${fromElsewhere(href, category)}`),
    aliased,
  )
}

/** Whether a link is a path from the file's own folder. */
export const isBeside = (href: string): boolean => !/^(?:[a-z][a-z0-9+.-]*:|\/|#|\?|www\.|$)/i.test(href)

/** `./card.png` of an article that was in `cards/` → `../cards/card.png`; a path that leads out already stays. */
function fromElsewhere(href: string, category: string): string {
  const path = href.replace(/^(?:\.\/)+/, '')
  return path.startsWith('../') ? path : `../${category}/${path}`
}

/** Where Markdown or a component names it; what stands before it is the first group. */
function naming(href: string): RegExp {
  return new RegExp(
    `(\\]\\(<?|^\\[[^\\]]+\\]:\\s*<?|(?:href|src|poster)=["'])${literal(href)}(?=[\\s)>"'#?]|$)`,
    'gm',
  )
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A text that names articles as `<category>/<slug>`, with another name in the place of one. */
export function withNewName(source: string, from: string, to: string): string {
  return source.replaceAll(new RegExp(`(?<![\\w/-])${literal(from)}(?![\\w/-])`, 'g'), () => to)
}

/** `categories.yaml` without an article in the list of its shelf; all else stays to the byte. */
export function withoutPlace(source: string, category: string, slug: string): string {
  const list = parseDocument(source).contents
  if (!isSeq(list)) return source
  const shelf = list.items.find((one) => isMap(one) && String(one.get('id')) === category)
  const named = isMap(shelf) ? shelf.get('articles', true) : undefined
  if (!isSeq(named)) return source
  const at = named.items.findIndex((one) => isScalar(one) && String(one.value) === slug)
  const item = named.items[at]
  if (!isScalar(item) || !item.range) return source
  const [start, end] = item.range
  if (!named.flow) {
    const line = source.lastIndexOf('\n', start - 1) + 1
    const next = source.indexOf('\n', end)
    // A list of one would become nothing at all, which is no list.
    if (named.items.length === 1)
      return `${source.slice(0, start).replace(/\s*-\s*$/, '')} []${source.slice(end)}`
    return source.slice(0, line) + source.slice(next < 0 ? source.length : next + 1)
  }
  const [before, after] = [named.items[at - 1], named.items[at + 1]]
  if (isScalar(after) && after.range) return source.slice(0, start) + source.slice(after.range[0])
  if (isScalar(before) && before.range) return source.slice(0, before.range[1]) + source.slice(end)
  return source.slice(0, start) + source.slice(end)
}
