import { within } from '#content/model/base-path.ts'

/** Where help desks' own knowledge bases put their articles. */
const paths: readonly RegExp[] = [
  // Zendesk, Chatwoot: /hc/en-gb/articles/360001-freeze-a-card, /hc/bank/articles/freeze-a-card
  /^\/hc\/[^/]{1,80}\/articles\/[^/]/,
  // Freshdesk: /support/solutions/articles/4000012, /en/support/solutions/articles/4000012-freeze
  /^(?:\/[\w-]{2,10})?\/support\/solutions\/articles\/\d/,
  // Intercom: /en/articles/123-freeze-a-card, on its own host /bank/en/articles/123
  /^(?:\/[\w-]{1,80}){1,2}\/articles\/\d/,
  // Help Scout Docs: /article/12-freeze-a-card
  /^\/article\/\d{1,9}-/,
  // Groove: /knowledge_base/topics/freeze-a-card; HubSpot: /knowledge/freeze-a-card
  /^\/knowledge_base\/topics\/[^/]/,
  /^(?:\/[\w-]{2,10})?\/knowledge\/[^/]/,
  // Zammad: /help/en-us/2-cards/9-freeze-a-card
  /^\/help\/[\w-]{2,10}\/\d{1,9}-[^/]{1,200}\/\d{1,9}-/,
  // osTicket: /kb/faq.php?id=9
  /^(?:\/[^/]{1,80}){0,2}\/kb\/faq\.php$/,
]

/** Kindred's own articles: /en/cards/freeze-a-card/, /en/cards/abroad/pin/ */
const ours = /^\/[a-z]{2,3}(?:-[A-Za-z]{2,4})?(?:\/[\w-]{1,200}){2,3}\/?$/

/** Signs of an answer that are looked at, and addresses in them: beyond stand quoted chains and logs. */
const looked = 100_000
const links = 200

/**
 * Whether one of these answers sends the customer to an article: by the shape of its address.
 *
 * @param site address of this help centre, `https://help.example.com`: its pages in a category count too.
 */
export function linksArticle(answers: readonly string[], site?: string): boolean {
  const here = site !== undefined && URL.canParse(site) ? new URL(site) : undefined
  return answers.some((answer) => {
    const found = answer.slice(0, looked).matchAll(/https?:\/\/[^\s"'<>()[\]]{4,1000}/gi)
    return [...found.take(links)].some(([address]) => isArticle(address, here))
  })
}

function isArticle(address: string, site: URL | undefined): boolean {
  if (!URL.canParse(address)) return false
  const { pathname, origin } = new URL(address)
  return (
    paths.some((path) => path.test(pathname)) ||
    (site !== undefined &&
      origin === site.origin &&
      ours.test(within(site.pathname.replace(/\/$/, ''), pathname)))
  )
}
