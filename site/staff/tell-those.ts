import type { AskersAnswer, ToldAnswer } from '#api/routes/staff/answers.ts'
import { call, wordsOf } from './call.ts'
import { el, put } from './dom.ts'
import { t } from './translate.ts'
import { count } from './words.ts'

/** Once a gap is answered: those who asked and may be written to, as a file or to the company's own system. Each once. */
export async function tellThose(place: HTMLElement, path: string): Promise<void> {
  const { ready, told, unwilling, notices } = await call<AskersAnswer>('GET', `${path}/askers`)
  if (ready + told + unwilling === 0) return put(place)
  const said = el('p', { class: 'said', role: 'status' })
  const send = (how: 'csv' | 'notice') => async () => {
    try {
      const answer = await call<ToldAnswer>('POST', `${path}/told`, { how })
      if (answer.csv !== null) save(answer.csv)
      await tellThose(place, path)
    } catch (error) {
      said.textContent = wordsOf(error)
    }
  }
  const button = (label: string, how: 'csv' | 'notice') =>
    el('button', { class: 'btn quiet', type: 'button', onclick: send(how) }, label)
  put(
    place,
    el('h2', {}, t('Tell those who asked')),
    el(
      'p',
      {},
      [
        t('{n} may be written to', { n: count(ready) }),
        ...(told > 0 ? [t('{n} were told', { n: count(told) })] : []),
        ...(unwilling > 0 ? [t('{n} did not agree, or have no number', { n: count(unwilling) })] : []),
      ].join(' · '),
    ),
    ready > 0 &&
      el(
        'p',
        { class: 'note' },
        t(
          'As the numbers your systems know them by, each with channel, language and a ready text. Nobody is told twice.',
        ),
      ),
    ready > 0 &&
      el(
        'p',
        { class: 'acts' },
        button(t('Save the list as CSV'), 'csv'),
        notices && button(t('Send it to your system'), 'notice'),
      ),
    said,
  )
}

function save(csv: string): void {
  const link = el('a', { download: 'told.csv' })
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }))
  link.click()
  URL.revokeObjectURL(link.href)
}
