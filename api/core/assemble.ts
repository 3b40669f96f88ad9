import { languageName } from '#content/language/formats.ts'
import { namedIn } from '#content/model/base-path.ts'
import { aboutList } from './assemble-about.ts'
import { type Fill, nameSearch, searchResults } from './assemble-search.ts'
import type { LiftedArticle, View } from './visitor.ts'

/**
 * Puts a built page together for one visitor by cutting and joining its own parts; the server and
 * the browser call the same function. A page that lacks a part keeps everything else.
 *
 * Parts: `<!--part:NAME-->…<!--/part:NAME-->`. Templates: `<template id="t-NAME">…</template>` with
 * `[[name]]` for a value (always escaped, excerpts excepted) and `[[?name]]…[[/name]]` for words that
 * stand only when the value is not empty. `t-shelves-note-1`, `-2` … win over `t-shelves-note`, and
 * `t-result-plain` over `t-result` for a result without a reason. A part `sample:SHELF` or `sample:ARTICLE` holds a few
 * titles of a shelf, `sample:*` of all shelves, each a part `title:ARTICLE`.
 * @param base of the addresses in `view`: in the browser they come from outside the server's door
 */
export function assemble(html: string, view: View, base = ''): string {
  /** The name of an article's language where it is not the reader's; the address says which that is. */
  const tongue = (language: string, url: string): string => {
    const { locale } = namedIn(base, url)
    return language === locale ? '' : languageName(language, locale)
  }
  const { ordering, choice, search, contact } = view
  const matches = ordering.heldOut ? [] : ordering.matches
  const [first] = matches
  // In an address the query is encoded, elsewhere escaped; templates are filled later, so there it is a value.
  if (search) html = html.replaceAll('?q=[[q]]', () => `?q=${escapeText(encodeURIComponent(search.query))}`)
  const built = html

  const template = (name: string): string | undefined => {
    const open = `<template id="t-${name}">`
    const at = built.indexOf(open)
    return at < 0 ? undefined : built.slice(at + open.length, built.indexOf('</template>', at))
  }
  const fill: Fill = (name, values = {}, raw = []) =>
    given(template(name) ?? '', values).replace(/\[\[([\w:-]+)\]\]/g, (_, key: string) => {
      if (key.startsWith('checked:'))
        return key.slice(8) === (choice === null ? '' : choice) ? ' checked' : ''
      if (key === 'q') return escapeText(search?.query ?? '')
      const value = String(values[key] ?? '')
      return raw.includes(key) ? value : escapeText(value)
    })
  const put = (name: string, words: string): void => {
    if (words) html = change(html, name, () => words)
  }

  if (search) html = html.replaceAll('[[q]]', () => escapeText(search.query))

  const { signIn } = view
  if (signIn && signIn.state !== 'ask')
    put('sign-in', fill(`sign-in-${signIn.state}`, { token: signIn.token, who: signIn.who }))

  if (view.about) put('about', aboutList(view.about, fill))

  if (contact) {
    for (const name of ['key', 'from', 'text', 'email'] as const)
      html = html.replaceAll(`[[contact-${name}]]`, () => escapeText(contact[name]))
    if (contact.unanswered) {
      put('contact-lead', fill('contact-unanswered'))
      html = change(html, 'contact-email', () => '')
    }
    if (contact.wrong) put('contact-wrong', fill(`contact-${contact.wrong}`))
    if (contact.sent) put('contact-form', fill(contact.unanswered ? 'contact-kept' : 'contact-sent'))
  }

  let changed = false
  if (matches.length) {
    const items = ordering.suggestions.map((one) =>
      fill('first-item', { ...one, tongue: tongue(one.language, one.url), because: one.because.text }),
    )
    const suggested = html.includes('<!--part:first-->') ? ordering.suggestions.map((one) => one.article) : []
    if (items.length) put('first', fill('first', { items: items.join('') }, ['items']))

    let moved = 0
    html = arrange(html, 'shelves', 'shelf', ordering.categories, (part, id, now, usual) => {
      if (now >= usual) return part
      moved++
      return change(part, `moved:${id}`, () => fill(`moved-${usual + 1}`))
    })
    const note = `shelves-note-${moved}`
    if (moved) put('shelves-note', fill(template(note) ? note : 'shelves-note', { n: moved }))

    const because = new Map(view.lifted.map((one) => [one.article, one.because]))
    let lifted = 0
    html = arrange(html, 'articles', 'article', [...because.keys()], (part, id, now, usual) => {
      if (!because.has(id)) return part
      if (now < usual) lifted++
      return change(part, `lifted:${id}`, () =>
        because.get(id) ? fill('lifted', { because: because.get(id)! }) : '',
      )
    })
    if (lifted) put('articles-note', fill(`articles-note-${lifted}`))

    html = html.replace(/<!--part:sample:([^>]+)-->[\s\S]*?<!--\/part:sample:\1-->/g, (built, of: string) =>
      change(built, `sample:${of}`, (inner) =>
        sample(inner, {
          wanted: view.lifted.filter(
            ({ article }) => article !== of && (of === '*' || article.startsWith(`${of.split('/')[0]}/`)),
          ),
          except: suggested,
          foreign: ({ language, url }) => tongue(language, url) !== '',
          item: (one) => fill('sample-item', { ...one, tongue: tongue(one.language, one.url) }),
        }),
      ),
    )
    changed = suggested.length > 0 || moved > 0 || lifted > 0
    if (view.channelsBecause) put('channels-why', fill('channels-why', { because: view.channelsBecause }))
  }

  const [why] = view.segments
  const raised = search?.items.filter((item) => item.because).length ?? 0
  if (choice === null) put('why', fill('why-none'))
  else if (first && why) {
    const values = {
      segment: why.id,
      because: why.facts ? why.because : '',
      people: why.facts ? '' : why.people,
    }
    const shown = search?.query ? `why-results-${raised}` : changed ? 'why' : 'why-still'
    put(
      'why',
      fill(template(shown) ? shown : 'why-still', { ...values, facts: why.facts, linked: why.linked }),
    )
  }

  const channels = new Map(ordering.channels.map((channel) => [channel.id, channel]))
  html = arrange(html, 'channels', 'channel', [...channels.keys()], (part, id) => {
    const channel = channels.get(id)
    if (!channel) return part
    const { open, because, opens, opensText } = channel
    const told = change(part, `open:${id}`, () =>
      fill(open ? 'open' : 'closed', { because: because ?? '', instant: opens ?? '', opens: opensText }),
    )
    return open ? told : change(told, `wait:${id}`, () => '')
  })

  html = chooseVersions(html, view.as ? [view.as] : matches.map((match) => match.segment))
  if (view.voted) put('voted', fill(template(view.voted) === undefined ? 'thanks' : view.voted))

  if (search?.query) {
    const has = (name: string) => template(name) !== undefined
    put('results', searchResults(search, { fill, has, tongue }))
    html = nameSearch(html, search.query, escapeText(search.query))
  }
  return html
}

/** What the address says of a vote without script: `?voted=1`, or `?voted=no` and `?voted=partly` after a bare answer. */
export function votedIn(search: URLSearchParams): View['voted'] {
  const voted = search.get('voted')
  return voted === '1' ? 'thanks' : voted === 'no' ? 'why-not' : voted === 'partly' ? 'why-partly' : undefined
}

interface Sample {
  readonly wanted: readonly LiftedArticle[]
  /** Articles that stand elsewhere on the page. */
  readonly except: readonly string[]
  /** Whether it is written in another language than the reader's. */
  readonly foreign: (article: LiftedArticle) => boolean
  readonly item: (article: LiftedArticle) => string
}

/**
 * A few titles of a shelf: those that moved up, then those built, as many as are shown now. Translated ones come first.
 * The build has some more than it shows, hidden, for those that stand elsewhere.
 */
function sample(inner: string, { wanted, except, foreign, item }: Sample): string {
  const built = new Map(
    [...inner.matchAll(/<!--part:title:([^>]+?)-->([\s\S]*?)<!--\/part:title:\1-->/g)].map((part) => [
      part[1]!,
      part[2]!,
    ]),
  )
  const places = [...built.values()].filter((html) => !html.startsWith('<li hidden')).length
  const lifted = new Map(wanted.map((one) => [one.article, one]))
  const first = wanted
    .toSorted((a, b) => Number(foreign(a)) - Number(foreign(b)))
    .map(({ article }) => article)
  const ids = [...new Set([...first, ...built.keys()])].filter((id) => !except.includes(id)).slice(0, places)
  if (ids.length === 0) return inner
  return ids.map((id) => (built.get(id) ?? item(lifted.get(id)!)).replace(/^<li hidden/, '<li')).join('')
}

/** The five characters that mean something in HTML text and attributes. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function change(html: string, name: string, how: (inner: string) => string): string {
  const open = `<!--part:${name}-->`
  const from = html.indexOf(open) + open.length
  const to = html.indexOf(`<!--/part:${name}-->`, from)
  return from < open.length || to < 0
    ? html
    : html.slice(0, from) + how(html.slice(from, to)) + html.slice(to)
}

/** Orders the parts `kind:ID` inside the part `name`: those named in `order` first, the rest as built. */
function arrange(
  html: string,
  name: string,
  kind: string,
  order: readonly string[],
  dress: (part: string, id: string, now: number, usual: number) => string,
): string {
  return change(html, name, (inner) => {
    const parts = [
      ...inner.matchAll(new RegExp(`<!--part:${kind}:([^>]+?)-->[\\s\\S]*?<!--/part:${kind}:\\1-->`, 'g')),
    ]
    const last = parts.at(-1)
    if (!last) return inner
    const usual = parts.map((part, at) => ({ html: part[0], id: part[1]!, at }))
    const now = usual.toSorted((a, b) => rank(order, a.id) - rank(order, b.id) || a.at - b.at)
    return (
      inner.slice(0, parts[0]!.index) +
      now.map((part, at) => dress(part.html, part.id, at, part.at)).join('') +
      inner.slice(last.index + last[0].length)
    )
  })
}

function rank(order: readonly string[], id: string): number {
  const at = order.indexOf(id)
  return at < 0 ? order.length : at
}

/** Of each run of `<For>` passages, shows the first that fits; the last of a run is for everyone. */
function chooseVersions(html: string, segments: readonly string[]): string {
  let chosen = false
  return html.replace(
    /<section class="for( kin)?" data-for="([^"]*)"(?: hidden)?>/g,
    (_, kin = '', names: string) => {
      const last = names === 'everyone'
      const shown = !chosen && (last || names.split(' ').some((name) => segments.includes(name)))
      chosen = last ? false : chosen || shown
      return `<section class="for${kin}" data-for="${names}"${shown ? '' : ' hidden'}>`
    },
  )
}

/** Keeps `[[?name]]…[[/name]]` where there is such a value, those within others included. */
function given(words: string, values: Readonly<Record<string, unknown>>): string {
  return words.replace(/\[\[\?(\w+)\]\]([\s\S]*?)\[\[\/\1\]\]/g, (_, key: string, inner: string) =>
    values[key] ? given(inner, values) : '',
  )
}
