import type { CustomerAnswer, DeskArticle, LinkAnswer, ReplyAnswer } from '#api/routes/staff/answers.ts'
import { namedIn } from '#content/model/base-path.ts'
import { call, wordsOf } from './call.ts'
import { byId, el, hidden, icon, put } from './dom.ts'
import { onSend } from './form.ts'
import { t } from './translate.ts'
import { fullDay, language, listed, percent } from './words.ts'

type Form = keyof LinkAnswer | 'reply'

/** The articles for one ticket, and what keys do with them. */
export interface DeskDeeds {
  readonly nodes: HTMLElement[]
  /** Copies the link of the n-th article, from 0. */
  copy(at: number): Promise<void>
  reply(at: number): Promise<void>
  nothingFits(): void
  /** Opens "Something is wrong with it" of the article in focus, else of the first. */
  wrong(): void
}

/** Draws the list for one ticket and one customer: every deed in it is recorded for these two and for nobody else. */
export function deskList(
  text: string,
  customer: CustomerAnswer | undefined,
  articles: readonly DeskArticle[],
): DeskDeeds {
  const whom = customer ? { customer: customer.customer } : {}
  const signal = (kind: 'nothing-fits' | 'flag', more: { article?: string; text?: string }) =>
    call('POST', 'signals', { kind, text, ...whom, ...more })

  const copy = async (article: DeskArticle, form: Form, line: HTMLElement) => {
    line.className = 'said ok'
    try {
      const asked = { article: article.article, locale: localeOf(article), ...whom }
      const channel = customer?.tickets[0]?.channel
      const [words, locale] =
        form === 'reply'
          ? await call<ReplyAnswer>('POST', 'replies', { ...asked, ...(channel && { channel }) }).then(
              (answer) => [answer.text, answer.locale] as const,
            )
          : await call<LinkAnswer>('POST', 'links', asked).then((link) => [link[form], link.locale] as const)
      const what = t(copied[form] ?? 'Copied the link, in {language}.', { language: language(locale) })
      try {
        await navigator.clipboard.writeText(words)
        line.textContent = what
        byId('copied').textContent = `${what} ${article.title}`
      } catch {
        // Some browsers refuse the clipboard: then the words stand there to be copied by hand.
        line.removeAttribute('aria-hidden')
        line.textContent = words
      }
    } catch (error) {
      line.className = 'said bad'
      line.textContent = wordsOf(error)
      byId('copied').textContent = wordsOf(error)
    }
  }

  const none = el(
    'button',
    { type: 'button', class: 'plain' },
    articles.length > 0 ? t('None of these answers it') : t('Tell the writers what is missing'),
  )
  const noneLine = el('p', { class: 'note' }, none, ' ', t('It becomes a signal for the writers.'))
  none.addEventListener('click', () => {
    signal('nothing-fits', {})
      .then(() =>
        put(
          noneLine,
          t('Noted, without names and numbers. The next mining counts it among the gaps. Thank you.'),
        ),
      )
      .catch((error: unknown) => put(noneLine, wordsOf(error), ' ', none))
  })

  const entries = articles.map((article, at) => {
    const line = el('p', { class: 'said', 'aria-hidden': 'true' })
    const mistake = mistakeForm(article, (says) => signal('flag', { article: article.article, text: says }))
    const node = entry(article, at, customer, [
      copyButtons(article, (form) => void copy(article, form, line)),
      line,
      mistake,
    ])
    node.addEventListener('focusin', () =>
      node.dispatchEvent(new CustomEvent('preview', { detail: article, bubbles: true })),
    )
    return { article, line, mistake, node }
  })

  return {
    nodes: [
      entries.length > 0
        ? el('ol', { class: 'give' }, ...entries.map(({ node }) => node))
        : el('p', {}, t('No article answers this.')),
      noneLine,
    ],
    async copy(at) {
      const one = entries[at]
      if (one) await copy(one.article, 'url', one.line)
    },
    async reply(at) {
      const one = entries[at]
      if (one) await copy(one.article, 'reply', one.line)
    },
    nothingFits: () => none.click(),
    wrong() {
      const one = entries.find(({ node }) => node.contains(document.activeElement)) ?? entries[0]
      if (!one) return
      one.mistake.open = true
      one.mistake.querySelector('textarea')?.focus()
    },
  }
}

const copied: Partial<Record<Form, string>> = {
  url: 'Copied the link, in {language}.',
  markdown: 'Copied the link as Markdown, in {language}.',
  html: 'Copied the link as HTML, in {language}.',
  text: 'Copied the link as text, in {language}.',
  reply: 'Copied the reply, in {language}.',
}

function entry(
  article: DeskArticle,
  at: number,
  customer: CustomerAnswer | undefined,
  deeds: Node[],
): HTMLElement {
  const { title, url, segments, usual, updated, category, languages, answers, helpful } = article
  const chips = segments.map(({ label, fits }) =>
    el(
      'li',
      { class: fits && 'up' },
      fits && icon('first'),
      fits
        ? t('For {segment}, like this customer', { segment: label })
        : t('For {segment}', { segment: label }),
    ),
  )
  if (usual) chips.push(el('li', {}, t('Usually place {n}', { n: usual })))
  const whose =
    helpful?.segment && customer?.matches.find(({ segment }) => segment === helpful.segment)?.label
  const votes =
    helpful &&
    (whose
      ? t('Helped {share} of {n} in {segment}.', {
          share: percent(helpful.yes / helpful.of),
          n: helpful.of,
          segment: whose,
        })
      : t('Helped {share} of {n}.', { share: percent(helpful.yes / helpful.of), n: helpful.of }))
  const facts = [
    `${category}.`,
    t('Checked {day}, in {languages}.', {
      day: fullDay(updated),
      languages: listed(languages.map(language)),
    }),
    votes,
  ]
  return el(
    'li',
    {},
    answers && el('p', { class: 'note' }, t('Answers:'), ' ', el('q', {}, answers)),
    el(
      'h3',
      { lang: article.locale },
      at < 9 && el('kbd', { 'aria-hidden': 'true' }, at + 1),
      at < 9 && ' ',
      el('a', { href: url, target: '_blank', rel: 'noopener' }, title, hidden(` (${t('new tab')})`)),
    ),
    canOpen(article, facts.filter(Boolean).join(' ')),
    el(
      'p',
      { class: 'snip', lang: article.snippetLocale },
      ...article.snippet.map((part) => (part.mark ? el('mark', {}, part.text) : part.text)),
    ),
    chips.length > 0 && el('ul', { class: 'chips' }, ...chips),
    ...deeds,
  )
}

function canOpen(article: DeskArticle, facts: string): HTMLElement {
  const { open } = article
  const tongue = language(open.locale)
  const says =
    open.state === 'yes'
      ? t('They can open it, in {language}', { language: tongue })
      : t('They can open it, in {language} only', { language: tongue })
  const why =
    open.state === 'partly'
      ? t('Not yet translated into {language}; the page says so.', { language: language(localeOf(article)) })
      : open.unlisted
        ? t('By this link only: it is not in search and not on a shelf.')
        : ''
  const tone = open.state === 'yes' ? 'ok' : ''
  return el(
    'p',
    { class: 'can' },
    el('span', { class: tone }, icon(open.state === 'yes' ? 'check' : 'part')),
    el('b', { class: tone }, says),
    el('span', { class: 'note' }, [why, facts].filter(Boolean).join(' ')),
  )
}

function copyButtons({ title }: DeskArticle, copy: (form: Form) => void): HTMLElement {
  const button = (label: string, form: Form) =>
    el(
      'button',
      { type: 'button', class: 'btn quiet', onclick: () => copy(form) },
      form === 'url' && icon('copy'),
      label,
      hidden(`: ${title}`),
    )
  return el(
    'div',
    { class: 'acts' },
    button(t('Copy link'), 'url'),
    button(t('Reply'), 'reply'),
    button('Markdown', 'markdown'),
    button('HTML', 'html'),
    button(t('Text'), 'text'),
  )
}

function mistakeForm(article: DeskArticle, send: (says: string) => Promise<unknown>): HTMLDetailsElement {
  const says = el('textarea', { name: 'text', rows: 3, maxlength: 2000, required: true })
  const form = el(
    'form',
    { method: 'post', novalidate: true },
    el('label', {}, t('What is wrong or missing?'), ' ', says),
    el('button', { class: 'btn quiet', type: 'submit' }, t('Tell the writers')),
  )
  const details = el(
    'details',
    {},
    el('summary', {}, t('Something is wrong with it'), hidden(`: ${article.title}`)),
    form,
  )
  onSend(form, async () => {
    await send(says.value)
    put(details, el('summary', {}, t('Told the writers. Thank you.')))
  })
  return details
}

/** The page's language is in its address, also where the text is another's. */
function localeOf({ url }: DeskArticle): string {
  return namedIn(import.meta.env.KINDRED_BASE, url).locale
}
