import { questionsOf } from '#content/language/questions.ts'
import { excerpt } from '#content/library/excerpt.ts'
import type { Finder, Found } from '#content/library/find.ts'
import { articleFor, localesOf, urlFor } from '#content/library/locate.ts'
import type { Article } from '#content/model/article.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import type { CanOpen, DeskArticle, LinkAnswer, SnippetPart } from './answers.ts'
import type { HelpfulVotes } from './customer-history.ts'

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
  /** Language of the agent. */
  readonly reader: string
}

/** A found article, and the question of several that it answers. */
interface Answered {
  readonly found: Found
  readonly question: string | null
}

/** The best articles for this text and this customer, best first; of several questions, an answer to each comes first. */
export function deskArticles(
  library: Library,
  finder: Finder,
  question: DeskQuestion,
  votes: HelpfulVotes,
): DeskArticle[] {
  return answersIn(finder, question).flatMap((one) => {
    const version = articleFor(library, one.found.article.id, question.locale)
    return version ? [deskArticle(library, one, version, question, votes)] : []
  })
}

/** The text is searched in its own language; what is shown is the version the customer would open. */
function answersIn(finder: Finder, { text, language, segments }: DeskQuestion): Answered[] {
  const find = (query: string, limit: number) => finder.find({ query, locale: language, segments, limit })
  const whole = find(text, shown).map((found): Answered => ({ found, question: null }))
  const each = questionsOf(text, language).flatMap((question): Answered[] => {
    const [found] = find(question, 1)
    return found && found.matched.length >= fewestWords ? [{ found, question }] : []
  })
  const several = new Set(each.map(({ found }) => found.article.id)).size > 1
  const seen = new Set<string>()
  return [...(several ? each : []), ...whole]
    .filter(({ found: { article } }) => !seen.has(article.id) && seen.add(article.id))
    .slice(0, shown)
}

/** Words of one question that its article must share, so that a polite phrase does not count as a question. */
const fewestWords = 2

function deskArticle(
  library: Library,
  { found, question }: Answered,
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
    usual: found.boosted ? found.usual : null,
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
