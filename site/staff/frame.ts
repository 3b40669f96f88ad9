import type { MeAnswer, Room } from '#api/routes/staff/answers.ts'
import { call } from './call.ts'
import { at, el, here, put } from './dom.ts'
import { speak, t } from './translate.ts'
import { roleName } from './words.ts'

const places: readonly { room: Room | 'own'; label: string; href: string }[] = [
  { room: 'gaps', label: 'Gaps', href: '/staff/gaps/' },
  { room: 'gaps', label: 'Inbox', href: '/staff/inbox/' },
  { room: 'gaps', label: 'Articles', href: '/staff/articles/' },
  { room: 'gaps', label: 'Coverage', href: '/staff/coverage/' },
  { room: 'desk', label: 'Desk', href: '/staff/desk/' },
  { room: 'insights', label: 'Insights', href: '/staff/insights/' },
  { room: 'own', label: 'Segments', href: '/staff/segments/' },
]

/** Who is signed in. Fills the header: the rooms this person may enter, and their name. */
export async function frame(): Promise<MeAnswer> {
  const me = await call<MeAnswer>('GET', 'me')
  await speak(me.language, me.timezone)
  const nav = document.querySelector('.nav')
  const links = places
    .filter(({ room }) => room === 'own' || me.rooms.includes(room))
    .map(({ label, href }) => el('a', { href, 'aria-current': isHere(href) && 'page' }, t(label)))
  if (nav) put(nav, ...links)
  const who = document.querySelector('.top .me')
  const account = { href: '/staff/account/', 'aria-current': isHere('/staff/account/') && 'page' }
  const out = el('button', { type: 'button', class: 'plain', onclick: () => void signOut() }, t('Sign out'))
  if (who) put(who, el('a', account, `${me.name}, ${roleName(me.role)}`), out)
  return me
}

/** Where a role starts. */
export function home(me: MeAnswer): string {
  return at(places.find(({ room }) => room !== 'own' && me.rooms.includes(room))?.href ?? '/staff/account/')
}

async function signOut(): Promise<void> {
  await call('POST', 'sign-out', {}).catch(() => undefined)
  location.assign(at('/staff/sign-in/'))
}

function isHere(href: string): boolean {
  if (href === '/staff/gaps/' && here().startsWith('/staff/gap/')) return true
  return here().startsWith(href)
}
