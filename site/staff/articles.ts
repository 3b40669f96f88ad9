import type { LibraryAnswer, ShelvedArticle } from '#api/routes/staff/answers.ts'
import { articlesBulk, chooser } from './articles-bulk.ts'
import { call } from './call.ts'
import { byId, el, icon, put } from './dom.ts'
import { editAddress, editAddressOf } from './edit-address.ts'
import { fail, show } from './form.ts'
import { frame } from './frame.ts'
import { counted, t } from './translate.ts'
import { Count, count, fullDay, language, many, moment, percent } from './words.ts'

/** Fewer votes than this say nothing yet. */
const enoughVotes = 10

frame()
  .then(() => call<LibraryAnswer>('GET', 'articles'))
  .then((library) => {
    headline(library)
    put(byId('list'), ...heldBack(library), table(library))
    articlesBulk(library)
    show('ready')
  })
  .catch(fail)

function headline({ articles, locales }: LibraryAnswer): void {
  const missing = locales
    .map((locale) => ({
      locale,
      lacks: articles.filter(({ languages }) => !languages.includes(locale)).length,
    }))
    .filter(({ lacks }) => lacks > 0)
    .toSorted((a, b) => b.lacks - a.lacks)
  const [most] = missing
  byId('finding').textContent = most
    ? counted(
        articles.length,
        '{lacks} of {n} article is not in {language} yet',
        '{lacks} of {n} articles are not in {language} yet',
        { lacks: Count(most.lacks), language: language(most.locale) },
      )
    : counted(articles.length, '{n} article, in every language', '{n} articles, in every language')
  byId('about').textContent = t(
    'In the order of the shelves. The day is the oldest check of any version; where it is long ago, look first.',
  )
}

/** What readers do not see, and why. */
function heldBack({ drafts }: LibraryAnswer): (HTMLElement | null)[] {
  const those = (held: (typeof drafts)[number]['held']) => drafts.filter((one) => one.held === held)
  const [begun, waiting, over] = [those('draft'), those('scheduled'), those('expired')]
  return [
    articlesIn(counted(begun.length, '{n} draft in writing', '{n} drafts in writing'), begun),
    articlesIn(
      counted(waiting.length, '{n} article waits for its day', '{n} articles wait for their day'),
      waiting,
      (at) => t('Published on {time}.', { time: moment(at) }),
    ),
    articlesIn(
      counted(over.length, '{n} article is past its day', '{n} articles are past their day'),
      over,
      (at) => t('Not shown since {time}.', { time: moment(at) }),
    ),
  ]
}

function articlesIn(
  heading: string,
  found: LibraryAnswer['drafts'],
  when?: (at: string) => string,
): HTMLElement | null {
  if (found.length === 0) return null
  const lines = found.map(({ title, file, gap, at }) =>
    el(
      'li',
      {},
      gap
        ? el('a', { class: 'says', href: `/staff/gap/?id=${encodeURIComponent(gap)}` }, title)
        : el('span', { class: 'says' }, title),
      el(
        'p',
        { class: 'note' },
        at && when ? `${when(at)} ` : '',
        el('a', { href: editAddressOf(file) }, at ? t('Edit') : t('Go on writing')),
        ' ',
        el('code', {}, file),
      ),
    ),
  )
  return el('section', { class: 'fig' }, el('h2', {}, heading), el('ul', { class: 'segs' }, ...lines))
}

function table({ articles, locales }: LibraryAnswer): HTMLElement {
  const head = [
    ...[t('Article'), t('Shelf'), ...locales.map(language)],
    ...[t('Written for'), t('Helpful'), t('Checked')],
  ]
  return el(
    'table',
    { class: 'people' },
    el('caption', { class: 'vh' }, t('Published articles')),
    el('thead', {}, el('tr', {}, ...head.map((label) => el('th', { scope: 'col' }, label)))),
    el('tbody', {}, ...articles.map((article) => row(article, locales))),
  )
}

function row(article: ShelvedArticle, locales: readonly string[]): HTMLElement {
  const { title, url, category, languages, segments, updated, unlisted, waiting, expires } = article
  return el(
    'tr',
    {},
    el(
      'th',
      { scope: 'row' },
      chooser(article),
      el('a', { href: url }, title),
      unlisted ? el('span', { class: 'note' }, ` ${t('by link only')}`) : null,
      expires && el('span', { class: 'note' }, ` ${t('until {time}', { time: moment(expires) })}`),
      waiting > 0 &&
        el(
          'a',
          { class: 'kind', href: `/staff/inbox/?article=${encodeURIComponent(article.article)}` },
          counted(waiting, '{n} message', '{n} messages'),
        ),
    ),
    el('td', {}, category),
    ...locales.map((locale) => {
      const there = languages.includes(locale)
      const edit = editAddress(article.article, locale)
      const label = there ? t('Edit') : t('Begin')
      const named = `${label}: ${title}, ${language(locale)}`
      const link = el('a', { href: edit, 'aria-label': named }, label)
      const words = el('span', { class: 'tag' }, icon(there ? 'check' : 'no'), link)
      return el('td', {}, el('span', { class: 'on-phone' }, `${language(locale)}: `), words)
    }),
    el('td', {}, segments.length > 0 ? segments.join(', ') : el('span', { class: 'note' }, t('Everyone'))),
    el('td', {}, helpful(article)),
    el('td', { class: 'note' }, fullDay(updated)),
  )
}

function helpful({ yes, no }: ShelvedArticle): string | HTMLElement {
  const all = yes + no
  if (all === 0) return el('span', { class: 'note' }, t('No votes'))
  if (all < enoughVotes) return el('span', { class: 'note' }, many(all, 'vote'))
  return t('{share} of {n}', { share: percent(yes / all), n: count(all) })
}
