import { below, within } from '#content/model/base-path.ts'
import { safeReturn } from './safe-return.ts'

/** Where the host product sends a customer: `/identify/#token=…&return=/en/cards/`. The token never reaches a log. */
const given = new URLSearchParams(location.hash.slice(1))
history.replaceState(null, '', location.pathname)

const sections = [...document.querySelectorAll<HTMLElement>('[data-identify]')]
// Not its `lang`, which the section in the page's own language has not.
const localeOfSection = (one: HTMLElement): string => one.dataset['identify'] ?? ''
const locales = sections.map(localeOfSection)
const base = import.meta.env.KINDRED_BASE
const wanted = given.get('return')
const target = safeReturn(wanted && below(base, wanted), location.origin, `${base}/${preferred()}/`)
const locale = localeOf(within(base, new URL(target).pathname)) ?? preferred()
const section = sections.find((one) => localeOfSection(one) === locale) ?? sections[0]

for (const one of sections) one.hidden = one !== section
document.documentElement.lang = locale

const token = given.get('token') ?? ''
let outcome = await exchange(token)
// A link of somebody else's must not sign a customer in as another without a word.
if (outcome === 'another' && section)
  outcome = (await wantsAnother(section)) ? await exchange(token, true) : 'known'
if (outcome === 'known') location.replace(target)
else if (section) {
  section.querySelector<HTMLElement>('[data-wait]')!.hidden = true
  section.querySelector('[role=status]')!.textContent = section.dataset[outcome] ?? ''
  const home = section.querySelector('a')!
  home.href = target
  home.hidden = false
  home.focus()
}

type Outcome = 'known' | 'another' | 'failed' | 'away'

/** @param replace whether another customer may be signed in already */
async function exchange(token: string, replace = false): Promise<Outcome> {
  if (!token) return 'failed'
  try {
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ token, replace })
    const request: RequestInit = { method: 'POST', headers, body, credentials: 'include' }
    const { ok, status } = await fetch(
      `${import.meta.env.KINDRED_API_ORIGIN}/api/identity?locale=${encodeURIComponent(locale)}`,
      request,
    )
    if (ok) return 'known'
    if (status === 409) return 'another'
    return status === 401 || status === 422 || status === 413 ? 'failed' : 'away'
  } catch {
    return 'away'
  }
}

function wantsAnother(section: HTMLElement): Promise<boolean> {
  const question = section.querySelector<HTMLElement>('[data-another]')!
  section.querySelector<HTMLElement>('[data-wait]')!.hidden = true
  question.hidden = false
  const keep = question.querySelector<HTMLElement>('[data-keep]')!
  keep.focus()
  return new Promise((decide) => {
    const answer = (yes: boolean) => () => {
      question.hidden = true
      decide(yes)
    }
    keep.addEventListener('click', answer(false))
    question.querySelector('[data-replace]')!.addEventListener('click', answer(true))
  })
}

function localeOf(path: string): string | undefined {
  return locales.find((one) => path.startsWith(`/${one}/`))
}

/** The first of the browser's languages that this site speaks. */
function preferred(): string {
  const spoken = navigator.languages.map((tag) => tag.toLowerCase())
  const found = spoken.flatMap((tag) => locales.find((one) => one === tag || one === tag.split('-')[0]) ?? [])
  return found[0] ?? locales[0] ?? 'en'
}
