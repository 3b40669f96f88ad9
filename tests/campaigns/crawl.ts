/**
 * Every page, file and redirect that can be reached from a site's entrance and its map, and every address in them: of
 * pages the attributes, of styles `url()`, of feeds, maps and plain files what begins with the site's origin.
 */

export interface Crawled {
  readonly pages: number
  readonly files: number
  readonly addresses: number
  /** An address outside the base, or one that is not answered; where it stood. */
  readonly wrong: readonly string[]
}

const attributes = /\s(href|src|action|formaction|poster|srcset)=(?:"([^"]*)"|'([^']*)')/g
const anyRooted = /\s([\w:-]+)=(?:"(\/[^"]*)"|'(\/[^']*)')/g

/** @param site `http://127.0.0.1:4321/help` */
export async function crawl(site: string, entrances: readonly string[]): Promise<Crawled> {
  const { origin, pathname: base } = new URL(site)
  const wrong: string[] = []
  const seen = new Map<string, string>()
  const waiting: string[] = []
  let [pages, files] = [0, 0]

  const note = (address: string, from: string, get = true): void => {
    if (address.includes('[[') || !URL.canParse(address, from)) return
    const url = new URL(address, from)
    if (url.origin !== origin) return
    url.hash = ''
    if (!`${url.pathname}/`.startsWith(`${base}/`)) wrong.push(`${url.pathname} in ${from}`)
    else if (get && !seen.has(url.href)) {
      seen.set(url.href, from)
      waiting.push(url.href)
    }
  }
  for (const entrance of entrances) note(site + entrance, site)

  const visit = async (address: string): Promise<void> => {
    const from = seen.get(address)
    const answer = await fetch(address, { redirect: 'manual' })
    const { status, headers } = answer
    const rules = /"([^"]+)"/.exec(headers.get('speculation-rules') ?? '')?.[1]
    if (rules) note(rules, address)
    const location = headers.get('location')
    if (location) note(location, address)
    else if (status !== 200) wrong.push(`${status} for ${address} in ${from}`)
    const type = headers.get('content-type') ?? ''
    if (!/text|json|xml|svg/.test(type)) {
      files++
      await answer.arrayBuffer()
      return
    }
    const text = await answer.text()
    if (!type.includes('html')) {
      files++
      if (type.includes('css'))
        for (const [, one = ''] of text.matchAll(/url\(\s*["']?([^"')]+)/g)) note(one, address)
      if (type.includes('markdown'))
        for (const [, one = ''] of text.matchAll(/\]\(<?([^\s)>]+)/g)) note(one, address)
      if (address.endsWith('redirects.json'))
        for (const [from, to] of Object.entries<string>(JSON.parse(text)))
          for (const one of [from, to]) note(one, address)
      own(text, address)
      return
    }
    pages++
    const markup = text.replace(/<!--[\s\S]*?-->/g, '')
    for (const [, name = '', value = '', rooted = ''] of markup.matchAll(anyRooted))
      if (name !== 'value' && (value || rooted).length > 1) note(decoded(value || rooted), address, false)
    for (const [tag] of markup.matchAll(/<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi))
      for (const [, name, one = '', other = ''] of tag.matchAll(attributes)) {
        const value = decoded(one || other)
        const get = !/^(form)?action$/.test(name!) && !/ download(?:[=\s>])/.test(tag)
        if (name === 'srcset') for (const part of value.split(',')) note(part.trim().split(/\s/)[0]!, address)
        else note(value, address, get && !value.includes('/api/'))
      }
    own(text, address)
  }
  /** Whole addresses of the site, wherever they stand. */
  const own = (text: string, address: string): void => {
    for (const [, path = ''] of text.matchAll(
      new RegExp(`${origin.replaceAll('.', '\\.')}(/[^\\s"'<>()\\\\]*)?`, 'g'),
    ))
      note(
        decoded(origin + path),
        address,
        !path.includes('/api/') && !path.includes('{') && !/[*]/.test(path),
      )
  }

  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await visit(next)
  }
  while (waiting.length > 0) await Promise.all(Array.from({ length: 4 }, worker))
  return { pages, files, addresses: seen.size, wrong }
}

const decoded = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&#38;', '&')
