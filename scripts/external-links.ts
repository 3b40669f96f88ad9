import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Issue } from '#content/library/issue.ts'
import type { ReadArticle } from '#content/library/read-folder.ts'

/** How one address answered, and when (ISO 8601). */
const answerSchema = z.object({ ok: z.boolean(), said: z.string(), at: z.string() })
type Answer = z.infer<typeof answerSchema>
const cacheSchema = z.record(z.string(), answerSchema)

const day = 86_400_000
/** An address that answered is asked again after a week, one that did not on the next day. */
const keptFor = { ok: 7 * day, dead: day }

/** Hosts asked at a time; one host gets one question after the other. */
const hostsAtATime = 8

export interface Asking {
  /** Addresses asked at most; the rest are left for the next call. */
  readonly limit: number
  /** File that keeps the answers. */
  readonly cache: string
  readonly now: number
  /** How long an answer may take, in ms. */
  readonly patience: number
}

/** Asks every web address that articles link to, each once. @returns links whose address does not answer, and the counts */
export async function checkExternal(
  read: readonly ReadArticle[],
  { limit, cache, now, patience }: Asking,
): Promise<{ issues: Issue[]; asked: number; known: number; left: number }> {
  const places = Map.groupBy(
    read.flatMap(({ article, parsed, offset }) =>
      parsed.links.flatMap(({ href, line }) =>
        /^https?:\/\//i.test(href) && URL.canParse(href)
          ? [{ address: withoutAnchor(href), href, file: article.file, line: line + offset }]
          : [],
      ),
    ),
    ({ address }) => address,
  )
  const answers = readCache(cache)
  const fresh = (answer: Answer | undefined) =>
    answer !== undefined && now - Date.parse(answer.at) < (answer.ok ? keptFor.ok : keptFor.dead)
  const open = [...places.keys()].filter((address) => !fresh(answers[address]))
  const wanted = open.slice(0, limit)
  const hosts = [...Map.groupBy(wanted, (address) => new URL(address).host).values()]
  await Promise.all(
    Array.from({ length: hostsAtATime }, async () => {
      for (let all = hosts.shift(); all; all = hosts.shift())
        for (const address of all)
          answers[address] = { ...(await ask(address, patience)), at: new Date(now).toISOString() }
    }),
  )
  mkdirSync(dirname(cache), { recursive: true })
  writeFileSync(cache, `${JSON.stringify(answers, null, 1)}\n`)
  const issues = [...places].flatMap(([address, links]): Issue[] => {
    const answer = answers[address]
    if (!answer || answer.ok) return []
    return links.map(({ file, line, href }) => ({
      file,
      line,
      message: `The address "${href}" does not answer: ${answer.said}.`,
      kind: 'Outside links that do not answer',
      level: 'dead',
    }))
  })
  return { issues, asked: wanted.length, known: places.size - open.length, left: open.length - wanted.length }
}

async function ask(address: string, patience: number): Promise<Omit<Answer, 'at'>> {
  try {
    for (const method of ['HEAD', 'GET']) {
      const answer = await fetch(address, {
        method,
        redirect: 'follow',
        signal: AbortSignal.timeout(patience),
        headers: { 'User-Agent': 'Mozilla/5.0 (compatible; Kindred link check)', Accept: '*/*' },
      })
      await answer.body?.cancel()
      // Many servers know no HEAD, or refuse it to programs.
      if (answer.ok || (method === 'GET' && answer.status !== 404 && answer.status !== 410))
        return { ok: answer.ok || answer.status < 500, said: `${answer.status}` }
      if (method === 'GET') return { ok: false, said: `${answer.status}` }
    }
    return { ok: false, said: 'nothing' }
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } }
    return { ok: false, said: name === 'TimeoutError' ? 'nothing in time' : (cause?.code ?? 'no connection') }
  }
}

const withoutAnchor = (href: string): string => href.replace(/#.*$/s, '')

function readCache(file: string): Record<string, Answer> {
  if (!existsSync(file)) return {}
  try {
    return cacheSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Only answers are lost: they are asked again.
    return {}
  }
}
