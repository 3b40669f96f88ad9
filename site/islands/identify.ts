import { safeReturn } from './safe-return.ts'

/** Where the host product sends a customer: `/identify/#token=…&return=/en/cards/`. The token never reaches a log. */
const given = new URLSearchParams(location.hash.slice(1))
history.replaceState(null, '', location.pathname)

const sections = [...document.querySelectorAll<HTMLElement>('[data-identify]')]
const locales = sections.map((section) => section.lang)
const target = safeReturn(given.get('return'), location.origin, `/${preferred()}/`)
const locale = localeOf(new URL(target).pathname) ?? preferred()
const section = sections.find(({ lang }) => lang === locale) ?? sections[0]

for (const one of sections) one.hidden = one !== section
document.documentElement.lang = locale

const outcome = await exchange(given.get('token') ?? '')
if (outcome === 'known') location.replace(target)
else if (section) {
  section.querySelector<HTMLElement>('[data-wait]')!.hidden = true
  section.querySelector('[role=status]')!.textContent = section.dataset[outcome] ?? ''
  const home = section.querySelector('a')!
  home.href = target
  home.hidden = false
  home.focus()
}

async function exchange(token: string): Promise<'known' | 'failed' | 'away'> {
  if (!token) return 'failed'
  try {
    const headers = { 'Content-Type': 'application/json' }
    const request = { method: 'POST', headers, body: JSON.stringify({ token }) }
    const { ok, status } = await fetch(`/api/identity?locale=${encodeURIComponent(locale)}`, request)
    if (ok) return 'known'
    return status === 401 || status === 422 || status === 413 ? 'failed' : 'away'
  } catch {
    return 'away'
  }
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
