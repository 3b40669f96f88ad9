import type { CustomerLinkAnswer, CustomerLinksAnswer } from '#api/routes/staff/answers.ts'
import { call, wordsOf } from './call.ts'
import { el, hidden, put } from './dom.ts'
import { onSend, say } from './form.ts'
import { t } from './translate.ts'
import { fullDay } from './words.ts'

/** Days an exception holds when nobody says otherwise. */
const usual = 14

/** Links that open one article to this customer alone: those that work, each with its end, and a form for one more. */
export function customerLinks(customer: string): HTMLElement {
  const list = el('ul', { class: 'segs' })
  const form = el(
    'form',
    { class: 'write' },
    el('label', { for: 'link-article' }, t('Address of the article')),
    el('input', { id: 'link-article', name: 'article', required: '', maxlength: '300' }),
    el('label', { for: 'link-days' }, t('Days it works')),
    el('input', { id: 'link-days', name: 'days', type: 'number', min: '1', max: '90', value: String(usual) }),
    el('button', { class: 'btn quiet', type: 'submit' }, t('Make a link')),
  ) as HTMLFormElement
  const copy = async ({ url }: CustomerLinkAnswer): Promise<void> => {
    await navigator.clipboard?.writeText(url).catch(() => {})
    say(form, t('The link is copied. It opens nothing until the customer has signed in.'), 'ok')
  }
  const refresh = async (): Promise<void> => {
    const { links } = await call<CustomerLinksAnswer>('GET', `customer-links?customer=${customer}`)
    put(list, ...links.map((link) => line(link, { copy, withdraw })))
  }
  const withdraw = ({ id }: CustomerLinkAnswer): void => {
    call('DELETE', `customer-links/${id}`)
      .then(refresh)
      .then(() => say(form, t('Withdrawn.'), 'ok'))
      .catch((error: unknown) => say(form, wordsOf(error)))
  }
  onSend(form, async (fields) => {
    const article = String(fields.get('article') ?? '').trim()
    const made = await call<CustomerLinkAnswer>('POST', 'customer-links', {
      ...{ article, customer, days: Number(fields.get('days')) },
    })
    await refresh()
    form.reset()
    await copy(made)
  })
  refresh().catch((error: unknown) => say(form, wordsOf(error)))
  return el(
    'section',
    { class: 'pane', 'aria-labelledby': 'pane-links' },
    el('h2', { id: 'pane-links' }, t('Links for this customer alone')),
    el('p', { class: 'note' }, t('Opens an article that their segment may not read.')),
    list,
    el('details', {}, el('summary', {}, t('Make a link')), form),
  )
}

type Deed = (link: CustomerLinkAnswer) => unknown

function line(link: CustomerLinkAnswer, { copy, withdraw }: Record<'copy' | 'withdraw', Deed>): HTMLElement {
  const button = (label: string, press: Deed) =>
    el(
      'button',
      { type: 'button', class: 'plain', onclick: () => void press(link) },
      label,
      hidden(`: ${link.title}`),
    )
  const about = t('{person}, until {day}', { person: link.maker, day: fullDay(link.expires) })
  const acts = [button(t('Copy link'), copy), ' ', button(t('Withdraw'), withdraw)]
  return el('li', {}, link.title, el('p', { class: 'note' }, about), ...acts)
}
