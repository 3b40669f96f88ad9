import { stringify } from 'yaml'
import type { ForeignArticle } from './foreign.ts'

/** The head of an article file. @param restricted ours who alone may read it; without any, what not everybody saw is a draft */
export function frontMatter(
  article: ForeignArticle,
  aliases: readonly string[],
  restricted: readonly string[] | undefined,
): string {
  const { description, keywords = [], access, draft, updated, order } = article.fields
  const withheld = restricted === undefined ? article.readers : undefined
  const fields = {
    title: article.title,
    ...(description && { description }),
    ...(keywords.length > 0 && { keywords: [...new Set(keywords)] }),
    ...(aliases.length > 0 && { aliases }),
    ...(access === 'unlisted' && { access }),
    ...(restricted && { restricted }),
    ...((withheld || draft) && { draft: true }),
    ...(updated && { updated }),
    ...(order !== undefined && Number.isFinite(order) && { order }),
  }
  const reason = withheld ? `# A draft, because ${withheld.because.replace(/\s+/g, ' ')}\n` : ''
  return `---\n${stringify(fields, { lineWidth: 0 }).replace(/^(draft: true)$/m, `${reason}$1`)}---\n`
}
