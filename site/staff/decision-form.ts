import type { GapAnswer, MeAnswer } from '#api/routes/staff/answers.ts'
import { type Child, el, put } from './dom.ts'
import { ownName } from './words.ts'

/** Draws "What should happen?" for a gap as it stands; only decisions that change something are offered. */
export function showForm(form: HTMLFormElement, gap: GapAnswer, me: MeAnswer): void {
  const choices = choicesFor(gap)
  const suggested = choices[0]?.value
  const radios = choices.map(({ value, label, note }) =>
    el(
      'label',
      { class: 'r' },
      el('input', { type: 'radio', name: 'decision', value, checked: value === suggested }),
      ` ${label} `,
      note ? el('span', { class: 'note' }, note) : null,
    ),
  )
  const parts: Record<string, HTMLElement> = {
    draft: part(...draftFields(gap)),
    link: part(field('Which article?', articleSelect(gap))),
    assign: part(field('Writer', writerSelect(gap, me))),
  }
  const reason = el('textarea', { name: 'reason', rows: 3, maxlength: 2000 })
  const why = el('span', {}, 'Why')
  put(
    form,
    el('fieldset', {}, el('legend', {}, 'What should happen?'), ...radios),
    ...Object.values(parts),
    el('label', { class: 'f' }, why, reason),
    el('button', { class: 'btn', type: 'submit' }, 'Save the decision'),
    el(
      'p',
      { class: 'note' },
      'Nothing is published from here. You can change this later; each change is kept with a name and a reason.',
    ),
  )
  const match = () => {
    const chosen = String(new FormData(form).get('decision') ?? '')
    for (const [name, fields] of Object.entries(parts)) fields.hidden = name !== chosen
    why.textContent =
      chosen === 'dismiss' ? 'Why? Whoever finds it again reads this' : 'Why, if others should know'
  }
  form.onchange = match
  match()
}

interface Choice {
  value: string
  label: string
  note?: string
}

/** The first one is suggested. */
function choicesFor({ state, draft, nearest, writer }: GapAnswer): Choice[] {
  const reopen = { value: 'reopen', label: 'Reopen it' }
  if (state === 'dismissed') return [reopen]
  const dismiss = { value: 'dismiss', label: 'Not for the help centre' }
  if (state === 'published' || state === 'working') return [reopen, dismiss]
  const write = {
    value: 'draft',
    label: 'Write a new article',
    note: nearest ? 'Begins a file with what customers say' : 'Suggested: the subject is in no article',
  }
  const link = { value: 'link', label: 'It is answered by an article', note: 'Closes the gap' }
  const assign = { value: 'assign', label: writer ? 'Give it to somebody else' : 'Give it to a writer' }
  const unassign = { value: 'unassign', label: `Take it back from ${writer?.name ?? ''}` }
  return [...(draft ? [] : [write]), assign, ...(writer ? [unassign] : []), link, dismiss]
}

function draftFields(gap: GapAnswer): Child[] {
  const asked = Object.entries(gap.languages).toSorted(([, a], [, b]) => b - a)[0]?.[0]
  const shelf = gap.nearest?.article.split('/')[0]
  return [
    field('Title', el('input', { name: 'title', maxlength: 120, value: gap.title.slice(0, 120) })),
    el(
      'div',
      { class: 'two' },
      field(
        'Shelf',
        el(
          'select',
          { name: 'category' },
          ...gap.categories.map(({ id, label }) =>
            el('option', { value: id, selected: id === shelf }, label),
          ),
        ),
      ),
      field(
        'First in',
        el(
          'select',
          { name: 'locale' },
          ...gap.locales.map((locale) =>
            el('option', { value: locale, lang: locale, selected: locale === asked }, ownName(locale)),
          ),
        ),
      ),
    ),
    field(
      'Address, in English and with dashes',
      el('input', {
        name: 'slug',
        maxlength: 80,
        value: gap.slug,
        autocapitalize: 'none',
        spellcheck: 'false',
      }),
    ),
  ]
}

function articleSelect({ categories, nearest }: GapAnswer): HTMLElement {
  const groups = categories
    .filter(({ articles }) => articles.length > 0)
    .map(({ label, articles }) =>
      el(
        'optgroup',
        { label },
        ...articles.map(({ id, title }) =>
          el('option', { value: id, selected: id === nearest?.article }, title),
        ),
      ),
    )
  return el('select', { name: 'article' }, ...groups)
}

function writerSelect({ writers, writer }: GapAnswer, me: MeAnswer): HTMLElement {
  const chosen =
    writers.find(({ id }) => id !== writer?.id && id === me.id)?.id ??
    writers.find(({ id }) => id !== writer?.id)?.id
  return el(
    'select',
    { name: 'writer' },
    ...writers.map(({ id, name }) =>
      el('option', { value: id, selected: id === chosen }, id === me.id ? `${name} (you)` : name),
    ),
  )
}

function field(label: string, control: HTMLElement): HTMLElement {
  return el('label', { class: 'f' }, label, control)
}

/** Fields that belong to one decision. */
function part(...children: Child[]): HTMLElement {
  return el('div', { class: 'side-by' }, ...children)
}
