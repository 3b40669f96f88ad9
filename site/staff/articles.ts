import type { LibraryAnswer, ShelvedArticle } from '#api/routes/staff/answers.ts'
import { call } from './call.ts'
import { byId, el, icon, put } from './dom.ts'
import { editAddress, editAddressOf } from './edit-address.ts'
import { fail, show } from './form.ts'
import { frame } from './frame.ts'
import { counted, t } from './translate.ts'
import { Count, count, fullDay, language, many, percent } from './words.ts'

/** Fewer votes than this say nothing yet. */
const enoughVotes = 10

frame()
  .then(() => call<LibraryAnswer>('GET', 'articles'))
  .then((library) => {
    headline(library)
    put(byId('list'), drafts(library), table(library))
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
    ? `${Count(most.lacks)} of ${many(articles.length, 'article')} are not in ${language(most.locale)} yet`
    : `${many(articles.length, 'article')}, in every language`
  byId('about').textContent =
    'In the order of the shelves. The day is the oldest check of any version; where it is long ago, look first.'
}

function drafts({ drafts: begun }: LibraryAnswer): HTMLElement | null {
  if (begun.length === 0) return null
  const lines = begun.map(({ title, file, gap }) =>
    el(
      'li',
      {},
      gap
        ? el('a', { class: 'says', href: `/staff/gap/?id=${encodeURIComponent(gap)}` }, title)
        : el('span', { class: 'says' }, title),
      el(
        'p',
        { class: 'note' },
        el('a', { href: editAddressOf(file) }, t('Go on writing')),
        ' ',
        el('code', {}, file),
      ),
    ),
  )
  return el(
    'section',
    { class: 'fig' },
    el('h2', {}, `${many(begun.length, 'draft')} in writing`),
    el('ul', { class: 'segs' }, ...lines),
  )
}

function table({ articles, locales }: LibraryAnswer): HTMLElement {
  const head = ['Article', 'Shelf', ...locales.map(language), 'Written for', 'Helpful', 'Checked']
  return el(
    'table',
    { class: 'people' },
    el('caption', { class: 'vh' }, 'Published articles'),
    el('thead', {}, el('tr', {}, ...head.map((label) => el('th', { scope: 'col' }, label)))),
    el('tbody', {}, ...articles.map((article) => row(article, locales))),
  )
}

function row(article: ShelvedArticle, locales: readonly string[]): HTMLElement {
  const { title, url, category, languages, segments, updated, unlisted, waiting } = article
  return el(
    'tr',
    {},
    el(
      'th',
      { scope: 'row' },
      el('a', { href: url }, title),
      unlisted ? el('span', { class: 'note' }, ` ${t('by link only')}`) : null,
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
    el('td', {}, segments.length > 0 ? segments.join(', ') : el('span', { class: 'note' }, 'Everyone')),
    el('td', {}, helpful(article)),
    el('td', { class: 'note' }, fullDay(updated)),
  )
}

function helpful({ yes, no }: ShelvedArticle): string | HTMLElement {
  const all = yes + no
  if (all === 0) return el('span', { class: 'note' }, 'No\u00a0votes')
  if (all < enoughVotes) return el('span', { class: 'note' }, many(all, 'vote'))
  return `${percent(yes / all)} of ${count(all)}`
}
