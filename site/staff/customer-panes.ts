import type { CustomerAnswer, ProfileAnswer, SharedArticle } from '#api/routes/staff/answers.ts'
import { customerLinks } from './customer-links.ts'
import { type Child, el, icon } from './dom.ts'
import { t } from './translate.ts'
import { day, fullDay, language } from './words.ts'

/** What an agent sees of a customer: segments with reasons, the facts, what they asked, and what such people need. */
export function customerPanes(customer: CustomerAnswer): HTMLElement[] {
  return [
    segments(customer),
    facts(customer),
    ...history(customer),
    ...(customer.profiles.length > 0 ? [profiles(customer.profiles)] : []),
    customerLinks(customer.customer),
  ]
}

function segments({ matches, others, profiles: known }: CustomerAnswer): HTMLElement {
  const list = matches.map(({ segment, label, because }) => {
    const owner = known.find((one) => one.segment === segment)?.owner
    return el(
      'li',
      {},
      el('a', { href: `/staff/segments/?id=${encodeURIComponent(segment)}` }, label),
      ...because.map(({ text }) => el('p', { class: 'because' }, icon('first'), `“${text}”`)),
      owner ? el('p', { class: 'note' }, t('Looked after by {owner}', { owner })) : null,
    )
  })
  const not =
    others.length > 0
      ? el('li', {}, el('span', { class: 'note' }, t('Not {segments}', { segments: others.join(', ') })))
      : null
  const none = matches.length === 0 ? el('li', {}, t('No segment fits. They see the usual order.')) : null
  return pane('seg', t('Why they see what they see'), el('ul', { class: 'segs' }, none, ...list, not))
}

function facts({
  facts: all,
  locale,
  external,
  updated,
  channel,
  profiles: known,
}: CustomerAnswer): HTMLElement {
  const value = known[0] && known[0].value > 1 ? t('{n} of 5', { n: known[0].value }) : ''
  const rows = [
    ...(channel ? [{ label: t('Answer by'), value: channel }] : []),
    ...(locale ? [{ label: t('Language'), value: language(locale) }] : []),
    ...(value ? [{ label: t('Value'), value }] : []),
    ...all.filter(({ label }) => !(locale && label === t('Language'))),
    ...(external ? [{ label: t('Number'), value: external }] : []),
    { label: t('As of'), value: fullDay(updated) },
  ]
  const list = rows.flatMap(({ label, value: said }) => [el('dt', {}, label), el('dd', {}, said)])
  return pane('prof', t('What we know'), el('dl', { class: 'facts' }, ...list))
}

function history({ tickets, shared, read, searched }: CustomerAnswer): HTMLElement[] {
  const panes: HTMLElement[] = []
  if (tickets.length > 0) {
    const lines = tickets.map(({ at, url, channel, text, led }) => {
      const words: Child = el('span', { class: 'says-plain' }, text)
      const link = url ? outside(url, text) : words
      const about = [day(at), channel].filter(Boolean).join(', ')
      return el(
        'li',
        {},
        link,
        el('p', { class: 'note' }, about),
        led && el('p', { class: 'note' }, t('Led to'), ' ', el('a', { href: led.url }, led.title)),
      )
    })
    panes.push(pane('asked', t('What they asked before'), el('ul', { class: 'segs' }, ...lines)))
  }
  if (shared.length > 0) {
    const lines = shared.map(({ title, url, at, ...became }) =>
      el(
        'li',
        {},
        el('a', { href: url }, title),
        el('p', { class: 'note' }, [day(at), ...fate(became)].join(' · ')),
      ),
    )
    panes.push(pane('sent', t('What agents sent them'), el('ul', { class: 'segs' }, ...lines)))
  }
  if (read.length + searched.length > 0)
    panes.push(
      pane(
        'did',
        t('What they looked for here'),
        el(
          'ul',
          { class: 'segs' },
          ...searched.map(({ query, at }) => el('li', {}, `“${query}”`, el('p', { class: 'note' }, day(at)))),
          ...read.map(({ title, url }) => el('li', {}, el('a', { href: url }, title))),
        ),
      ),
    )
  return panes
}

/** What became of a link that was shared. A reader may ask not to be followed, so "not opened" is never claimed. */
function fate({
  followed,
  opened,
  returned,
  contacted,
}: Omit<SharedArticle, 'title' | 'url' | 'at'>): string[] {
  return [
    ...(opened ? [t('opened {day}', { day: day(opened) })] : followed ? [t('not seen opened')] : []),
    ...(returned ? [t('came back {day}', { day: day(returned) })] : []),
    ...(contacted ? [t('wrote again {day}', { day: day(contacted) })] : []),
  ]
}

/** A link into the help desk that the tickets came from. The API gives only http and https. */
export function outside(url: string, text: string): HTMLAnchorElement {
  const link = el('a', { class: 'says-plain', target: '_blank', rel: 'noopener noreferrer' }, text)
  link.href = url
  return link
}

/** The strongest segment in full, the others folded. */
function profiles(known: readonly ProfileAnswer[]): HTMLElement {
  const [first, ...rest] = known
  const folded = rest.map((one) => el('details', {}, el('summary', {}, one.label), profileBody(one)))
  return pane(
    'people',
    first ? t('{segment}: what these people need', { segment: first.label }) : t('Profile'),
    ...(first ? [profileBody(first)] : []),
    ...folded,
  )
}

/** A segment's profile as its owner wrote it. */
export function profileBody(profile: ProfileAnswer): HTMLElement {
  const { needs, pains, characteristics, tone, style, response, channels, value, valueNote } = profile
  const list = (title: string, items: readonly string[]) =>
    items.length > 0 ? [el('h3', {}, title), el('ul', {}, ...items.map((item) => el('li', {}, item)))] : []
  const line = (title: string, text: string) => (text ? [el('dt', {}, title), el('dd', {}, text)] : [])
  const manner =
    {
      'self-service': t('Helps themselves, given the article'),
      assisted: t('Wants a person to do it with them'),
    }[style] ?? ''
  return el(
    'div',
    { class: 'profile' },
    ...list(t('Needs'), needs),
    ...list(t('Trouble with'), pains),
    ...list(t('Typical'), characteristics),
    el('h3', {}, t('How to answer')),
    el(
      'dl',
      { class: 'facts' },
      ...line(t('Tone'), tone),
      ...line(t('Manner'), manner),
      ...line(t('Expects'), response),
      ...line(t('Prefers'), channels[0] ?? ''),
      ...line(
        t('Value'),
        [value > 1 ? t('{n} of 5', { n: value }) : '', valueNote].filter(Boolean).join(': '),
      ),
    ),
  )
}

function pane(name: string, title: string, ...content: HTMLElement[]): HTMLElement {
  return el(
    'section',
    { class: 'pane', 'aria-labelledby': `pane-${name}` },
    el('h2', { id: `pane-${name}` }, title),
    ...content,
  )
}
