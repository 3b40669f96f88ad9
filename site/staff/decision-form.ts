import type { GapAnswer, MeAnswer } from '#api/routes/staff/answers.ts'
import { type Child, el, put } from './dom.ts'
import { t } from './translate.ts'
import { ownName } from './words.ts'

/** Draws "What should happen?" for a gap as it stands; only decisions that change something are offered, none is chosen. */
export function showForm(form: HTMLFormElement, gap: GapAnswer, me: MeAnswer): void {
  const radios = choicesFor(gap).map(({ value, note }) =>
    el(
      'label',
      { class: 'r' },
      el('input', { type: 'radio', name: 'decision', value }),
      ` ${t(offered[value] ?? value, { name: gap.writer?.name ?? '' })} `,
      note ? el('span', { class: 'note' }, t(note)) : null,
    ),
  )
  const parts: Record<string, HTMLElement> = {
    draft: part(...draftFields(gap)),
    link: part(field(t('Which article?'), articleSelect(gap))),
    assign: part(field(t('Writer'), writerSelect(gap, me))),
    snooze: part(field(t('Until'), el('input', { type: 'date', name: 'until', value: inFourWeeks() }))),
    merge: part(field(t('Which gap asks the same?'), gapSelect(gap))),
    separate: part(field(t('Which part?'), partSelect(gap))),
  }
  const reason = el('textarea', { name: 'reason', rows: 3, maxlength: 2000 })
  const why = el('span', {}, t('Why'))
  const save = el('button', { class: 'btn', type: 'submit' }, t('Save the decision'))
  put(
    form,
    el('fieldset', {}, el('legend', {}, t('What should happen?')), ...radios),
    ...Object.values(parts),
    el('label', { class: 'f' }, why, reason),
    save,
    el(
      'p',
      { class: 'note' },
      t(
        'Nothing is published from here. You can take it back; each change is kept with a name and a reason.',
      ),
    ),
  )
  const match = () => {
    const chosen = String(new FormData(form).get('decision') ?? '')
    for (const [name, fields] of Object.entries(parts)) fields.hidden = name !== chosen
    why.textContent = ['dismiss', 'product'].includes(chosen)
      ? t('Why? Whoever finds it again reads this')
      : t('Why, if others should know')
  }
  form.onchange = match
  match()
}

/** Decisions as the form offers them. */
export const offered: Readonly<Record<string, string>> = {
  draft: 'Write a new article',
  withdraw: 'Withdraw the draft',
  assign: 'Give it to a writer',
  unassign: 'Take it back from {name}',
  link: 'It is answered by an article',
  merge: 'Another gap asks the same',
  separate: 'A part of it is another question',
  snooze: 'Put it off',
  product: 'The product has to change',
  dismiss: 'Not for the help centre',
  reopen: 'Reopen it',
  undo: 'Take the last decision back',
}

interface Choice {
  value: string
  note?: string
}

/** Writing a file comes after what only changes a list. */
function choicesFor({ state, draft, writer, last, parts }: GapAnswer): Choice[] {
  const undo = last > 0 ? [{ value: 'undo' }] : []
  if (['dismissed', 'merged', 'snoozed', 'product'].includes(state)) return [{ value: 'reopen' }, ...undo]
  if (state === 'published' || state === 'working')
    return [{ value: 'reopen' }, { value: 'dismiss' }, ...undo]
  return [
    { value: 'assign' },
    ...(writer ? [{ value: 'unassign' }] : []),
    draft
      ? { value: 'withdraw', note: 'Removes the file while nobody has written in it' }
      : { value: 'draft', note: 'Begins a file with what customers say' },
    { value: 'link', note: 'Closes the gap' },
    { value: 'merge' },
    ...(parts.some(({ apart }) => !apart)
      ? [{ value: 'separate', note: 'The next mining lists it by itself' }]
      : []),
    { value: 'snooze' },
    { value: 'product', note: 'Well explained, and still asked' },
    { value: 'dismiss' },
    ...undo,
  ]
}

function gapSelect({ others }: GapAnswer): HTMLElement {
  return el(
    'select',
    { name: 'target' },
    ...others.map(({ id, title }) => el('option', { value: id }, title)),
  )
}

function partSelect({ parts }: GapAnswer): HTMLElement {
  return el(
    'select',
    { name: 'part' },
    ...parts
      .filter(({ apart }) => !apart)
      .map(({ language, title }) =>
        el('option', { value: title, lang: language }, `${ownName(language)}: ${title}`),
      ),
  )
}

const inFourWeeks = (): string => new Date(Date.now() + 28 * 86_400_000).toISOString().slice(0, 10)

function draftFields(gap: GapAnswer): Child[] {
  const asked = Object.entries(gap.languages).toSorted(([, a], [, b]) => b - a)[0]?.[0]
  const shelf = gap.nearest?.article.split('/')[0]
  return [
    field(t('Title'), el('input', { name: 'title', maxlength: 120, value: gap.title.slice(0, 120) })),
    el(
      'div',
      { class: 'two' },
      field(
        t('Shelf'),
        el(
          'select',
          { name: 'category' },
          ...gap.categories.map(({ id, label }) =>
            el('option', { value: id, selected: id === shelf }, label),
          ),
        ),
      ),
      field(
        t('First in'),
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
      t('Address, in English and with dashes'),
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
      el('option', { value: id, selected: id === chosen }, id === me.id ? t('{name} (you)', { name }) : name),
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
