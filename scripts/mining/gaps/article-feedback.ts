import { keywordsIn } from '#scripts/mining/clustering/label.ts'
import type { ArticleRemark, MiningArticle, MiningTicket } from '#scripts/mining/types.ts'
import { speaks } from './untranslated.ts'

/** What a topic must tell for remarks on articles to find it. */
export interface RemarkedTopic {
  readonly language: string
  readonly keywords: readonly string[]
  readonly answered: boolean
  readonly size: number
  /** Id of the article that is nearest or, in another language, answers it. */
  readonly article: string | undefined
}

export interface Joined {
  /** Topic → remarks that speak of it. */
  readonly byTopic: ReadonlyMap<number, readonly ArticleRemark[]>
  /** Remarks on articles that no topic is about, by article and the language of the page. */
  readonly alone: readonly {
    readonly article: MiningArticle
    readonly language: string
    readonly remarks: ArticleRemark[]
  }[]
}

/**
 * Puts what was said against an article to the topic it answers. Of several topics of one article the one whose words
 * are used; a topic that the article does not answer only when its words are used.
 */
export function joinRemarks(
  remarks: readonly ArticleRemark[],
  topics: readonly RemarkedTopic[],
  articles: readonly MiningArticle[],
): Joined {
  const byTopic = new Map<number, ArticleRemark[]>()
  const alone = new Map<string, { article: MiningArticle; language: string; remarks: ArticleRemark[] }>()
  const topicsOf = new Map<string, number[]>()
  topics.forEach(({ article }, at) => {
    if (article !== undefined) topicsOf.set(article, [...(topicsOf.get(article) ?? []), at])
  })
  for (const remark of against(remarks)) {
    const topic = topicOf(remark, topicsOf.get(remark.article) ?? [], topics)
    if (topic !== undefined) {
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), remark])
      continue
    }
    const article = versionOf(articles, remark.article, remark.locale)
    if (!article) continue
    const key = `${remark.article} ${remark.locale}`
    const entry = alone.get(key) ?? { article, language: remark.locale, remarks: [] }
    entry.remarks.push(remark)
    alone.set(key, entry)
  }
  return { byTopic, alone: [...alone].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry) }
}

/** The article in this language, else any version of it; undefined when it is no longer published. */
function versionOf(
  articles: readonly MiningArticle[],
  id: string,
  language: string,
): MiningArticle | undefined {
  const versions = articles.filter((article) => article.id === id)
  return versions.find(({ locale }) => speaks(locale, language)) ?? versions[0]
}

export const against = (remarks: readonly ArticleRemark[]): ArticleRemark[] =>
  remarks.filter(({ helpful }) => !helpful)

/** A remark as a question, to be counted with the others. */
export function questionOf({
  id,
  kind,
  text,
  segments,
  createdAt,
  locale,
  customer,
}: ArticleRemark): MiningTicket {
  return {
    ...{ id, text, segments, createdAt, language: locale, signal: kind },
    ...(customer ? { customer } : {}),
  }
}

function topicOf(
  { text, locale }: ArticleRemark,
  candidates: readonly number[],
  topics: readonly RemarkedTopic[],
): number | undefined {
  return candidates
    .map((at) => ({ at, ...topics[at]! }))
    .filter(({ language }) => speaks(language, locale))
    .map((topic) => ({
      ...topic,
      shared: keywordsIn({ text, language: topic.language }, topic.keywords),
    }))
    .filter(({ answered, shared }) => answered || shared > 0)
    .sort(
      (a, b) =>
        b.shared - a.shared || Number(b.answered) - Number(a.answered) || b.size - a.size || a.at - b.at,
    )[0]?.at
}
