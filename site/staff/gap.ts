// Over 250 lines: one page, drawn top to bottom.
import type { DraftTextAnswer, GapAnswer, HistoryLine, SavedAnswer } from '#api/routes/staff/answers.ts'
import { saidElsewhere } from '#core/gaps/demand-in-words.ts'
import { paceOf, whyWithheld } from '#core/gaps/figures.ts'
import { kindMeaning, kindName } from '#core/gaps/kind.ts'
import { beginning } from './beginning.ts'
import { call, Refusal, wordsOf } from './call.ts'
import { changeLine, decided } from './changes.ts'
import { liftTable, weeklyBars } from './charts.ts'
import { outside } from './customer-panes.ts'
import { offered, showForm } from './decision-form.ts'
import { byId, el, icon, put } from './dom.ts'
import { editAddress, editAddressOf } from './edit-address.ts'
import { fail, onSend, say, show } from './form.ts'
import { frame } from './frame.ts'
import { stateTag } from './states.ts'
import { tellThose } from './tell-those.ts'
import { counted, t } from './translate.ts'
import { count, day, decimal, fullDay, language, many, notEnough, ownName, percent } from './words.ts'
import { verdictInWords, workedFigure } from './worked.ts'

/** Filters of the list that led here: for the way back and on. */
const way = new URLSearchParams(location.search)
const id = way.get('id') ?? ''
way.delete('id')
const path = `gaps/${encodeURIComponent(id)}`
const list = `/staff/gaps/${way.size > 0 ? `?${way}` : ''}`
const form = byId<HTMLFormElement>('decide')

frame()
  .then(async (me) => {
    const gap = await call<GapAnswer>('GET', `${path}?${way}`)
    let shown = gap
    const redraw = (now: GapAnswer) => {
      shown = now
      draw(now)
      showForm(form, now, me)
    }
    redraw(gap)
    const save = async (body: Record<string, unknown>) => {
      try {
        redraw(await call<GapAnswer>('POST', `${path}/decisions?${way}`, { ...body, last: shown.last }))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        if (error.problem === 'read-only' && body['decision'] === 'draft') await offerText(body)
        if (error.problem === 'conflict') await showTheirs(shown, body, redraw)
        throw error
      }
      byId('standing').scrollIntoView({ block: 'nearest' })
    }
    onSend(form, async () => {
      await save(bodyOf(new FormData(form)))
      say(form, t('Saved.'), 'ok')
      offerUndo(async () => {
        await save({ decision: 'undo' })
        say(form, t('Taken back.'), 'ok')
      })
    })
    show('ready')
  })
  .catch((error: unknown) => {
    const places = error instanceof Refusal ? error.see : []
    put(
      byId('error-see'),
      ...places.map(({ title, url }) => el('li', {}, el('a', { class: 'says', href: url }, title))),
    )
    fail(error)
  })

/** For ten seconds after a decision, a button that takes it back; later the history has it. */
function offerUndo(undo: () => Promise<void>): void {
  const button = el('button', { type: 'button', class: 'btn quiet' }, t('Undo'))
  button.addEventListener('click', () => {
    button.remove()
    undo().catch((error: unknown) => say(form, wordsOf(error)))
  })
  form.querySelector('.said')?.append(' ', button)
  setTimeout(() => button.remove(), 10_000)
}

/** What a colleague decided meanwhile, beside what was about to be saved: the form keeps the latter. */
async function showTheirs(
  was: GapAnswer,
  mine: Record<string, unknown>,
  redraw: (now: GapAnswer) => void,
): Promise<void> {
  const now = await call<GapAnswer>('GET', `${path}?${way}`)
  const theirs = now.history.filter(({ id }) => id > was.last)
  if (theirs.length === 0) return
  redraw(now)
  restore(mine)
  byId('theirs').hidden = false
  put(
    byId('theirs'),
    el('h2', {}, t('Decided while you were deciding')),
    el('ul', { class: 'history' }, ...theirs.map((one) => historyLine(one))),
    el(
      'p',
      {},
      t('Yours was not saved: {decision}. It is still in the form.', {
        decision: t(offered[String(mine['decision'])] ?? ''),
      }),
    ),
  )
}

/** Puts a decision that was refused back into the form. */
function restore(mine: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(mine)) {
    const field = form.elements.namedItem(name)
    if (
      field instanceof RadioNodeList ||
      field instanceof HTMLInputElement ||
      field instanceof HTMLSelectElement ||
      field instanceof HTMLTextAreaElement
    )
      field.value = String(value)
    if (field instanceof HTMLInputElement && field.type === 'radio') field.checked = true
  }
  form.onchange?.(new Event('change'))
}

/** The content folder cannot be written: the text of the draft as a file to put there by hand. */
async function offerText(body: Record<string, unknown>): Promise<void> {
  const { decision: _, reason: __, ...place } = body
  const { file, text } = await call<DraftTextAnswer>('POST', `${path}/draft-text`, place)
  const link = el(
    'a',
    { class: 'btn quiet', download: file.split('/').at(-1) ?? 'draft.mdx' },
    t('Download the draft'),
  )
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }))
  byId('theirs').hidden = false
  put(
    byId('theirs'),
    el('p', {}, t('Put it into the content folder as'), ' ', el('code', {}, file)),
    el('p', {}, link),
  )
}

/** Only the fields of the chosen decision. */
function bodyOf(fields: FormData): Record<string, string> {
  const decision = String(fields.get('decision') ?? '')
  const wanted: Record<string, string[]> = {
    assign: ['writer'],
    link: ['article'],
    draft: ['title', 'locale', 'category', 'slug'],
    snooze: ['until'],
    merge: ['target'],
    separate: ['part'],
  }
  const body: Record<string, string> = { decision }
  for (const name of [...(wanted[decision] ?? []), 'reason']) {
    const value = String(fields.get(name) ?? '').trim()
    if (value || (name === 'reason' && ['dismiss', 'product'].includes(decision))) body[name] = value
  }
  return body
}

function draw(gap: GapAnswer): void {
  document.title = `${gap.title} – ${document.title.replace(/^.* – /, '')}`
  put(
    byId('head'),
    el(
      'nav',
      { class: 'note ways', 'aria-label': t('Gaps of the list') },
      el('a', { href: list }, way.size > 0 ? t('Back to the list') : t('All gaps')),
      step(gap.previous, t('Previous')),
      step(gap.next, t('Next')),
    ),
    el('h1', { class: 'says', lang: mainLanguage(gap) }, gap.title),
    el('p', { class: 'gap-kind' }, el('b', {}, `${t(kindName(gap.kind))}.`), ` ${t(kindMeaning(gap.kind))}.`),
    el('p', {}, summary(gap)),
    gap.parts.length > 1 &&
      el(
        'p',
        { class: 'note' },
        t('One question in several languages:'),
        ' ',
        ...gap.parts.flatMap(({ language: locale, title, questions, apart }, at) => [
          at > 0 && ', ',
          el('span', { class: 'says', lang: locale }, title),
          ` (${[ownName(locale), count(questions), apart && t('taken out at the next mining')].filter(Boolean).join(', ')})`,
        ]),
      ),
  )
  put(
    byId('evidence'),
    gap.worked && workedFigure(gap.worked),
    weekly(gap),
    lifts(gap),
    covered(gap),
    nearest(gap),
    words(gap),
  )
  byId('theirs').hidden = true
  if (gap.answeredBy) tellThose(byId('tell'), path).catch(() => {})
  else put(byId('tell'))
  put(byId('standing'), ...standing(gap))
  byId('mined-too').hidden = gap.changes.length === 0
  put(byId('changes'), ...gap.changes.map((change) => changeLine(change, gap.id)))
  byId('past').hidden = gap.history.length === 0
  put(byId('history'), ...gap.history.map((one) => historyLine(one)))
}

function step(to: GapAnswer['next'], label: string): HTMLElement | null {
  if (!to) return null
  const query = new URLSearchParams(way)
  query.set('id', to.id)
  return el('a', { href: `/staff/gap/?${query}`, title: to.title ?? '' }, label)
}

function summary(gap: GapAnswer): string {
  const { firstSeen, lastSeen } = gap
  const facts = [
    many(gap.volume, 'question'),
    ...(gap.customers > 0 ? [many(gap.customers, 'customer')] : []),
    ...(firstSeen && lastSeen
      ? [t('{from} to {to}', { from: fullDay(firstSeen), to: fullDay(lastSeen) })]
      : []),
    ...(gap.asked['ticket'] === gap.volume ? [] : [askedBy(gap.asked)]),
  ]
  const share = gap.share < 0.01 ? t('less than 1%') : percent(gap.share)
  return `${facts.join(' · ')}. ${t('An answer would take {share} off what no article answers.', { share })}`
}

const paces = {
  few: 'Too few to tell a trend: about {n} a week',
  more: 'More than before: now about {n} a week',
  less: 'Fewer than before: now about {n} a week',
  steady: 'Steady, about {n} a week',
} as const

function weekly(gap: GapAnswer): HTMLElement {
  const recent = gap.weeks.slice(-4)
  const now = recent.reduce((sum, value) => sum + value, 0) / Math.max(1, recent.length)
  const rate = now < 10 ? decimal(now) : count(Math.round(now))
  const finding = t(paces[paceOf(gap)], { n: rate })
  return figure(
    'w',
    finding,
    t('Tickets a week, to {day}; each bar is seven days from the day named', { day: fullDay(gap.asOf) }),
    weeklyBars(gap),
  )
}

function lifts(gap: GapAnswer): HTMLElement {
  const [top] = gap.segments.toSorted((a, b) => b.lift - a.lift)
  const held =
    gap.withheld.length > 0 &&
    `${t('Figures of {segments} are not shown.', { segments: gap.withheld.join(', ') })} ${t(whyWithheld)}`
  if (!top)
    return figure(
      'l',
      held ? t('Who asks cannot be shown') : t('Nothing is known of who asks'),
      held || t('The questions come without a segment.'),
    )
  const clear = top.low > 1
  const finding = clear
    ? t('{segment}: asked {times} times as often as by everyone else', {
        segment: top.label,
        times: decimal(top.lift),
      })
    : t('No segment clearly asks more than the others')
  return figure(
    'l',
    finding,
    t('Compared with all other customers; the line is the 95% interval'),
    liftTable(gap),
    ...(held ? [el('p', { class: 'note' }, held)] : []),
  )
}

function covered(gap: GapAnswer): HTMLElement {
  const locales = gap.coverage[0]?.cells.map(({ locale }) => locale) ?? []
  const missing = locales
    .map((locale) => {
      const cells = gap.coverage.flatMap((row) => row.cells.filter((cell) => cell.locale === locale))
      const asked = gap.languages[locale] ?? 0
      return { locale, asked, missing: cells.every(({ state }) => state === 'missing') }
    })
    .filter((one) => one.missing && one.asked > 0)
    .toSorted((a, b) => b.asked - a.asked)
  const [worst] = missing
  const finding = worst
    ? t('Nothing comes near in {language}, where {n} asked', {
        language: language(worst.locale),
        n: count(worst.asked),
      })
    : t('An article comes near in every language they asked in')
  const rows = gap.coverage.map(({ label, cells }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, t(label)),
      ...cells.map(({ locale, state, asked }) =>
        el(
          'td',
          { 'data-l': ownName(locale) },
          el(
            'span',
            { class: `tag${locale === worst?.locale && asked !== 0 ? ' bad' : ''}` },
            icon(state === 'partly' ? 'part' : 'no'),
            t(state === 'partly' ? 'Partly' : 'Missing'),
          ),
          el('span', { class: 'note' }, asked === null ? t('Withheld') : t('{n} asked', { n: count(asked) })),
        ),
      ),
    ),
  )
  const head = el(
    'tr',
    {},
    el('th', { scope: 'col' }, t('Segment')),
    ...locales.map((locale) => el('th', { scope: 'col', lang: locale }, ownName(locale))),
  )
  const table = el('table', { class: 'cover' }, el('thead', {}, head), el('tbody', {}, ...rows))
  const held = gap.coverage.some(({ cells }) => cells.some(({ asked }) => asked === null))
  return figure(
    'c',
    finding,
    t('What the articles say today, for each segment and language'),
    table,
    ...(held ? [el('p', { class: 'note' }, t(whyWithheld))] : []),
  )
}

function nearest({ nearest: near, kind }: GapAnswer): HTMLElement {
  if (!near) return figure('n', t('No article comes near'), t('Nothing in the library is about it'))
  const facts = el(
    'dl',
    { class: 'facts big' },
    el('dt', {}, percent(near.score)),
    el('dd', {}, t('alike in words; an article that answers is far more so')),
  )
  const section = figure('n', t('The nearest article is not enough'), notEnough(near), facts)
  const link = el('p', {}, el('a', { href: near.url }, near.title), ` (${language(near.locale)})`)
  const passage = near.passage
    ? el('p', { class: 'note says', lang: near.locale }, beginning(near.passage, 240))
    : null
  const lacks =
    near.lacks.length > 0
      ? el(
          'p',
          {},
          `${t('Keywords it lacks:')} `,
          el('span', { class: 'says', lang: near.locale }, near.lacks.join(', ')),
        )
      : null
  // Only an article that answers is to be found by these words; one that does not would promise what it has not.
  const add = near.lacks.length > 0 && kind === 'answered, but not found' ? addingKeywords(near) : null
  section.append(...[link, passage, lacks, add].filter((node) => node !== null))
  return section
}

/** One click makes the lacking words keywords of the article: saved as by its editor. */
function addingKeywords({ article, locale, lacks }: NonNullable<GapAnswer['nearest']>): HTMLElement {
  const line = el('p', { role: 'status' })
  const button = el('button', { type: 'button', class: 'btn quiet' }, t('Add them to its keywords'))
  button.addEventListener('click', () => {
    button.disabled = true
    const address = [locale, ...article.split('/')].map(encodeURIComponent).join('/')
    call<SavedAnswer>('POST', `articles/${address}/keywords`, { add: lacks }).then(
      () =>
        put(
          line,
          `${t('Added. Search finds them once the article is published.')} `,
          el('a', { href: editAddress(article, locale) }, t('Open it in the editor')),
        ),
      (error: unknown) => {
        button.disabled = false
        put(line, button, ' ', el('span', { class: 'said bad' }, wordsOf(error)))
      },
    )
  })
  put(line, button)
  return line
}

function words({ samples, volume, inbox }: GapAnswer): HTMLElement {
  const list = samples.map(({ text, language: locale, kind, url }) =>
    el(
      'li',
      {},
      el('p', { class: 'says', lang: locale || false }, text),
      el(
        'p',
        { class: 'note' },
        [said(kind), locale && language(locale)].filter(Boolean).join(', '),
        url && ' ',
        url && outside(url, t('Open the ticket')),
      ),
    ),
  )
  list.push(
    ...inbox.map(({ text, locale }) =>
      el(
        'li',
        {},
        el('p', { class: 'says', lang: locale || false }, text),
        el('p', { class: 'note' }, t('From the inbox')),
      ),
    ),
  )
  const about = `${t('{n} of {all}.', { n: count(samples.length), all: count(volume) })} ${t('Names, addresses and numbers that tell who somebody is were removed before anything was stored.')}`
  const section = figure('e', t('In their words'), about, el('ul', { class: 'evid' }, ...list))
  section.classList.add('span')
  return section
}

const said = (kind: string | undefined): string =>
  t(kind === undefined ? 'Ticket' : (saidElsewhere[kind] ?? kind))

function figure(name: string, finding: string, about: string, ...content: Node[]): HTMLElement {
  return el(
    'section',
    { class: 'fig', 'aria-labelledby': `fig-${name}` },
    el('h2', { id: `fig-${name}` }, finding),
    el('p', { class: 'note' }, about),
    ...content,
  )
}

function standing(gap: GapAnswer): HTMLElement[] {
  const lines = [el('p', {}, stateTag(gap.state, gap.writer?.name))]
  if (gap.draft)
    lines.push(
      el(
        'p',
        {},
        el('a', { href: editAddressOf(gap.draft) }, t('Write the answer')),
        ' ',
        t('The draft is {file} in the content folder. Publishing it closes the gap.', { file: gap.draft }),
      ),
    )
  if (gap.answeredBy)
    lines.push(
      el('p', {}, t('Answered by'), ' ', el('a', { href: gap.answeredBy.url }, gap.answeredBy.title), '.'),
    )
  if (gap.cameBack)
    lines.push(
      el(
        'p',
        {},
        t('It was dismissed at {was} questions and is back: {now} now.', {
          was: count(gap.cameBack.was),
          now: count(gap.cameBack.now),
        }),
      ),
    )
  if (gap.worked && gap.state === 'not working')
    lines.push(el('p', {}, t('It is on the list again.'), ' ', `${verdictInWords(gap.worked)}.`))
  if (gap.state === 'dismissed')
    lines.push(el('p', {}, t('It stays dismissed when tickets are mined again.')))
  return lines
}

function historyLine({ by, decision, object, at, reason, undone }: HistoryLine): HTMLElement {
  const words = `${by} ${t(decided[decision])}${object && `: ${object}`}`
  return el(
    'li',
    {},
    el('p', {}, undone ? el('s', {}, words) : words),
    el('p', { class: 'note' }, [day(at), reason].filter(Boolean).join(': ')),
  )
}

function mainLanguage({ languages }: GapAnswer): string | undefined {
  return Object.entries(languages).toSorted(([, a], [, b]) => b - a)[0]?.[0]
}

/** "290 tickets, 12 searches in vain", most first. */
function askedBy(asked: Readonly<Record<string, number>>): string {
  const words: Readonly<Record<string, (n: number) => string>> = {
    ticket: (n) => counted(n, '{n} ticket', '{n} tickets'),
    search: (n) => counted(n, '{n} search in vain', '{n} searches in vain'),
    unclicked: (n) => counted(n, '{n} search without a click', '{n} searches without a click'),
    'nothing-fits': (n) => counted(n, '{n} time an agent found nothing', '{n} times an agent found nothing'),
    flag: (n) => counted(n, '{n} flag of an agent', '{n} flags of agents'),
    vote: (n) => counted(n, '{n} bad vote with words', '{n} bad votes with words'),
  }
  return Object.entries(asked)
    .filter(([, n]) => n > 0)
    .toSorted(([, a], [, b]) => b - a)
    .flatMap(([kind, n]) => words[kind]?.(n) ?? [])
    .join(', ')
}
