import type { Library } from '#content/model/library.ts'
import { isDue } from '#content/model/publication.ts'
import type { Publisher } from './publisher.ts'

/** A publish that failed is tried again after this long, in ms. */
const patience = 600_000

/**
 * Publishes when an article's `publish_at` or `expires_at` has come. What is due is read from the library as last built,
 * so a server that was away catches up when it starts.
 */
export function createSchedule({
  everything,
  publisher,
  log,
  now,
}: {
  /** The library as last built, with what is held back. */
  everything(): Library
  publisher: Publisher
  log: Readonly<Record<'info' | 'warn' | 'error', (about: object, message: string) => void>>
  now(): Date
}): { look(): void } {
  let tried: { due: string; at: number } | undefined
  return {
    look() {
      const library = everything()
      const clock = { now: now(), zone: library.site.timezone }
      const due = [...library.articles, ...library.drafts].filter((article) => isDue(article, clock))
      if (due.length === 0) return
      const articles = due.map(({ file }) => file)
      const at = clock.now.getTime()
      const again = tried?.due === articles.join('\n')
      if (again && at - (tried?.at ?? 0) < patience) return
      const last = publisher.now()
      if (again && last?.by === null && last.ended !== null && !last.done)
        log.error({ articles, said: last.lines.slice(-5) }, 'publishing what is due failed; trying again')
      if (!publisher.able) {
        const hint = 'run "npm run publish" where the site is built'
        log.warn({ articles, hint }, 'articles are due, and this server has no build tools')
      } else if (publisher.start(null)) log.info({ articles }, 'publishing what is due')
      // A publish under way was begun before: what is due then may not be in it.
      else return
      tried = { due: articles.join('\n'), at }
    },
  }
}
