import { excerpt } from '#content/library/excerpt.ts'
import type { Finder, Found } from '#content/library/find.ts'
import { articleFor, localesOf, urlFor } from '#content/library/locate.ts'
import type { Article } from '#content/model/article.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import type { CanOpen, DeskArticle, LinkAnswer, SnippetPart } from './answers.ts'

/** More than an agent compares while a customer waits. */
const shown = 5

/** Characters of a passage: enough to see whether it answers. */
const snippetLength = 200

export interface DeskQuestion {
  /** The ticket's text. */
  readonly text: string
  /** Language of the text. */
  readonly language: string
  /** Language in which articles are shared: the customer's, else the text's. */
  readonly locale: string
  /** The customer's segments, strongest first. */
  readonly segments: readonly string[]
}

/** The best articles for this text and this customer, best first. */
export function deskArticles(library: Library, finder: Finder, question: DeskQuestion): DeskArticle[] {
  const { text, language, locale, segments } = question
  // The text is searched in its own language; what is shown is the version the customer would open.
  const found = finder.find({ query: text, locale: language, segments, limit: shown })
  return found.flatMap((one) => {
    const version = articleFor(library, one.article.id, locale)
    return version ? [deskArticle(library, one, version, question)] : []
  })
}

function deskArticle(
  library: Library,
  found: Found,
  version: Article,
  { locale, segments }: DeskQuestion,
): DeskArticle {
  const category = library.categories.find(({ id }) => id === version.category)
  return {
    article: version.id,
    title: version.title,
    url: urlFor(version.id, locale),
    locale: version.locale,
    category: say(category?.label, 'en') || version.category,
    languages: localesOf(library, version.id),
    updated: version.updated,
    segments: version.segments.map((segment) => ({
      segment,
      label: say(library.segments.find(({ id }) => id === segment)?.label, 'en') || segment,
      fits: segments.includes(segment),
    })),
    usual: found.boosted ? found.usual : null,
    heading: found.passage.heading,
    snippet: parts(excerpt(found, snippetLength)),
    snippetLocale: found.article.locale,
    open: canOpen(version, locale),
  }
}

/** Whether a reader of `locale` can open and read the article. */
export function canOpen(article: Article, locale: string): CanOpen {
  const language = languageName(article.locale)
  if (article.locale !== locale)
    return {
      state: 'partly',
      says: `They can open it, in ${language} only`,
      why: `Not yet translated into ${languageName(locale)}; the page says so.`,
    }
  if (article.access === 'unlisted')
    return {
      state: 'yes',
      says: `They can open it, in ${language}`,
      why: 'By this link only: it is not in search and not on a shelf.',
    }
  return { state: 'yes', says: `They can open it, in ${language}`, why: '' }
}

/** A link to the article in every form that help desks take. */
export function linkAnswer(
  article: Article,
  { locale, origin }: { locale: string; origin: string },
): LinkAnswer {
  const url = new URL(urlFor(article.id, locale), origin).href
  const { id, title } = article
  return {
    article: id,
    locale,
    title,
    url,
    markdown: `[${title.replace(/[\\[\]()*_`<>]/g, '\\$&')}](${url})`,
    html: `<a href="${escapeHtml(url)}">${escapeHtml(title)}</a>`,
    text: `${title}: ${url}`,
  }
}

export function languageName(locale: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale
}

/** The excerpt as data, so that the page can write it as text. */
function parts(html: string): SnippetPart[] {
  return html
    .split(/(<mark>.*?<\/mark>)/s)
    .filter((part) => part !== '')
    .map((part) => ({ text: unescapeHtml(part.replace(/<\/?mark>/g, '')), mark: part.startsWith('<mark>') }))
}

const entities: readonly (readonly [string, string])[] = [
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]
const escapeHtml = (text: string): string =>
  entities.reduce(
    (escaped, [character, entity]) => escaped.replaceAll(character, entity),
    text.replaceAll('&', '&amp;'),
  )
const unescapeHtml = (text: string): string =>
  entities
    .reduce((plain, [character, entity]) => plain.replaceAll(entity, character), text)
    .replaceAll('&amp;', '&')
