import type {
  ArticlesChangedAnswer,
  ArticlesPlanAnswer,
  LibraryAnswer,
  ShelvedArticle,
} from '#api/routes/staff/answers.ts'
import { call, wordsOf } from './call.ts'
import { difference } from './difference.ts'
import { byId, el, put } from './dom.ts'
import { onSend, say } from './form.ts'
import { counted, t } from './translate.ts'
import { language } from './words.ts'

/** The box that chooses an article of the list. */
export function chooser({ article, title }: ShelvedArticle): HTMLElement {
  return el('input', {
    ...{ type: 'checkbox', name: 'article', value: article },
    'aria-label': t('Choose “{title}”', { title }),
  })
}

/** The bar under the list: one change of every article that is chosen, shown file by file before it is made. */
export function articlesBulk(library: LibraryAnswer): void {
  const form = byId<HTMLFormElement>('bulk')
  const plan = byId('bulk-plan')
  const boxes = () => [...byId('list').querySelectorAll<HTMLInputElement>('[name=article]')]
  const chosen = () => boxes().flatMap(({ checked, value }) => (checked ? [value] : []))
  const show = () => {
    const { length } = chosen()
    form.hidden = length === 0
    plan.hidden = true
    byId('bulk-count').textContent = counted(length, '{n} article is chosen', '{n} articles are chosen')
    const what = String(new FormData(form).get('what'))
    for (const part of form.querySelectorAll<HTMLElement>('[data-of]'))
      part.hidden = !(part.dataset['of'] ?? '').split(' ').includes(what)
  }
  fill(form, library)
  byId('list').addEventListener('change', show)
  form.addEventListener('change', show)
  byId('bulk-none').addEventListener('click', () => {
    for (const box of boxes()) box.checked = false
    show()
  })
  onSend(form, async (fields) => {
    const asked = { articles: chosen(), change: changeOf(fields) }
    const planned = await call<ArticlesPlanAnswer>('POST', 'articles/plans', asked)
    drawPlan(plan, planned, async () => {
      const seen = Object.fromEntries(planned.files.map(({ file, digest }) => [file, digest]))
      const made = await call<ArticlesChangedAnswer>('POST', 'articles/changes', { ...asked, seen })
      drawMade(plan, made)
    })
  })
}

function fill(form: HTMLFormElement, { segments, categories, locales }: LibraryAnswer): void {
  const options = (name: string, all: readonly { id: string; label: string }[]) =>
    put(
      form.elements.namedItem(name) as HTMLSelectElement,
      ...all.map(({ id, label }) => el('option', { value: id }, label)),
    )
  options('segment', segments)
  options('category', categories)
  options(
    'locale',
    locales.map((id) => ({ id, label: language(id) })),
  )
  const day = form.elements.namedItem('day') as HTMLInputElement
  day.value = new Date().toISOString().slice(0, 10)
}

function changeOf(fields: FormData): object {
  const of = (name: string) => String(fields.get(name) ?? '').trim()
  const words = of('keywords')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
  const changes: Record<string, object> = {
    add: { what: 'segments', add: [of('segment')], remove: [] },
    remove: { what: 'segments', add: [], remove: [of('segment')] },
    keywords: { what: 'keywords', add: words, locale: of('locale') },
    category: { what: 'category', category: of('category') },
    updated: { what: 'updated', day: of('day') },
  }
  return changes[of('what')] ?? {}
}

function drawPlan(at: HTMLElement, planned: ArticlesPlanAnswer, make: () => Promise<void>): void {
  const { articles, files } = planned
  const go = el('button', { type: 'button', class: 'btn' }, t('Change them'))
  const leave = el('button', { type: 'button', class: 'btn quiet' }, t('Leave them'))
  const acts = el('div', { class: 'acts' }, articles > 0 && go, leave)
  go.addEventListener('click', () => {
    go.disabled = true
    make().catch((error: unknown) => {
      go.disabled = false
      say(at, wordsOf(error))
    })
  })
  leave.addEventListener('click', () => {
    at.hidden = true
  })
  const heading =
    articles > 0
      ? counted(articles, '{n} article changes', '{n} articles change')
      : t('Nothing would change.')
  at.hidden = false
  put(at, el('h2', {}, heading), refusals(planned.refused), ...changes(files), acts)
  at.scrollIntoView({ block: 'nearest' })
}

/** Each file with its difference; a file that moves is one entry. */
function changes(files: ArticlesPlanAnswer['files']): HTMLElement[] {
  return files.flatMap(({ file, before, after }, n) => {
    const moved = before === null ? files[n - 1] : undefined
    if (after === null) return []
    const name = moved ? `${moved.file} → ${file}` : file
    return [
      el(
        'details',
        { open: files.length <= 4 },
        el('summary', {}, el('code', {}, name)),
        difference(moved?.before ?? before ?? '', after),
      ),
    ]
  })
}

function drawMade(at: HTMLElement, made: ArticlesChangedAnswer): void {
  const { length } = made.done
  const undo = el('button', { type: 'button', class: 'btn quiet' }, t('Take it back'))
  undo.addEventListener('click', () => {
    undo.remove()
    call<ArticlesChangedAnswer>('DELETE', 'articles/changes')
      .then(() => put(at, el('p', { class: 'said ok' }, t('The files are as they were.'))))
      .catch((error: unknown) => say(at, wordsOf(error)))
  })
  const kept = {
    commit: t('Saved in one commit. Readers see it after the next publish.'),
    file: t('Saved. Readers see it after the next publish.'),
    'not-committed': t('Saved as files; git did not take the commit.'),
  }[made.kept]
  const done = counted(length, '{n} article changed.', '{n} articles changed.')
  put(
    at,
    el('p', { class: 'said ok', role: 'status' }, done, length > 0 && ` ${kept}`),
    refusals(made.refused),
    length > 0 && el('div', { class: 'acts' }, undo),
  )
}

function refusals(refused: ArticlesPlanAnswer['refused']): HTMLElement | null {
  if (refused.length === 0) return null
  const why = (file: string) => ({
    'no-such-article': t('It is not there in this language.'),
    'front-matter': t('Its front-matter cannot be changed from here. Open it in the editor.'),
    section: t('It lies in a section of its shelf, which does not move.'),
    taken: t('That shelf has an article of this name.'),
    linked: t('{file} links to it by a path. Write its address there instead.', { file }),
    changed: t('Somebody saved it after this was shown.'),
  })
  return el(
    'ul',
    { class: 'history' },
    ...refused.map((one) => el('li', {}, el('b', {}, one.title), ` ${why(one.file)[one.why]}`)),
  )
}
