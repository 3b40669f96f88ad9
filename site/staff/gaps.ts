import type { GapsAnswer } from '#api/routes/staff/answers.ts'
import { gapKinds, kindName } from '#core/gaps/kind.ts'
import { above as aboveLine } from '#core/gaps/ranked.ts'
import { call, wordsOf } from './call.ts'
import { changeLine, changesInShort } from './changes.ts'
import { at, byId, el, put } from './dom.ts'
import { fail, show } from './form.ts'
import { frame } from './frame.ts'
import { bulkBar } from './gap-bulk.ts'
import { gapTable, linesOnPage } from './gap-table.ts'
import { viewsBar } from './gap-views.ts'
import { lackingWords } from './lacking-words.ts'
import { counted, t } from './translate.ts'
import { Count, count, fullDay, many, ownName } from './words.ts'

const sift = byId<HTMLFormElement>('sift')

/** What the address keeps, each with the value that it leaves out. */
const usual = { q: '', kind: '', segment: '', language: '', writer: '', state: 'todo', sort: 'pressing' }
const filters = Object.keys(usual) as (keyof typeof usual)[]

let drawViews: (() => void) | undefined
let bulk: ReturnType<typeof bulkBar> | undefined
/** The page of the list and its filters, as the address has them. */
let query = new URLSearchParams(location.search)

frame()
  .then((me) => {
    bulk = bulkBar(me, load)
    drawViews = viewsBar(byId('views'), () => query)
    return load()
  })
  .then(() => {
    showFilters()
    show('ready')
  })
  .catch(fail)

sift.addEventListener('submit', (event) => {
  event.preventDefault()
  choose()
})
sift.addEventListener('change', choose)
addEventListener('popstate', () => {
  query = new URLSearchParams(location.search)
  showFilters()
  load().catch(fail)
})

function choose(): void {
  const next = new URLSearchParams()
  for (const name of filters) {
    const value = String(new FormData(sift).get(name) ?? '').trim()
    if (value !== usual[name]) next.set(name, value)
  }
  go(next, 'replaceState')
}

/** Other filters take the place of the ones before in the browser's history; another page of the list is a step in it. */
function go(next: URLSearchParams, how: 'pushState' | 'replaceState'): void {
  query = next
  history[how](null, '', query.size > 0 ? `?${query}` : location.pathname)
  load().catch((error: unknown) => {
    byId('count').textContent = wordsOf(error)
  })
}

let loads = 0
/** Of lists that overtake each other the one asked for last is shown. */
async function load(): Promise<GapsAnswer> {
  const own = ++loads
  const asked = new URLSearchParams(query)
  asked.delete('page')
  const answer = await call<GapsAnswer>('GET', `gaps?${asked}`)
  if (own !== loads) return answer
  fillFilters(answer)
  headline(answer, asked)
  const { gaps } = answer
  byId('count').textContent = `${many(gaps.length, 'gap')}, ${many(answer.questions, 'question')}`
  byId<HTMLAnchorElement>('csv').href = at(`/api/staff/gaps.csv?${asked}`)
  drawChanges(answer)
  put(byId('lacking'), lackingWords(answer.words))
  bulk?.shows(answer)
  drawViews?.()
  put(byId('list'), ...(gaps.length > 0 ? onePage(answer) : [nothing(answer, asked)]))
  return answer
}

/** The page of the list that the address names, with the way to the others. */
function onePage(answer: GapsAnswer): HTMLElement[] {
  const pages = Math.ceil(answer.gaps.length / linesOnPage)
  const page = Math.min(Math.max(1, Number(query.get('page')) || 1), pages)
  const table = gapTable(answer, { page, query: query.toString(), chosen: bulk?.chosen ?? new Set() })
  if (pages === 1) return [table]
  const way = (to: number, label: string) => {
    if (to < 1 || to > pages) return null
    const there = new URLSearchParams(query)
    if (to === 1) there.delete('page')
    else there.set('page', String(to))
    const link = el('a', { class: 'btn quiet', href: `/staff/gaps/?${there}` }, label)
    link.addEventListener('click', (event) => {
      event.preventDefault()
      go(there, 'pushState')
      byId('finding').scrollIntoView()
    })
    return link
  }
  const from = (page - 1) * linesOnPage
  const place = t('{from} to {to} of {all}', {
    from: count(from + 1),
    to: count(Math.min(from + linesOnPage, answer.gaps.length)),
    all: count(answer.gaps.length),
  })
  const ways = el('nav', { class: 'acts', 'aria-label': t('Pages of the list') })
  ways.append(...[way(page - 1, t('Previous')), way(page + 1, t('Next'))].filter((one) => one !== null))
  return [table, el('div', { class: 'more' }, el('span', {}, place), ways)]
}

/** Merges and splits move what a writer had in hand: said above the list, whatever its filters. */
function drawChanges({ changes }: GapsAnswer): void {
  const said = changes.length > 0 && [
    el('summary', {}, t('Since the mining before: {changes}', { changes: changesInShort(changes) })),
    el('ul', { class: 'history' }, ...changes.map((change) => changeLine(change))),
  ]
  put(byId('changed'), said && el('details', { class: 'changed' }, ...said))
}

function fillFilters({ segments, languages, writers }: GapsAnswer): void {
  const fill = (name: string, options: readonly (readonly [string, string])[]) => {
    const select = sift.elements.namedItem(name) as HTMLSelectElement
    const all = [['', t('All')] as const, ...options]
    if (select.options.length === 0)
      put(select, ...all.map(([value, label]) => el('option', { value }, label)))
  }
  fill(
    'kind',
    gapKinds.map((kind) => [kind, t(kindName(kind))]),
  )
  fill(
    'segment',
    segments.map(({ id, label }) => [id, label]),
  )
  fill(
    'language',
    languages.map((locale) => [locale, ownName(locale)]),
  )
  fill('writer', [['nobody', t('Nobody')], ...writers.map(({ id, name }) => [id, name] as const)])
}

/** The form as the address says; not while a list comes in, when somebody may be typing. */
function showFilters(): void {
  for (const name of filters) {
    const field = sift.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement
    field.value = query.get(name) ?? usual[name]
  }
}

/** The finding, in a sentence; then what is counted and until when. */
function headline({ gaps, asOf, questions }: GapsAnswer, asked: URLSearchParams): void {
  const above = aboveLine(gaps)
  const growing = gaps.filter((gap) => gap.growing).length
  const whole = asked.size === 0
  byId('finding').textContent =
    whole && gaps.length > 1
      ? sentence(
          counted(
            above,
            '{n} answer would settle half of what is open',
            '{n} answers would settle half of what is open',
          ),
          above,
        )
      : gaps.length === 0
        ? t('Gaps')
        : `${sentence(many(gaps.length, 'gap'), gaps.length)}, ${many(questions, 'question')}`
  const until = asOf ? `${t('Tickets until {day}.', { day: fullDay(asOf) })} ` : ''
  const grows =
    growing === 0
      ? ''
      : sentence(
          counted(
            growing,
            '{n} is growing fast; its line is in colour.',
            '{n} are growing fast; their lines are in colour.',
          ),
          growing,
        )
  const things = `${sentence(
    counted(
      gaps.length,
      '{n} thing customers asked that no article answers well enough.',
      '{n} things customers asked that no article answers well enough, the most pressing first.',
    ),
    gaps.length,
  )} `
  byId('about').textContent = gaps.length === 0 ? until : `${whole ? things : ''}${until}${grows}`
}

/** "Nine answers …" at the start of a sentence, where the language writes small numbers out. */
function sentence(text: string, value: number): string {
  return text.replace(count(value), Count(value))
}

function nothing({ tickets, asOf }: GapsAnswer, asked: URLSearchParams): HTMLElement {
  if (!asOf)
    return el(
      'div',
      { class: 'state-of' },
      el(
        'p',
        {},
        t(
          'Nothing has been mined yet. Import tickets with “npm run import”, then run “npm run mine”; this page shows what it finds.',
        ),
      ),
    )
  if (asked.size > 0)
    return el(
      'div',
      { class: 'state-of' },
      el('p', {}, t('No gap fits these filters.')),
      el('p', {}, el('a', { href: '/staff/gaps/' }, t('Show all that is to do'))),
    )
  return el(
    'div',
    { class: 'state-of' },
    el('p', {}, t('Every topic in {n} tickets is answered or put away.', { n: count(tickets) })),
  )
}
