import type { AuditAnswer, ChainAnswer } from '#api/routes/staff/answers.ts'
import { actionName, actorName, detailInWords, shortObject } from './audit-words.ts'
import { call, wordsOf } from './call.ts'
import { at, byId, el, put } from './dom.ts'
import { fail, show } from './form.ts'
import { frame } from './frame.ts'
import { listByAddress } from './list-address.ts'
import { counted, t } from './translate.ts'
import { moment } from './words.ts'

const sift = byId<HTMLFormElement>('sift')

frame()
  .then(async () => {
    await listByAddress(sift, ['q'], { ask, draw })
    show('ready')
    await showChain()
  })
  .catch(fail)

/** Every line holds the hash of the line before it; here all of them are reckoned again. */
async function showChain(): Promise<void> {
  const { lines, broken } = await call<ChainAnswer>('GET', 'audit/chain')
  const chain = byId('chain')
  chain.className = broken === null ? '' : 'said bad'
  chain.textContent =
    broken === null
      ? counted(
          lines,
          'The log is whole: {n} line, each sealed with the one before it.',
          'The log is whole: {n} lines, each sealed with the one before it.',
        )
      : t('The log is broken: line {id} does not follow from the line before it. Compare it with a backup.', {
          id: broken,
        })
}

const ask = (query: URLSearchParams) => call<AuditAnswer>('GET', `audit?${query}`)

function draw(answer: AuditAnswer, query: URLSearchParams): void {
  byId<HTMLAnchorElement>('csv').href = at(`/api/staff/audit.csv?${query}`)
  put(byId('list'), ...(answer.lines.length > 0 ? table(answer, query) : [nothing()]))
}

function nothing(): HTMLElement {
  return el('div', { class: 'state-of' }, el('p', {}, t('Nothing in the log has these words.')))
}

function table({ lines, before }: AuditAnswer, query: URLSearchParams): HTMLElement[] {
  const body = el('tbody', {}, ...lines.map(row))
  const head = [t('When'), t('Who'), t('What'), t('To what'), t('More')]
  const made = el(
    'table',
    { class: 'people log' },
    el('caption', { class: 'vh' }, t('The newest first')),
    el('thead', {}, el('tr', {}, ...head.map((label) => el('th', { scope: 'col' }, label)))),
    body,
  )
  if (before === null) return [made]
  const more = el('button', { type: 'button', class: 'btn quiet' }, t('Show earlier lines'))
  let from: number | null = before
  more.addEventListener('click', () => {
    const asked = new URLSearchParams(query)
    asked.set('before', String(from))
    call<AuditAnswer>('GET', `audit?${asked}`)
      .then((earlier) => {
        body.append(...earlier.lines.map(row))
        from = earlier.before
        if (from === null) more.remove()
      })
      .catch((error: unknown) => more.after(el('span', { class: 'said bad' }, wordsOf(error))))
  })
  return [made, el('div', { class: 'more' }, more)]
}

function row({ at, by, what, object, detail }: AuditAnswer['lines'][number]): HTMLElement {
  return el(
    'tr',
    {},
    el('td', { class: 'note' }, moment(at)),
    el('th', { scope: 'row' }, actorName(by)),
    el('td', {}, actionName(what), ' ', el('code', { class: 'note' }, what)),
    el('td', {}, shortObject(object)),
    el('td', { class: 'note' }, detailInWords(detail)),
  )
}
