import type { ArticlesAnswer, CustomerAnswer, DeskArticle, LinkAnswer } from '#api/routes/staff/answers.ts'
import { call, Refusal, wordsOf } from './call.ts'
import { customerPanes } from './customer-panes.ts'
import { byId, el, hidden, icon, put } from './dom.ts'
import { fail, onSend, say, show } from './form.ts'
import { frame } from './frame.ts'
import { fullDay, language } from './words.ts'

const form = byId<HTMLFormElement>('ticket')
const customerPane = byId('customer')
const nobody = [...customerPane.childNodes].map((node) => node.cloneNode(true))

/** The ticket that the articles on the page are for. */
let asked: { text: string; customer: CustomerAnswer | undefined } = { text: '', customer: undefined }

frame()
  .then(() => show('ready'))
  .catch(fail)

onSend(form, async (fields) => {
  const text = String(fields.get('text') ?? '').trim()
  const email = String(fields.get('email') ?? '').trim()
  if (!text && !email) return say(form, 'Paste what the customer wrote, or give an e-mail address.')
  const customer = email ? await lookUp(email) : undefined
  if (!text) return
  const answer = await call<ArticlesAnswer>('POST', 'articles', {
    text,
    ...(customer && { customer: customer.customer }),
  })
  asked = { text, customer }
  put(byId('articles'), ...articlePane(answer))
})

form.addEventListener('reset', () => {
  asked = { text: '', customer: undefined }
  say(form, '')
  put(customerPane, ...nobody.map((node) => node.cloneNode(true)))
  put(
    byId('articles'),
    el('p', { class: 'note' }, 'Nothing yet. Paste a ticket, then press “Find articles”.'),
  )
})

/** An address nobody has is no error of the agent's: articles are found all the same. */
async function lookUp(email: string): Promise<CustomerAnswer | undefined> {
  try {
    const customer = await call<CustomerAnswer>('POST', 'customers/lookup', { email })
    put(customerPane, ...customerPanes(customer))
    return customer
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error
    put(
      customerPane,
      el(
        'section',
        { class: 'pane' },
        el('h2', {}, 'Who is asking'),
        el('p', {}, 'We know no customer with this address.'),
        el(
          'p',
          { class: 'note' },
          'Check the spelling. The articles are found without it, in everybody’s order.',
        ),
      ),
    )
    return undefined
  }
}

function articlePane({ articles }: ArticlesAnswer): HTMLElement[] {
  const none = el(
    'button',
    { type: 'button', class: 'plain' },
    articles.length > 0 ? 'None of these answers it' : 'Tell the writers',
  )
  const line = el(
    'p',
    { class: 'note' },
    none,
    articles.length > 0 ? ', and it becomes a signal for the writers.' : ' what is missing.',
  )
  none.addEventListener('click', () => {
    signal('nothing-fits', {})
      .then(() =>
        put(line, 'Noted, without names and numbers. The next mining counts it among the gaps. Thank you.'),
      )
      .catch((error: unknown) => put(line, wordsOf(error), ' ', none))
  })
  if (articles.length === 0) return [el('p', {}, 'No article speaks of this.'), line]
  return [el('ul', { class: 'give' }, ...articles.map(entry)), line]
}

function entry(article: DeskArticle): HTMLElement {
  const { title, url, open, segments, usual, updated, category, languages } = article
  const mark = { yes: 'check', partly: 'part', no: 'no' }[open.state]
  const tone = { yes: 'ok', partly: '', no: 'bad' }[open.state]
  const chips = segments.map(({ label, fits }) =>
    el(
      'li',
      { class: fits && 'up' },
      fits && icon('first'),
      fits ? `For ${label}, like this customer` : `For ${label}`,
    ),
  )
  return el(
    'li',
    {},
    el(
      'h3',
      { lang: article.locale },
      el('a', { href: url, target: '_blank', rel: 'noopener' }, title, hidden(' (new tab)')),
    ),
    el(
      'p',
      { class: 'can' },
      el('span', { class: tone }, icon(mark)),
      el('b', { class: tone }, open.says),
      el(
        'span',
        { class: 'note' },
        [open.why, `${category}. Checked ${fullDay(updated)}, in ${languages.map(language).join(', ')}.`]
          .filter(Boolean)
          .join(' '),
      ),
    ),
    el(
      'p',
      { class: 'snip', lang: article.snippetLocale },
      ...article.snippet.map((part) => (part.mark ? el('mark', {}, part.text) : part.text)),
    ),
    chips.length > 0 || usual
      ? el('ul', { class: 'chips' }, ...chips, usual ? el('li', {}, `Usually ${ordinal(usual)}`) : null)
      : null,
    open.state === 'no' ? null : copyButtons(article),
    mistake(article),
  )
}

function copyButtons(article: DeskArticle): HTMLElement {
  const line = el('p', { class: 'said', 'aria-hidden': 'true' })
  const button = (label: string, form: keyof LinkAnswer) =>
    el(
      'button',
      { type: 'button', class: 'btn quiet', onclick: () => void copy(article, form, label, line) },
      form === 'url' ? icon('copy') : null,
      label,
      hidden(form === 'url' ? `: ${article.title}` : `, to copy: ${article.title}`),
    )
  const buttons = [
    button('Copy link', 'url'),
    button('Markdown', 'markdown'),
    button('HTML', 'html'),
    button('Text', 'text'),
  ]
  return el('div', {}, el('div', { class: 'acts' }, ...buttons), line)
}

async function copy(
  article: DeskArticle,
  form: keyof LinkAnswer,
  label: string,
  line: HTMLElement,
): Promise<void> {
  line.className = 'said ok'
  try {
    const link = await call<LinkAnswer>('POST', 'links', {
      article: article.article,
      locale: localeOf(article),
      ...(asked.customer && { customer: asked.customer.customer }),
    })
    const what = label === 'Copy link' ? 'the link' : `the link as ${label}`
    try {
      await navigator.clipboard.writeText(link[form])
      line.textContent = `Copied ${what}, in ${language(link.locale)}.`
      byId('copied').textContent = `Copied ${what}, in ${language(link.locale)}: ${link.title}`
    } catch {
      // Some browsers refuse the clipboard: then the words stand there to be copied by hand.
      line.removeAttribute('aria-hidden')
      line.textContent = link[form]
    }
  } catch (error) {
    line.className = 'said bad'
    line.textContent = wordsOf(error)
    byId('copied').textContent = wordsOf(error)
  }
}

/** The page's language is in its address, also where the text is another's. */
function localeOf({ url }: DeskArticle): string {
  return url.split('/')[1] ?? 'en'
}

function mistake(article: DeskArticle): HTMLElement {
  const says = el('textarea', { name: 'text', rows: 3, maxlength: 2000, required: true })
  const form = el(
    'form',
    { method: 'post', novalidate: true },
    el('label', {}, 'What is wrong or missing? ', says),
    el('button', { class: 'btn quiet', type: 'submit' }, 'Tell the writers'),
  )
  const details = el(
    'details',
    {},
    el('summary', {}, 'Something is wrong with it', hidden(`: ${article.title}`)),
    form,
  )
  onSend(form, async () => {
    await signal('flag', { article: article.article, text: says.value })
    put(details.parentElement ? details : form, el('summary', {}, 'Told the writers. Thank you.'))
  })
  return details
}

function signal(kind: 'nothing-fits' | 'flag', more: { article?: string; text?: string }): Promise<unknown> {
  const customer = asked.customer && { customer: asked.customer.customer }
  return call('POST', 'signals', { kind, text: asked.text, ...customer, ...more })
}

function ordinal(place: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd' }[
    new Intl.PluralRules('en', { type: 'ordinal' }).select(place) as 'one'
  ]
  return `${place}${ending ?? 'th'}`
}
