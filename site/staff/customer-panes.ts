import type { CustomerAnswer, ProfileAnswer } from '#api/routes/staff/answers.ts'
import { el, icon } from './dom.ts'
import { fullDay, language } from './words.ts'

/** What an agent sees of a customer: segments with reasons, the facts, and what such people need. */
export function customerPanes(customer: CustomerAnswer): HTMLElement[] {
  return [
    segments(customer),
    facts(customer),
    ...(customer.profiles.length > 0 ? [profiles(customer.profiles)] : []),
  ]
}

function segments({ matches, others, profiles: known }: CustomerAnswer): HTMLElement {
  const list = matches.map(({ segment, label, because }) => {
    const owner = known.find((one) => one.segment === segment)?.owner
    return el(
      'li',
      {},
      el('b', {}, label),
      ...because.map(({ text }) => el('p', { class: 'because' }, icon('first'), `“${text}”`)),
      owner ? el('p', { class: 'note' }, `Looked after by ${owner}`) : null,
    )
  })
  const not =
    others.length > 0 ? el('li', {}, el('span', { class: 'note' }, `Not ${others.join(', ')}`)) : null
  const none = matches.length === 0 ? el('li', {}, 'No segment fits. They see the usual order.') : null
  return pane('seg', 'Why they see what they see', el('ul', { class: 'segs' }, none, ...list, not))
}

function facts({ facts: all, locale, external, updated }: CustomerAnswer): HTMLElement {
  const rows = [
    ...(locale ? [{ label: 'Language', value: language(locale) }] : []),
    ...all.filter(({ label }) => !(locale && label === 'Language')),
    ...(external ? [{ label: 'Number', value: external }] : []),
    { label: 'As of', value: fullDay(updated) },
  ]
  const list = rows.flatMap(({ label, value }) => [el('dt', {}, label), el('dd', {}, value)])
  return pane('prof', 'What we know', el('dl', { class: 'facts' }, ...list))
}

/** The strongest segment in full, the others folded. */
function profiles(known: readonly ProfileAnswer[]): HTMLElement {
  const [first, ...rest] = known
  const folded = rest.map((one) => el('details', {}, el('summary', {}, one.label), body(one)))
  return pane(
    'people',
    first ? `${first.label}: what these people need` : 'Profile',
    ...(first ? [body(first)] : []),
    ...folded,
  )
}

function body(profile: ProfileAnswer): HTMLElement {
  const { needs, pains, characteristics, tone, style, response, channels, value, valueNote } = profile
  const list = (title: string, items: readonly string[]) =>
    items.length > 0 ? [el('h3', {}, title), el('ul', {}, ...items.map((item) => el('li', {}, item)))] : []
  const line = (title: string, text: string) => (text ? [el('dt', {}, title), el('dd', {}, text)] : [])
  const manner =
    { 'self-service': 'Helps themselves, given the article', assisted: 'Wants a person to do it with them' }[
      style
    ] ?? ''
  return el(
    'div',
    { class: 'profile' },
    ...list('Needs', needs),
    ...list('Trouble with', pains),
    ...list('Typical', characteristics),
    el('h3', {}, 'How to answer'),
    el(
      'dl',
      { class: 'facts' },
      ...line('Tone', tone),
      ...line('Manner', manner),
      ...line('Expects', response),
      ...line('Prefers', channels.join(', ')),
      ...line('Value', [value > 1 ? `${value} of 5` : '', valueNote].filter(Boolean).join(': ')),
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
