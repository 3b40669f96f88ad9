import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { viewForVisitor } from '#api/view-for-visitor.ts'
import { bearerOf } from '#api/web/bearer.ts'
import type { AppContext } from '#api/web/context.ts'
import { jsonBelow } from '#api/web/door.ts'
import { count, limit } from '#api/web/limits.ts'
import { placeOf } from '#api/web/place.ts'
import { problemResponse } from '#api/web/problems.ts'
import { readLocale } from '#api/web/visit.ts'
import { articleFor, urlFor } from '#content/library/locate.ts'
import type { Article } from '#content/model/article.ts'
import { say } from '#content/model/locale.ts'

/** Largest request of an assistant, in bytes: a long ticket. */
const largest = 256 * 1024

/** Loaded at the first request: it takes a noticeable part of a start, and most help centres are never asked. */
const protocol = async () => ({
  ...(await import('@modelcontextprotocol/sdk/server/mcp.js')),
  ...(await import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js')),
})

/** Asks our own API, as the key that came with the request. */
type Ask = (path: string, body: object) => Promise<unknown>

/**
 * The help centre for assistants: the Model Context Protocol over streamable HTTP, stateless, so that any process may
 * answer. Everybody reads open articles; a key of the scope `desk` does an agent's work through the staff API, with its
 * limits and its audit.
 *
 * @param request asks the app this is mounted on
 */
export function mcpRoutes(context: AppContext, request: Hono['request']): Hono {
  const tooLarge = bodyLimit({ maxSize: largest, onError: () => problemResponse('too-large') })
  return new Hono().post('/', tooLarge, async (c) => {
    await count(context, [limit('mcp-place', placeOf(c, context.environment.trustedProxies))])
    const { McpServer, WebStandardStreamableHTTPServerTransport } = await protocol()
    const server = new McpServer({ name: 'kindred', version: '1' })
    addReading(server, context)
    const secret = bearerOf(c)
    if (secret !== undefined) {
      addDesk(server, async (path, body) => {
        const headers = { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' }
        const answer = await request(
          `/api/staff/${path}`,
          { method: 'POST', headers, body: JSON.stringify(body) },
          c.env,
        )
        const told: { title?: string; detail?: string } = JSON.parse(
          jsonBelow(context.environment.base, await answer.text()),
        )
        if (!answer.ok) throw new Error(told.detail ?? told.title)
        return told
      })
    }
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
    await server.connect(transport)
    const answer = await transport.handleRequest(c.req.raw)
    // Security headers are added to every answer, and those of the transport's cannot be changed.
    return new Response(answer.body, answer)
  })
}

const localeInput = z
  .string()
  .max(40)
  .optional()
  .describe('One of the site’s languages, such as "tr"; default: its first.')
const reading = { annotations: { readOnlyHint: true, openWorldHint: false } }

function addReading(server: McpServer, context: AppContext): void {
  const { library, finder, environment } = context
  const named = ({ id, title, description }: Article, locale: string) => ({
    ...{ article: id, title, url: environment.origin + urlFor(id, locale) },
    ...(description !== undefined && { description }),
  })
  const listed = (id: string, locale: string) => {
    const article = articleFor(library(), id, locale)
    return article ? [named(article, locale)] : []
  }
  server.registerTool(
    'search_articles',
    {
      description: 'Articles of the help centre that answer a question, best first.',
      inputSchema: {
        query: z.string().min(1).max(500).describe('The question in the customer’s own words.'),
        locale: localeInput,
        limit: z.number().int().min(1).max(20).default(5),
      },
      ...reading,
    },
    ({ query, locale: asked, limit: most }) => {
      const locale = readLocale(asked, context)
      const found = finder().find({ query, locale, segments: [], limit: most })
      return json({ articles: found.slice(0, most).flatMap(({ article }) => listed(article.id, locale)) })
    },
  )
  server.registerTool(
    'read_article',
    {
      description: 'The text of an article.',
      inputSchema: {
        article: z.string().max(300).describe('Article id, category/slug.'),
        locale: localeInput,
      },
      ...reading,
    },
    ({ article: id, locale: asked }) => {
      const locale = readLocale(asked, context)
      const article = articleFor(library(), id, locale)
      if (!article) throw new Error(`There is no article "${id}". search_articles gives their ids.`)
      const text = article.passages.map(({ heading, text }) => (heading ? `## ${heading}\n\n${text}` : text))
      return json({
        ...{ ...named(article, locale), language: article.locale, updated: article.updated },
        text: text.join('\n\n'),
      })
    },
  )
  server.registerTool(
    'list_for_segment',
    {
      description:
        'What a segment of customers is shown first, each with the reason. Without a segment: which segments there are.',
      inputSchema: { segment: z.string().max(64).optional(), locale: localeInput },
      ...reading,
    },
    ({ segment, locale: asked }) => {
      const locale = readLocale(asked, context)
      const { segments, site } = library()
      const label = (one: (typeof segments)[number]) => say(one.label, locale, site.locales[0]) || one.id
      if (segment === undefined)
        return json({ segments: segments.map((one) => ({ segment: one.id, label: label(one) })) })
      const known = segments.find(({ id }) => id === segment)
      if (!known)
        throw new Error(
          `There is no segment "${segment}". They are: ${segments.map(({ id }) => id).join(', ')}.`,
        )
      const { ordering } = viewForVisitor(context, { facts: {}, choice: segment }, locale).view
      const first = ordering.suggestions.map(({ article, because }) => ({
        ...listed(article, locale)[0],
        because: because.text,
      }))
      const shown = new Set(ordering.suggestions.map(({ article }) => article))
      const written = [
        ...new Set(
          library()
            .articles.filter((one) => one.segments.includes(segment))
            .map(({ id }) => id),
        ),
      ]
      const also = written.filter((id) => !shown.has(id)).flatMap((id) => listed(id, locale))
      return json({ segment, label: label(known), first, also, categories: ordering.categories })
    },
  )
}

const customerInput = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .optional()
  .describe('The customer as customer_segments names it.')

function addDesk(server: McpServer, ask: Ask): void {
  server.registerTool(
    'customer_segments',
    {
      description:
        'The segments of a customer with their reasons. Looking somebody up is written into the audit.',
      inputSchema: { email: z.string().max(254).optional(), external: z.string().max(200).optional() },
      annotations: { readOnlyHint: true },
    },
    async (who) => json(await ask('customers/lookup', who)),
  )
  server.registerTool(
    'articles_for_ticket',
    {
      description: 'Articles that answer a ticket, for this customer, in the language they read.',
      inputSchema: { text: z.string().min(1).max(20_000), customer: customerInput, locale: localeInput },
      annotations: { readOnlyHint: true },
    },
    async (ticket) => json(await ask('articles', ticket)),
  )
  server.registerTool(
    'record_link',
    {
      description: 'A link to an article to send to a customer; that it was sent is recorded.',
      inputSchema: { article: z.string().max(200), customer: customerInput, locale: localeInput },
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false },
    },
    async (link) => json(await ask('links', link)),
  )
}

function json(value: unknown): CallToolResult {
  return {
    content: [{ type: 'text', text: JSON.stringify(value) }],
    structuredContent: value as Record<string, unknown>,
  }
}
