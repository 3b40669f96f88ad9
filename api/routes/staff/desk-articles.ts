import type { Environment } from '#api/settings/environment.ts'
import { referenceName } from '#api/storage/link-reference.ts'
import { excerpt } from '#content/library/excerpt.ts'
import type { Finder } from '#content/library/find.ts'
import { articleFor, localesOf, urlFor } from '#content/library/locate.ts'
import type { Article } from '#content/model/article.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import type { CanOpen, DeskArticle, LinkAnswer, SnippetPart } from './answers.ts'
import type { HelpfulVotes } from './customer-history.ts'
import { type Answer, answersTo, type Ticket } from './ticket-search.ts'

/** More than an agent compares while a customer waits. */
const shown = 5

/** Characters of a passage: enough to see whether it answers. */
const snippetLength = 200

export interface DeskQuestion {
  readonly ticket: Ticket
  /** Language in which articles are shared: the customer's, else the ticket's. */
  readonly locale: string
  /** The customer's segments, strongest first. */
  readonly segments: readonly string[]
  /** Language of the agent. */
  readonly reader: string
}

/** The best articles for this text and this customer, best first; of several questions, an answer to each comes first. */
export function deskArticles(
  library: Library,
  finder: Finder,
  question: DeskQuestion,
  votes: HelpfulVotes,
): DeskArticle[] {
  const { ticket, segments } = question
  return answersTo(finder, ticket, { segments, limit: shown }).flatMap((one) => {
    const version = articleFor(library, one.found.article.id, question.locale)
    return version ? [deskArticle(library, one, version, question, votes)] : []
  })
}

function deskArticle(
  library: Library,
  { found, usual, question }: Answer,
  version: Article,
  { locale, segments, reader }: DeskQuestion,
  votes: HelpfulVotes,
): DeskArticle {
  const category = library.categories.find(({ id }) => id === version.category)
  return {
    article: version.id,
    title: version.title,
    url: urlFor(version.id, locale),
    locale: version.locale,
    category: say(category?.label, reader) || version.category,
    languages: localesOf(library, version.id),
    updated: version.updated,
    segments: version.segments.map((segment) => ({
      segment,
      label: say(library.segments.find(({ id }) => id === segment)?.label, reader) || segment,
      fits: segments.includes(segment),
    })),
    usual,
    heading: found.passage.heading,
    snippet: parts(excerpt(found, snippetLength)),
    snippetLocale: found.article.locale,
    open: canOpen(version, locale),
    answers: question,
    helpful: votes(version.id, segments),
    preview: version.passages.map(({ heading, text }) => ({ heading, text })),
  }
}

/** Whether a reader of `locale` can open and read the article. */
export function canOpen(article: Article, locale: string): CanOpen {
  if (article.locale !== locale) return { state: 'partly', locale: article.locale, unlisted: false }
  return { state: 'yes', locale, unlisted: article.access === 'unlisted' }
}

/** A link to the article in every form that help desks take. A restricted one is at this server, wherever the pages are. */
export function linkAnswer(
  article: Article,
  { origin, serverOrigin }: Pick<Environment, 'origin' | 'serverOrigin'>,
  { locale, reference }: { locale: string; reference: string },
): LinkAnswer {
  const address = new URL((article.restricted ? serverOrigin : origin) + urlFor(article.id, locale))
  address.searchParams.set(referenceName, reference)
  const url = address.href
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
