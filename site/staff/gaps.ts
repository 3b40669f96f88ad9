// Over 250 lines: one page, drawn top to bottom.
import type { GapLine, GapsAnswer } from '#api/routes/staff/answers.ts'
import { gapKinds, kindMeaning, kindName } from '#core/gaps/kind.ts'
import { call, wordsOf } from './call.ts'
import { changeLine, changesInShort } from './changes.ts'
import { askedBar, sparkline } from './charts.ts'
import { byId, el, put } from './dom.ts'
import { fail, show } from './form.ts'
import { frame } from './frame.ts'
import { stateTag } from './states.ts'
import { Count, count, fullDay, language, many, ownName, percent, times } from './words.ts'

/** Lines shown at first: the 80 % line is nearly always among them. */
const shownAtFirst = 24

/** Where the line is drawn: above it are four in five questions. */
const paretoAt = 0.8

/** Languages with a column of their own. */
const languageColumns = 3

const sift = byId<HTMLFormElement>('sift')
const filters = ['kind', 'segment', 'language', 'state'] as const

frame()
  .then(() => load(new URLSearchParams(location.search)))
  .then(() => show('ready'))
  .catch(fail)

sift.addEventListener('submit', (event) => {
  event.preventDefault()
  choose()
})
sift.addEventListener('change', choose)

function choose(): void {
  const query = new URLSearchParams()
  for (const name of filters) {
    const value = String(new FormData(sift).get(name) ?? '')
    if (value && !(name === 'state' && value === 'todo')) query.set(name, value)
  }
  history.replaceState(null, '', query.size > 0 ? `?${query}` : location.pathname)
  load(query).catch((error: unknown) => {
    byId('count').textContent = wordsOf(error)
  })
}

async function load(query: URLSearchParams): Promise<void> {
  const answer = await call<GapsAnswer>('GET', `gaps?${query}`)
  fillFilters(answer, query)
  headline(answer, query)
  const { gaps } = answer
  byId('count').textContent = `${many(gaps.length, 'gap')}, ${many(answer.questions, 'question')}`
  drawChanges(answer)
  put(byId('list'), ...(gaps.length > 0 ? table(answer, shownAtFirst) : [nothing(answer, query)]))
}

/** Merges and splits move what a writer had in hand: said above the list, whatever its filters. */
function drawChanges({ changes }: GapsAnswer): void {
  const said = changes.length > 0 && [
    el('summary', {}, `Since the mining before: ${changesInShort(changes)}`),
    el('ul', { class: 'history' }, ...changes.map((change) => changeLine(change))),
  ]
  put(byId('changed'), said && el('details', { class: 'changed' }, ...said))
}

function fillFilters({ segments, languages }: GapsAnswer, query: URLSearchParams): void {
  const fill = (name: string, all: string, options: readonly (readonly [string, string])[]) => {
    const select = sift.elements.namedItem(name) as HTMLSelectElement
    if (select.options.length === 0)
      put(
        select,
        el('option', { value: '' }, all),
        ...options.map(([value, label]) => el('option', { value }, label)),
      )
    select.value = query.get(name) ?? ''
  }
  fill(
    'kind',
    'All',
    gapKinds.map((kind) => [kind, kindName(kind)]),
  )
  fill(
    'segment',
    'All',
    segments.map(({ id, label }) => [id, label]),
  )
  fill(
    'language',
    'All',
    languages.map((locale) => [locale, ownName(locale)]),
  )
  const state = sift.elements.namedItem('state') as HTMLSelectElement
  state.value = query.get('state') ?? 'todo'
}

/** The finding, in a sentence; then what is counted and until when. */
function headline({ gaps, asOf, questions }: GapsAnswer, query: URLSearchParams): void {
  const above = aboveLine(gaps)
  const growing = gaps.filter((gap) => gap.growing).length
  const missing = above === 1 ? 'missing answer leaves' : 'missing answers leave'
  const usual = query.size === 0
  byId('finding').textContent =
    usual && gaps.length > 1
      ? `${Count(above)} ${missing} four in five questions open`
      : gaps.length === 0
        ? 'Gaps'
        : `${Count(gaps.length)} ${gaps.length === 1 ? 'gap' : 'gaps'}, ${many(questions, 'question')}`
  const until = asOf ? `Tickets until ${fullDay(asOf)}. ` : ''
  const grows =
    growing === 0
      ? ''
      : `${Count(growing)} ${growing === 1 ? 'is growing fast; its line is' : 'are growing fast; their lines are'} in colour.`
  const things = `${Count(gaps.length)} ${gaps.length === 1 ? 'thing' : 'things'} customers asked that no article answers well enough, the most pressing first. `
  byId('about').textContent = gaps.length === 0 ? until : `${usual ? things : ''}${until}${grows}`
}

function nothing({ tickets, asOf }: GapsAnswer, query: URLSearchParams): HTMLElement {
  if (!asOf)
    return el(
      'div',
      { class: 'state-of' },
      el(
        'p',
        {},
        'Nothing has been mined yet. Import tickets with “npm run import”, then run “npm run mine”; this page shows what it finds.',
      ),
    )
  if (query.size > 0)
    return el(
      'div',
      { class: 'state-of' },
      el('p', {}, 'No gap fits these filters.'),
      el('p', {}, el('a', { href: '/staff/gaps/' }, 'Show all that is to do')),
    )
  return el(
    'div',
    { class: 'state-of' },
    el(
      'p',
      {},
      `Every topic in ${count(tickets)} tickets is answered, assigned to nobody’s list, or dismissed. Well done.`,
    ),
  )
}

function table(answer: GapsAnswer, limit: number): HTMLElement[] {
  const { gaps, questions } = answer
  const columns = answer.languages.slice(0, languageColumns)
  const above = aboveLine(gaps)
  const most = Math.max(...gaps.map(({ volume }) => volume))
  const rows = gaps.slice(0, limit).flatMap((gap, at) => {
    const line = row(gap, { columns, most, above: at < above })
    const last = at === above - 1 && at < gaps.length - 1
    return last ? [line, cut(gaps, above, questions)] : [line]
  })
  const head = (label: string, number = false) =>
    el('th', { role: 'columnheader', scope: 'col', class: number && 'num' }, label)
  const made = el(
    'table',
    { class: 'gaps', role: 'table' },
    el('caption', { class: 'vh' }, 'Gaps, the most pressing first'),
    el(
      'thead',
      { role: 'rowgroup' },
      el(
        'tr',
        { role: 'row' },
        el('th', { role: 'columnheader', scope: 'col', class: 'num' }, el('span', { class: 'vh' }, 'Rank')),
        head('As customers say it'),
        head('Asked'),
        head('Adds up to', true),
        head('12 weeks'),
        head('Who asks more'),
        ...columns.map((locale) => head(locale, true)),
        head('Nearest article, and why it is not enough'),
        head('State'),
        head('Writer'),
      ),
    ),
    el('tbody', { role: 'rowgroup' }, ...rows),
  )
  if (gaps.length <= limit) return [made]
  const rest = el(
    'button',
    { type: 'button', class: 'btn quiet', onclick: () => put(byId('list'), ...table(answer, gaps.length)) },
    `Show the other ${count(gaps.length - limit)}`,
  )
  return [made, el('div', { class: 'more' }, el('span', {}, `1 to ${limit} of ${count(gaps.length)}`), rest)]
}

function row(
  gap: GapLine,
  { columns, most, above }: { columns: string[]; most: number; above: boolean },
): HTMLElement {
  const cell = (name: string, ...children: Parameters<typeof put>[1][]) =>
    el('td', { role: 'cell', class: name }, ...children)
  const asked = columns.map((locale) => gap.languages[locale] ?? 0)
  const first = Math.max(...asked)
  const address = `/staff/gap/?id=${encodeURIComponent(gap.id)}`
  const who = gap.who.flatMap(({ label, lift }, at) => [at > 0 && el('br'), `${label} ${times(lift)}`])
  return el(
    'tr',
    { role: 'row' },
    cell('num few rank', gap.rank),
    el(
      'th',
      { role: 'rowheader', scope: 'row' },
      el('a', { class: 'says', href: address, lang: mainLanguage(gap) }, gap.title),
      el('span', { class: 'kind', title: kindMeaning(gap.kind) }, kindName(gap.kind)),
      gap.note && el('span', { class: 'kind' }, gap.note),
    ),
    cell('ask', el('span', { class: 'n1' }, count(gap.volume)), askedBar(gap.volume, most, above)),
    el('td', { role: 'cell', class: 'num sum', 'data-l': 'adds up to' }, percent(gap.upTo)),
    cell('trend', sparkline(gap)),
    cell('who-asks', ...(who.length > 0 ? who : [el('span', { class: 'few' }, 'None clearly')])),
    ...columns.map((locale, at) => {
      const value = asked[at] ?? 0
      const shown =
        value === 0
          ? el('span', { class: 'few' }, '0')
          : value === first
            ? el('b', {}, count(value))
            : count(value)
      return el(
        'td',
        { role: 'cell', class: `num l l${at + 1}`, 'data-l': locale, title: language(locale) },
        shown,
      )
    }),
    gap.nearest
      ? cell('near', el('a', { href: gap.nearest.url }, gap.nearest.title), gap.nearest.why)
      : cell('near', 'No article comes near'),
    cell('state', stateTag(gap.state)),
    cell('writer', gap.writer ? gap.writer.name : el('span', { class: 'few' }, 'None yet')),
  )
}

function cut(gaps: readonly GapLine[], above: number, questions: number): HTMLElement {
  const held = gaps.slice(0, above).reduce((sum, { volume }) => sum + volume, 0)
  const words = ` ${Count(above)} ${above === 1 ? 'gap holds' : 'gaps hold'} ${count(held)} of ${count(questions)} questions; the other ${count(gaps.length - above)} hold ${count(questions - held)}.`
  return el(
    'tr',
    { role: 'row', class: 'cut' },
    el(
      'td',
      { role: 'cell', colspan: 12 },
      `${percent(paretoAt)} of unanswered questions are above this line.`,
      el('span', {}, words),
    ),
  )
}

/** How many gaps, from the top, hold four in five questions. */
function aboveLine(gaps: readonly GapLine[]): number {
  const at = gaps.findIndex(({ upTo }) => upTo >= paretoAt)
  return at === -1 ? gaps.length : at + 1
}

/** Titles are a ticket's words: in the language most of the tickets are in, for hyphens, quotes and voices. */
function mainLanguage({ languages }: GapLine): string | undefined {
  return Object.entries(languages).toSorted(([, a], [, b]) => b - a)[0]?.[0]
}
