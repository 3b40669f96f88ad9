/** The body of `GET /api/about-you`, as far as this page shows it. */
interface About {
  readonly known: boolean
  readonly customer: string | null
  readonly choice: string | null
  readonly chosen: boolean
  readonly optedOut: boolean
  readonly heldOut: boolean
  readonly traits: readonly { trait: string; label: string; text: string; source: string }[]
  readonly matches: readonly {
    segment: string
    label: string
    because: readonly { text: string; source: string }[]
  }[]
  readonly votes: readonly {
    article: string
    locale: string
    helpful: boolean | 'partly'
    comment: string | null
  }[]
  readonly searches: readonly { query: string; locale: string }[]
  readonly messages: readonly { text: string }[]
  readonly read: readonly string[]
  readonly articles: Readonly<Record<string, { title: string; url: string }>>
}

const place = document.querySelector<HTMLElement>('#beliefs')
const words = place?.dataset ?? {}
const locale = document.documentElement.lang.toLowerCase()
const status = document.querySelector<HTMLElement>('#beliefs-status')
const download = document.querySelector<HTMLAnchorElement>('#beliefs-download')
const erase = document.querySelector<HTMLButtonElement>('#beliefs-erase')

if (place && status && download && erase) {
  erase.addEventListener('click', async () => {
    const done = await eraseAll()
    status.textContent = words[done ? 'erased' : 'notErased'] ?? ''
    if (!done) return
    place.replaceChildren()
    for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=segment]'))
      radio.checked = false
    erase.hidden = download.hidden = true
    status.focus()
  })
  status.textContent = words['asking'] ?? ''
  const about = await ask()
  if (about) {
    status.textContent = ''
    show(about, place)
    download.href = URL.createObjectURL(
      new Blob([JSON.stringify(about, null, 2)], { type: 'application/json' }),
    )
    download.hidden = false
    erase.hidden = !about.known
    check(about)
  } else status.textContent = words['away'] ?? ''
}

async function ask(): Promise<About | undefined> {
  try {
    const response = await fetch(
      `${import.meta.env.KINDRED_API_ORIGIN}/api/about-you?locale=${encodeURIComponent(locale)}`,
      { credentials: 'include' },
    )
    return response.ok ? ((await response.json()) as About) : undefined
  } catch {
    return undefined
  }
}

async function eraseAll(): Promise<boolean> {
  try {
    return (
      await fetch(`${import.meta.env.KINDRED_API_ORIGIN}/api/about-you`, {
        method: 'DELETE',
        credentials: 'include',
      })
    ).ok
  } catch {
    return false
  }
}

/** The radio of the choice that stands. */
function check({ chosen, choice }: About): void {
  if (!chosen) return
  for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=segment]'))
    radio.checked = radio.value === (choice ?? '')
}

function show(about: About, into: HTMLElement): void {
  const { traits, matches, votes, searches, messages, read } = about
  const from = (source: string): string => words[`source_${source}`] ?? source
  const notes = [
    about.chosen && !about.choice && words['chosenUsual'],
    about.chosen && about.choice && words['chosen']?.replace('{value}', labelOf(about.choice)),
    about.customer && words['customer'],
    about.optedOut && words['optedOut'],
    about.heldOut && words['heldOut'],
    !about.known && words['nothing'],
  ].filter((note) => typeof note === 'string')
  into.replaceChildren(
    ...notes.map((note) => element('p', note)),
    ...list(
      'factsTitle',
      traits.map((fact) => `${fact.label}: ${fact.text} (${from(fact.source)})`),
    ),
    ...list(
      'matchesTitle',
      matches.map(({ label, because }) => [label, ...because.map((fact) => fact.text)].join(': ')),
    ),
    ...list(
      'votesTitle',
      votes.map((vote) => {
        const answer = words[vote.helpful === 'partly' ? 'partly' : vote.helpful ? 'yes' : 'no'] ?? ''
        const rest = [answer, ...(vote.comment ? [`“${vote.comment}”`] : [])].join(', ')
        return [titled(about, vote.article), `, ${rest}`]
      }),
    ),
    ...list(
      'searchesTitle',
      searches.map(({ query }) => query),
    ),
    ...list(
      'messagesTitle',
      messages.map(({ text }) => text),
    ),
    ...list(
      'readTitle',
      read.map((id) => [titled(about, id)]),
    ),
  )
}

function labelOf(segment: string): string {
  const radio = document.querySelector(`input[name=segment][value="${CSS.escape(segment)}"]`)
  return radio?.closest('label')?.textContent?.trim() || segment
}

/** An article by its title, as a link; by its name where it cannot be opened any more. */
function titled({ articles }: About, id: string): Node | string {
  const article = articles[id]
  if (!article) return id
  const link = document.createElement('a')
  link.href = article.url
  link.textContent = article.title
  return link
}

function list(title: string, lines: readonly (string | readonly (Node | string)[])[]): HTMLElement[] {
  if (lines.length === 0) return []
  const items = element('ul')
  items.className = 'ticks'
  items.append(
    ...lines.map((line) => {
      const item = element('li')
      item.append(...(typeof line === 'string' ? [line] : line))
      return item
    }),
  )
  return [element('h3', words[title] ?? ''), items]
}

function element(name: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

// A module, not a script: its names are its own.
export {}
