import type { InboxAnswerBody, InboxLine } from '#api/routes/staff/answers.ts'
import { call, wordsOf } from './call.ts'
import { byId, el, put } from './dom.ts'
import { fail, show } from './form.ts'
import { frame } from './frame.ts'
import { listByAddress } from './list-address.ts'
import { counted, t } from './translate.ts'
import { count, day, language } from './words.ts'

const sift = byId<HTMLFormElement>('sift')
const kinds: Readonly<Record<InboxLine['kind'], string>> = {
  flag: 'An agent: wrong or missing',
  'nothing-fits': 'An agent: nothing fits',
  vote: 'A reader’s comment',
  search: 'Searched, nothing found',
  message: 'A message by the contact form',
}
const deliveries: Readonly<Record<NonNullable<InboxLine['delivery']>, string>> = {
  waiting: 'waits to be forwarded',
  delivered: 'forwarded',
  'given-up': 'given up: nobody took it in time',
  kept: 'kept here only',
}
const answers: readonly (readonly [NonNullable<InboxLine['answer']>, string])[] = [
  ['fixed', 'Fixed'],
  ['will-write', 'Will write'],
  ['not-us', 'Not for the help centre'],
]

frame()
  .then(() => listByAddress(sift, ['kind', 'state', 'article'], { ask, draw }))
  .then(() => show('ready'))
  .catch(fail)

const ask = (query: URLSearchParams) => call<InboxAnswerBody>('GET', `inbox?${query}`)

function draw(answer: InboxAnswerBody): void {
  byId('finding').textContent =
    answer.waiting === 0
      ? t('Nothing waits for an answer')
      : counted(answer.waiting, '{n} message waits for an answer', '{n} messages wait for an answer')
  byId('count').textContent = counted(answer.items.length, '{n} shown', '{n} shown')
  const groups = Map.groupBy(answer.items, ({ article }) => article?.id ?? '')
  const order = [...groups].toSorted(([, a], [, b]) => b.length - a.length)
  put(
    byId('list'),
    ...(order.length > 0
      ? order.map(([, items]) => group(items, answer.gaps))
      : [
          el(
            'div',
            { class: 'state-of' },
            el(
              'p',
              {},
              sifted()
                ? t('No message fits these filters.')
                : t('Flags from the desk, votes with words and searches without a result come here.'),
            ),
          ),
        ]),
  )
}

/** Whether the list was narrowed by its filters. */
const sifted = (): boolean => [...new URLSearchParams(location.search).values()].some(Boolean)

function group(items: readonly InboxLine[], gaps: InboxAnswerBody['gaps']): HTMLElement {
  const about = items[0]?.article
  return el(
    'section',
    { class: 'fig' },
    el(
      'h2',
      {},
      about?.url ? el('a', { href: about.url }, about.title) : (about?.title ?? t('About no article')),
      ` ${count(items.length)}`,
    ),
    el('ul', { class: 'segs' }, ...items.map((one) => line(one, gaps))),
  )
}

function line(one: InboxLine, gaps: InboxAnswerBody['gaps']): HTMLElement {
  const about = [
    t(kinds[one.kind]),
    one.delivery && t(deliveries[one.delivery]),
    one.times > 1 && counted(one.times, '{n} time', '{n} times'),
    one.locale && language(one.locale),
    one.segments.join(', '),
    day(one.at),
  ]
  const said = el('p', { class: 'said', role: 'status' })
  const which = el(
    'select',
    { 'aria-label': t('Part of which gap?') },
    el('option', { value: '' }, t('Of no gap yet')),
    ...gaps.map(({ id, title }) => el('option', { value: id, selected: id === one.gap }, title)),
  )
  const send = async (answer: InboxLine['answer']) => {
    try {
      const gap = answer === 'will-write' && which.value ? { gap: which.value } : {}
      await call('POST', 'inbox/answers', { item: one.item, answer, ...gap })
      row.replaceWith(line({ ...one, answer, gap: which.value || null }, gaps))
    } catch (error) {
      said.className = 'said bad'
      said.textContent = wordsOf(error)
    }
  }
  const button = (answer: InboxLine['answer'], label: string) =>
    el('button', { type: 'button', class: 'btn quiet', onclick: () => void send(answer) }, t(label))
  const row = el(
    'li',
    {},
    el('p', { class: 'says', lang: one.locale || false }, one.text),
    el('p', { class: 'note' }, about.filter(Boolean).join(', ')),
    one.answer === null
      ? el('div', { class: 'acts' }, ...answers.map(([answer, label]) => button(answer, label)), which)
      : el(
          'div',
          { class: 'acts' },
          el('b', {}, t(answers.find(([answer]) => answer === one.answer)?.[1] ?? '')),
          one.gap && el('a', { href: `/staff/gap/?id=${encodeURIComponent(one.gap)}` }, t('The gap')),
          button(null, 'It waits again'),
        ),
    said,
  )
  return row
}
