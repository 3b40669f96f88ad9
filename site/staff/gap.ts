import type { GapAnswer, HistoryLine } from '#api/routes/staff/answers.ts'
import { askedInWords, saidElsewhere } from '#core/gaps/demand-in-words.ts'
import { paceOf, whyWithheld } from '#core/gaps/figures.ts'
import { kindMeaning, kindName } from '#core/gaps/kind.ts'
import { call, Refusal } from './call.ts'
import { changeLine } from './changes.ts'
import { liftTable, weeklyBars } from './charts.ts'
import { showForm } from './decision-form.ts'
import { byId, el, icon, put } from './dom.ts'
import { fail, onSend, say, show } from './form.ts'
import { frame } from './frame.ts'
import { stateTag } from './states.ts'
import { Count, count, day, fullDay, language, many, ownName, percent } from './words.ts'

const id = new URLSearchParams(location.search).get('id') ?? ''
const form = byId<HTMLFormElement>('decide')

frame()
  .then(async (me) => {
    const gap = await call<GapAnswer>('GET', `gaps/${encodeURIComponent(id)}`)
    draw(gap)
    showForm(form, gap, me)
    onSend(form, async () => {
      const decided = await call<GapAnswer>(
        'POST',
        `gaps/${encodeURIComponent(id)}/decisions`,
        bodyOf(new FormData(form)),
      )
      draw(decided)
      showForm(form, decided, me)
      say(form, 'Saved.', 'ok')
      byId('standing').scrollIntoView({ block: 'nearest' })
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

/** Only the fields of the chosen decision. */
function bodyOf(fields: FormData): Record<string, string> {
  const decision = String(fields.get('decision') ?? '')
  const wanted: Record<string, string[]> = {
    assign: ['writer'],
    link: ['article'],
    draft: ['title', 'locale', 'category', 'slug'],
  }
  const body: Record<string, string> = { decision }
  for (const name of [...(wanted[decision] ?? []), 'reason']) {
    const value = String(fields.get(name) ?? '').trim()
    if (value || (name === 'reason' && decision === 'dismiss')) body[name] = value
  }
  return body
}

function draw(gap: GapAnswer): void {
  document.title = `${gap.title} – ${document.title.replace(/^.* – /, '')}`
  put(
    byId('head'),
    el(
      'p',
      { class: 'note' },
      el('a', { href: '/staff/gaps/' }, 'All gaps'),
      ` / ${count(gap.rank)} of ${count(gap.of)}`,
    ),
    el('h1', { class: 'says', lang: mainLanguage(gap) }, gap.title),
    el('p', { class: 'gap-kind' }, el('b', {}, `${kindName(gap.kind)}.`), ` ${kindMeaning(gap.kind)}.`),
    el('p', {}, summary(gap)),
  )
  put(byId('evidence'), weekly(gap), lifts(gap), covered(gap), nearest(gap), words(gap))
  put(byId('standing'), ...standing(gap))
  byId('mined-too').hidden = gap.changes.length === 0
  put(byId('changes'), ...gap.changes.map((change) => changeLine(change, gap.id)))
  byId('past').hidden = gap.history.length === 0
  put(byId('history'), ...gap.history.map(historyLine))
}

function summary(gap: GapAnswer): string {
  const since =
    gap.firstSeen && gap.lastSeen ? ` between ${fullDay(gap.firstSeen)} and ${fullDay(gap.lastSeen)}` : ''
  const people = gap.customers > 0 ? ` from ${many(gap.customers, 'customer')}` : ''
  const kinds = gap.asked['ticket'] === gap.volume ? '' : askedInWords(gap.asked)
  return `${many(gap.volume, 'question')}${people}${since}${kinds && `: ${kinds}`}. An answer would take ${gap.share < 0.01 ? 'less than 1%' : percent(gap.share)} off what no article answers.`
}

const paces = {
  few: 'Too few to tell a trend:',
  more: 'More than before: now',
  less: 'Fewer than before: now',
  steady: 'Steady,',
} as const

function weekly(gap: GapAnswer): HTMLElement {
  const recent = gap.weeks.slice(-4)
  const now = recent.reduce((sum, value) => sum + value, 0) / Math.max(1, recent.length)
  const rate = now < 10 ? now.toFixed(1) : count(Math.round(now))
  const finding = `${paces[paceOf(gap)]} about ${rate} a week`
  return figure(
    'w',
    finding,
    `Tickets a week, to ${fullDay(gap.asOf)}; each bar is seven days from the day named`,
    weeklyBars(gap),
  )
}

function lifts(gap: GapAnswer): HTMLElement {
  const [top] = gap.segments.toSorted((a, b) => b.lift - a.lift)
  const held =
    gap.withheld.length > 0 && `Figures of ${gap.withheld.join(', ')} are not shown. ${whyWithheld}`
  if (!top)
    return figure(
      'l',
      held ? 'Who asks cannot be shown' : 'Nothing is known of who asks',
      held || 'The questions come without a segment.',
    )
  const clear = top.low > 1
  const finding = clear
    ? `${top.label}: asked ${top.lift.toFixed(1)} times as often as by everyone else`
    : 'No segment clearly asks more than the others'
  return figure(
    'l',
    finding,
    'Compared with all other customers; the line is the 95% interval',
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
    ? `Nothing comes near in ${language(worst.locale)}, where ${count(worst.asked)} asked`
    : 'An article comes near in every language they asked in'
  const rows = gap.coverage.map(({ label, cells }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, label),
      ...cells.map(({ locale, state, asked }) =>
        el(
          'td',
          {},
          el(
            'span',
            { class: `tag${locale === worst?.locale && asked !== 0 ? ' bad' : ''}` },
            icon(state === 'partly' ? 'part' : 'no'),
            state === 'partly' ? 'Partly' : 'Missing',
          ),
          el('span', { class: 'note' }, asked === null ? 'Withheld' : `${count(asked)} asked`),
        ),
      ),
    ),
  )
  const head = el(
    'tr',
    {},
    el('th', { scope: 'col' }, 'Segment'),
    ...locales.map((locale) => el('th', { scope: 'col', lang: locale }, ownName(locale))),
  )
  const table = el('table', { class: 'cover' }, el('thead', {}, head), el('tbody', {}, ...rows))
  const held = gap.coverage.some(({ cells }) => cells.some(({ asked }) => asked === null))
  return figure(
    'c',
    finding,
    'What the articles say today, for each segment and language',
    table,
    ...(held ? [el('p', { class: 'note' }, whyWithheld)] : []),
  )
}

function nearest({ nearest: near }: GapAnswer): HTMLElement {
  if (!near) return figure('n', 'No article comes near', 'Nothing in the library speaks of it')
  const facts = el(
    'dl',
    { class: 'facts big' },
    el('dt', {}, percent(near.score)),
    el('dd', {}, 'alike in words; an article that answers is far more so'),
  )
  const section = figure('n', 'The nearest article is not enough', near.why, facts)
  const link = el('p', {}, el('a', { href: near.url }, near.title), ` in ${language(near.locale)}`)
  const passage = near.passage
    ? el('p', { class: 'note says', lang: near.locale }, near.passage.slice(0, 240))
    : null
  section.append(...[link, passage].filter((node) => node !== null))
  return section
}

function words({ samples, volume }: GapAnswer): HTMLElement {
  const list = samples.map(({ text, language: locale, kind }) =>
    el(
      'li',
      {},
      el('p', { class: 'says', lang: locale || false }, text),
      locale ? el('p', { class: 'note' }, `${said(kind)}, in ${language(locale)}`) : null,
    ),
  )
  const about = `${Count(samples.length)} of ${count(volume)}. Names, addresses and numbers that tell who somebody is were removed before anything was stored.`
  const section = figure('e', 'In their words', about, el('ul', { class: 'evid' }, ...list))
  section.classList.add('span')
  return section
}

const said = (kind: string | undefined): string =>
  kind === undefined ? 'Ticket' : (saidElsewhere[kind] ?? kind)

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
        'The draft is ',
        el('code', {}, gap.draft),
        ' in the content folder. Write the answer there, take out ',
        el('code', {}, 'draft: true'),
        ', then run ',
        el('code', {}, 'npm run publish'),
        '. That closes the gap.',
      ),
    )
  if (gap.answeredBy)
    lines.push(el('p', {}, 'Answered by ', el('a', { href: gap.answeredBy.url }, gap.answeredBy.title), '.'))
  if (gap.cameBack)
    lines.push(
      el(
        'p',
        {},
        `It was dismissed at ${many(gap.cameBack.was, 'question')} and is back: ${count(gap.cameBack.now)} now.`,
      ),
    )
  if (gap.contacts) lines.push(el('p', {}, contactsLine(gap.contacts)))
  if (gap.state === 'dismissed') lines.push(el('p', {}, 'It stays dismissed when tickets are mined again.'))
  return lines
}

function contactsLine({ before, after, since }: NonNullable<GapAnswer['contacts']>): string {
  const was = `Before the article of ${fullDay(since)}: ${before.toFixed(1)} contacts a week`
  return after === null ? `${was}; too early to say what since.` : `${was}, ${after.toFixed(1)} since.`
}

const did: Record<HistoryLine['decision'], string> = {
  assign: 'gave it to',
  unassign: 'took it back',
  link: 'linked',
  dismiss: 'dismissed it',
  draft: 'began',
  reopen: 'reopened it',
}

function historyLine({ by, decision, object, at, reason }: HistoryLine): HTMLElement {
  return el(
    'li',
    {},
    el('p', {}, `${by} ${did[decision]} ${object}`.trim()),
    el('p', { class: 'note' }, [day(at), reason].filter(Boolean).join(': ')),
  )
}

function mainLanguage({ languages }: GapAnswer): string | undefined {
  return Object.entries(languages).toSorted(([, a], [, b]) => b - a)[0]?.[0]
}
