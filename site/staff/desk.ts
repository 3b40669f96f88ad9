import type {
  ArticlesAnswer,
  CustomerAnswer,
  DeskArticle,
  RepeatedContact,
} from '#api/routes/staff/answers.ts'
import { call, Refusal, wordsOf } from './call.ts'
import { customerPanes } from './customer-panes.ts'
import { type DeskDeeds, deskList } from './desk-list.ts'
import { byId, el, put } from './dom.ts'
import { fail, onSend, say, show } from './form.ts'
import { frame } from './frame.ts'
import { counted, t } from './translate.ts'
import { listed } from './words.ts'

const form = byId<HTMLFormElement>('ticket')
const text = form.elements.namedItem('text') as HTMLTextAreaElement

/** What the page shows and what deeds are recorded for; every pane is drawn from it and from nothing else. */
interface Asked {
  readonly text: string
  /** As typed: an address or a number. */
  readonly who: string
  readonly customer: CustomerAnswer | undefined
  /** Why there is no customer, in words. */
  readonly unknown: string
  readonly found: ArticlesAnswer | undefined
}
const nothing: Asked = { text: '', who: '', customer: undefined, unknown: '', found: undefined }
let asked: Asked = nothing
let list: DeskDeeds | undefined
/** Counts tickets: an answer that comes after "Next ticket" is for nobody. */
let turn = 0

/** Shows the desk; resolves when a ticket may be put into its form. */
export async function openDesk(): Promise<void> {
  try {
    await frame()
    draw(nothing)
    show('ready')
    text.focus()
    const { who, ticket } = given()
    if (!who && !ticket) return
    text.value = ticket
    ;(form.elements.namedItem('who') as HTMLInputElement).value = who
    form.requestSubmit()
  } catch (error) {
    fail(error)
  }
}

onSend(form, async (fields) => {
  const text = String(fields.get('text') ?? '').trim()
  const who = String(fields.get('who') ?? '').trim()
  const mine = ++turn
  // Cleared first: nothing of the ticket before can be copied while this one is looked up.
  draw(nothing)
  if (!text && !who)
    return say(form, t('Paste what the customer wrote, or say who it is: an e-mail address or a number.'))
  const found = await lookUp(who)
  if (mine !== turn) return
  draw({ ...nothing, text, who, ...found })
  if (!text) return
  const answer = await call<ArticlesAnswer>('POST', 'articles', {
    text,
    ...(found.customer && { customer: found.customer.customer }),
  })
  if (mine !== turn) return
  draw({ text, who, ...found, found: answer })
  byId('articles').querySelector<HTMLElement>('button')?.focus({ preventScroll: true })
})

form.addEventListener('reset', () => {
  turn++
  say(form, '')
  draw(nothing)
  text.focus()
})

document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select')
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    if (asked.found && asked.text === text.value.trim()) void list?.reply(0)
    else form.requestSubmit()
    return
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return
  const deed = {
    n: () => list?.nothingFits(),
    w: () => list?.wrong(),
    '/': () => text.focus(),
    '?': () => byId<HTMLDetailsElement>('keys').toggleAttribute('open'),
  }[event.key]
  const number = /^[1-9]$/.test(event.key) ? Number(event.key) : 0
  if (!deed && !number) return
  event.preventDefault()
  if (deed) deed()
  else void list?.copy(number - 1)
})

/** A ticket in the address: from a bookmarklet or a help desk; behind `#`, so that no log has it. */
function given(): { who: string; ticket: string } {
  const given = new URLSearchParams(location.hash.slice(1))
  history.replaceState(null, '', location.pathname)
  return { who: given.get('who') ?? '', ticket: given.get('text') ?? '' }
}

/** Nobody's address, or one that is none, is no reason to find no articles. */
async function lookUp(who: string): Promise<Pick<Asked, 'customer' | 'unknown'>> {
  if (!who) return { customer: undefined, unknown: '' }
  try {
    const body = who.includes('@') ? { email: who } : { external: who }
    return { customer: await call<CustomerAnswer>('POST', 'customers/lookup', body), unknown: '' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const words =
      error.status === 404 ? t('We know no customer with this address or number.') : wordsOf(error)
    return { customer: undefined, unknown: words }
  }
}

function draw(now: Asked): void {
  asked = now
  const { customer, unknown, found } = now
  put(byId('customer'), ...(customer ? customerPanes(customer) : [nobody(unknown)]))
  list = found && deskList(now.text, customer, found.articles)
  put(byId('again'), found?.again && repeated(found.again))
  put(
    byId('articles'),
    ...(list?.nodes ?? [
      el('p', { class: 'note' }, t('Nothing yet. Paste a ticket, then press “Find articles”.')),
    ]),
  )
  put(byId('preview'), ...preview(found?.articles[0]))
}

/** Shows another article beside the list. */
byId('articles').addEventListener('preview', (event) => {
  put(byId('preview'), ...preview((event as CustomEvent<DeskArticle>).detail))
})

function preview(article: DeskArticle | undefined): Node[] {
  if (!article) return []
  return [
    el('h2', { lang: article.locale }, article.title),
    ...article.preview
      .flatMap(({ heading, text }) => [
        heading && el('h3', { lang: article.locale }, heading),
        el('p', { class: 'says-plain', lang: article.locale }, text),
      ])
      .filter((node) => node !== ''),
  ]
}

function repeated({ times, days, channels }: RepeatedContact): HTMLElement {
  const when = counted(
    days,
    'Contact {times} about this in {n} day.',
    'Contact {times} about this in {n} days.',
    { times },
  )
  const over = channels.length > 1 ? ` ${t('Over {channels}.', { channels: listed(channels) })}` : ''
  return el(
    'p',
    { class: 'told' },
    el('b', {}, `${when}${over} `),
    t('An article alone did not help: pass it on.'),
  )
}

function nobody(unknown: string): HTMLElement {
  return el(
    'section',
    { class: 'pane' },
    el('h2', {}, t('Who is asking')),
    unknown
      ? el('p', {}, unknown)
      : el(
          'p',
          { class: 'note' },
          t(
            'No customer yet. With an e-mail address or a number you see the segments, why they fit, and what these people need.',
          ),
        ),
    unknown && el('p', { class: 'note' }, t('The articles are found without it, in everybody’s order.')),
  )
}
