import type { BulkAnswer, GapsAnswer, MeAnswer } from '#api/routes/staff/answers.ts'
import { call, said, wordsOf } from './call.ts'
import { offered } from './decision-form.ts'
import { byId, el, put } from './dom.ts'
import { onSend, say } from './form.ts'
import { counted, t } from './translate.ts'

/** Decisions that can be taken about many gaps at once. */
const inBulk = ['assign', 'unassign', 'snooze', 'merge', 'product', 'dismiss', 'reopen'] as const

/** Milliseconds for which a decision can be taken back with one press. */
const undoFor = 10_000

/**
 * The bar under the list: one decision about every gap that is chosen. Each gap is compared with what the page has seen
 * of it, so a colleague's decision is never written over; what was refused stays chosen and is named with its reason.
 */
export function bulkBar(me: MeAnswer, changed: () => Promise<GapsAnswer>) {
  const form = byId<HTMLFormElement>('bulk')
  const chosen = new Set<string>()
  let list: GapsAnswer | undefined

  const show = () => {
    const there = chosenIn(list, chosen)
    form.hidden = there.length === 0
    byId('bulk-count').textContent = counted(there.length, '{n} gap is chosen', '{n} gaps are chosen')
    const decision = String(new FormData(form).get('decision'))
    for (const part of form.querySelectorAll<HTMLElement>('[data-of]'))
      part.hidden = !(part.dataset['of'] ?? '').split(' ').includes(decision)
    const target = form.elements.namedItem('target') as HTMLSelectElement
    put(target, ...there.map(({ id, title }) => el('option', { value: id }, title)))
  }

  const send = async (decision: Record<string, string>, gaps: { gap: string; last: number }[]) => {
    const answer = await call<BulkAnswer>('POST', 'gaps/decisions', { gaps, decision })
    chosen.clear()
    for (const { gap } of answer.refused) chosen.add(gap)
    list = await changed()
    show()
    const done = counted(answer.done.length, '{n} gap decided.', '{n} gaps decided.')
    const refused = answer.refused.map(({ title, why }) => el('li', {}, `“${title}”: ${said(why)}`))
    put(byId('bulk-said'), el('p', { class: 'said ok' }, done), el('ul', { class: 'history' }, ...refused))
    return answer.done
  }

  form.addEventListener('change', show)
  onSend(form, async (fields) => {
    const there = chosenIn(list, chosen)
    const decision = bodyOf(fields)
    const target = decision['target']
    const gaps = there.filter(({ id }) => id !== target).map(({ id, last }) => ({ gap: id, last }))
    if (gaps.length === 0) return say(form, t('Choose at least two gaps that ask the same.'))
    offerUndo(await send(decision, gaps))
  })
  byId('bulk-none').addEventListener('click', () => {
    chosen.clear()
    for (const box of byId('list').querySelectorAll<HTMLInputElement>('[name=gap]')) box.checked = false
    show()
  })
  byId('list').addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'gap') return
    if (target.checked) chosen.add(target.value)
    else chosen.delete(target.value)
    show()
  })

  function offerUndo(done: string[]): void {
    if (done.length === 0) return
    const button = el('button', { type: 'button', class: 'btn quiet' }, t('Undo'))
    button.addEventListener('click', () => {
      button.remove()
      takeBack(done).catch((error: unknown) => say(form, wordsOf(error)))
    })
    byId('bulk-said').querySelector('.said')?.append(' ', button)
    setTimeout(() => button.remove(), undoFor)
  }

  async function takeBack(done: string[]): Promise<void> {
    const all = await call<GapsAnswer>('GET', 'gaps?state=all')
    const gaps = all.gaps.filter(({ id }) => done.includes(id)).map(({ id, last }) => ({ gap: id, last }))
    await send({ decision: 'undo' }, gaps)
  }

  fill(form)
  return {
    chosen,
    /** The list as loaded last. */
    shows(answer: GapsAnswer) {
      list = answer
      fillWriters(form, answer, me)
      show()
    },
  }
}

function chosenIn(list: GapsAnswer | undefined, chosen: ReadonlySet<string>): GapsAnswer['gaps'] {
  return list?.gaps.filter(({ id }) => chosen.has(id)) ?? []
}

function fill(form: HTMLFormElement): void {
  const decisions = form.elements.namedItem('decision') as HTMLSelectElement
  const names: Record<string, string> = { unassign: 'Take it from its writer', merge: 'They ask the same' }
  put(
    decisions,
    ...inBulk.map((value) => el('option', { value }, t(names[value] ?? offered[value] ?? value))),
  )
  const until = form.elements.namedItem('until') as HTMLInputElement
  until.value = new Date(Date.now() + 28 * 86_400_000).toISOString().slice(0, 10)
}

function fillWriters(form: HTMLFormElement, { writers }: GapsAnswer, me: MeAnswer): void {
  const select = form.elements.namedItem('writer') as HTMLSelectElement
  const was = select.value || me.id
  put(
    select,
    ...writers.map(({ id, name }) =>
      el('option', { value: id, selected: id === was }, id === me.id ? t('{name} (you)', { name }) : name),
    ),
  )
}

/** Only the fields of the chosen decision. */
function bodyOf(fields: FormData): Record<string, string> {
  const decision = String(fields.get('decision'))
  const own: Record<string, string[]> = { assign: ['writer'], snooze: ['until'], merge: ['target'] }
  const wanted = [...(own[decision] ?? []), 'reason']
  const given = wanted.map((name) => [name, String(fields.get(name) ?? '').trim()] as const)
  const because = ['dismiss', 'product'].includes(decision)
  return {
    decision,
    ...Object.fromEntries(given.filter(([name, value]) => value || (name === 'reason' && because))),
  }
}
