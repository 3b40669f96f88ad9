import { detect } from '#content/language/index.ts'
import { clean } from './clean.ts'
import { type Candidate, gapsOf } from './gaps.ts'
import { backgroundOf, keywordsOf, titleOf } from './label.ts'
import type { Mined, MinedTopic, MiningArticle, MiningOptions, MiningTicket } from './model.ts'
import { poolOf } from './pool.ts'
import { typicalFirst } from './typical.ts'
import { dayOf, instantOf } from './weeks.ts'

export { identify } from './identify.ts'
export type {
  GapKind,
  GapSample,
  Mined,
  MinedGap,
  MinedTopic,
  MiningArticle,
  MiningOptions,
  MiningTicket,
  NearestArticle,
  SegmentLift,
} from './model.ts'

/**
 * What customers ask and which of it no article answers: cleans, groups each language's tickets by what they ask,
 * compares the groups with the articles, and ranks what is left. The same input gives the same result.
 */
export function mine(
  tickets: readonly MiningTicket[],
  articles: readonly MiningArticle[],
  options: MiningOptions = {},
): Mined {
  const report = options.onProgress ?? (() => {})
  // Order of arrival must not matter, only what arrived.
  const ordered = [...tickets].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  report('clean', 0, ordered.length)
  const cleaned = clean(ordered.map(({ subject, body, text }) => ({ subject, body: body ?? text })))
  const pools = new Map<string, number[]>()
  ordered.forEach(({ language }, at) => {
    const named = detect(cleaned[at]!.said, language)
    const pool = pools.get(named)
    if (pool) pool.push(at)
    else pools.set(named, [at])
  })
  const topics: MinedTopic[] = []
  const candidates: Candidate[] = []
  const groups = new Map<string, string>()
  const coverage = new Map<string, string | null>()
  for (const [language, members] of [...pools].sort(
    (a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1),
  )) {
    const texts = members.map((at) => ({ text: cleaned[at]!.text, language }))
    const own = articles.filter(({ locale }) => detect('', locale) === language)
    const pool = poolOf(texts, own, (stage, done, total) => report(`${language}: ${stage}`, done, total))
    report(`${language}: gaps`, 0, pool.count)
    const background = backgroundOf(texts)
    const inTopic: number[][] = Array.from({ length: pool.count }, () => [])
    pool.topics.forEach((topic, row) => {
      inTopic[topic]!.push(row)
    })
    inTopic.forEach((rows, topic) => {
      const order = typicalFirst(pool.matrix, rows)
      const positions = order.map((row) => members[row]!)
      const score = pool.coverage.score[topic] ?? 0
      const article = own[pool.coverage.article[topic] ?? -1]
      const answered = article !== undefined && score >= pool.threshold
      const id = `${language}-${topic + 1}`
      const title = titleOf(positions.map((at) => cleaned[at]!.said))
      const keywords = keywordsOf(
        rows.map((row) => texts[row]!),
        background,
      )
      topics.push({
        id,
        language,
        title,
        keywords,
        tickets: rows.length,
        coverage: score,
        article: answered ? article.id : null,
      })
      for (const at of positions) {
        groups.set(ordered[at]!.id, id)
        coverage.set(ordered[at]!.id, answered ? article.id : null)
      }
      candidates.push({
        language,
        title,
        keywords,
        positions,
        agreement: pool.agreement[topic]!,
        threshold: pool.threshold,
        score,
        answered,
        article,
        passage: pool.passages[pool.coverage.passage[topic] ?? -1]?.text,
        translated: own.length > 0,
      })
    })
  }
  const newest = Math.max(...ordered.map(({ createdAt }) => instantOf(createdAt) ?? 0), 0)
  const { gaps, terms } = gapsOf({
    tickets: ordered,
    said: cleaned.map(({ said }) => said),
    candidates,
    articles,
    options,
    asOf: options.asOf ?? dayOf(newest),
  })
  report('gaps', 1, 1)
  return { topics, gaps, groups, coverage, terms }
}
