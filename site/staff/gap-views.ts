import type { ViewsAnswer } from '#api/routes/staff/answers.ts'
import { call } from './call.ts'
import { el, put } from './dom.ts'
import { onSend } from './form.ts'
import { t } from './translate.ts'

/** The views somebody keeps: a link each, and the filters of now as another one. Gives what redraws them. */
export function viewsBar(place: HTMLElement, query: () => URLSearchParams): () => void {
  let known: ViewsAnswer['views'] = []
  const name = el('input', { name: 'name', maxlength: 60, autocomplete: 'off', required: true })
  const keep = el(
    'form',
    { class: 'sift', method: 'post', novalidate: true },
    el('label', {}, t('Name'), ' ', name),
    el('button', { class: 'btn quiet', type: 'submit' }, t('Keep this view')),
  )
  const folded = el('details', {}, el('summary', {}, t('Keep this view')), keep)
  onSend(keep, async () => {
    const kept = new URLSearchParams(query())
    kept.delete('page')
    show(await call<ViewsAnswer>('PUT', 'views', { name: name.value, query: kept.toString() }))
    name.value = ''
    folded.open = false
  })
  const draw = () => {
    const now = query().toString()
    const lines = known.map((view) => {
      const drop = el(
        'button',
        { class: 'btn quiet', type: 'button' },
        t('Remove {name}', { name: view.name }),
      )
      drop.addEventListener('click', () => {
        call<ViewsAnswer>('DELETE', `views/${encodeURIComponent(view.name)}`).then(show, () =>
          location.reload(),
        )
      })
      const href = view.query ? `/staff/gaps/?${view.query}` : '/staff/gaps/'
      const current = view.query === now && 'page'
      return el('li', {}, el('a', { href, 'aria-current': current }, view.name), ' ', drop)
    })
    put(
      place,
      known.length > 0 && el('ul', { class: 'views', 'aria-label': t('Views you keep') }, ...lines),
      folded,
    )
  }
  const show = (answer: ViewsAnswer) => {
    known = answer.views
    draw()
  }
  call<ViewsAnswer>('GET', 'views').then(show, () => {})
  return draw
}
