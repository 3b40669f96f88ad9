import type {
  KeysAnswer,
  MadeKeyAnswer,
  MeAnswer,
  OpenLinksAnswer,
  PeopleAnswer,
} from '#api/routes/staff/answers.ts'
import { call, wordsOf } from './call.ts'
import { byId, el, hidden, put } from './dom.ts'
import { fail, onSend, say, show } from './form.ts'
import { frame } from './frame.ts'
import { showSessions } from './own-sessions.ts'

interface OneTimeLink {
  link: string
  expires: string
}

const does: Record<MeAnswer['role'], string> = {
  agent: 'You are an agent: you answer tickets at the desk.',
  writer: 'You are a writer: you decide what is written, and can answer tickets.',
  manager: 'You are a manager: you see how well the help centre helps whom.',
  admin: 'You are an admin: you invite colleagues, decide what is written, and can answer tickets.',
}

frame()
  .then(async (me) => {
    byId('name').textContent = me.name
    byId('role').textContent = `${does[me.role]} You sign in as ${me.email}.`
    if (me.rooms.includes('people')) {
      await showPeople(me)
      await showLinks()
      await showKeys()
      byId('people').hidden = false
      byId('inviting').hidden = false
      byId('log').hidden = false
    }
    showSettings(me)
    await showSessions()
    show('ready')
  })
  .catch(fail)

const settings = byId<HTMLFormElement>('settings')
onSend(settings, async (fields) => {
  const chosen = (name: string) => String(fields.get(name) ?? '').trim() || null
  await call('PUT', 'me/settings', { language: chosen('language'), timezone: chosen('timezone') })
  location.reload()
})

const password = byId<HTMLFormElement>('password')
onSend(password, async (fields) => {
  await call('POST', 'password', { current: fields.get('current'), password: fields.get('password') })
  password.reset()
  say(password, 'The password is changed.', 'ok')
})

onSend(byId<HTMLFormElement>('invite'), async (fields) => {
  const email = String(fields.get('email'))
  const made = await call<OneTimeLink>('POST', 'invitations', { email, role: fields.get('role') })
  await showLinks()
  showLink(`Send this link to ${email}. It works once, for 24 hours, and is shown only here:`, made)
})

const making = byId<HTMLFormElement>('make-key')
onSend(making, async (fields) => {
  const asked = { name: fields.get('name'), scopes: fields.getAll('scopes') }
  const { secret } = await call<MadeKeyAnswer>('POST', 'keys', asked)
  making.reset()
  await showKeys()
  const box = byId('made-key')
  put(
    box,
    el('p', {}, 'Copy this key now. It is shown only here:'),
    el('code', { class: 'one-time' }, secret),
  )
  box.hidden = false
})

/** What a key may do, in the words of the form. */
const may: Record<string, string> = {
  profiles: 'fill in customers',
  desk: 'do an agent’s work',
  library: 'read what is published',
}

/** Keys of other systems; one that is revoked stays in sight. */
async function showKeys(): Promise<void> {
  const { keys } = await call<KeysAnswer>('GET', 'keys')
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })
  const dayOf = (at: string | null) => (at === null ? 'never' : day.format(new Date(at)))
  byId('keys').hidden = false
  const rows = keys.map((key) => {
    const revoke = async () => {
      if (!confirm(`Revoke the key ${key.name}? The system that uses it is refused at once.`)) return
      await call('DELETE', `keys/${key.id}`)
      tell(`The key ${key.name} no longer works.`, 'ok')
      await showKeys()
    }
    const button = el(
      'button',
      { type: 'button', class: 'plain', onclick: () => void revoke().catch(complain) },
      'Revoke',
      hidden(` the key ${key.name}`),
    )
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, key.name),
      el('td', {}, key.scopes.map((scope) => may[scope] ?? scope).join(', ')),
      el('td', {}, key.by ?? 'the command line'),
      el('td', {}, key.revoked ? `revoked ${dayOf(key.revoked)}` : dayOf(key.used)),
      el('td', {}, key.revoked ? '' : button),
    )
  })
  put(byId('key-rows'), ...rows)
}

function showSettings({ language, timezone }: MeAnswer): void {
  const field = (name: string) => settings.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement
  field('language').value = language ?? ''
  field('timezone').value = timezone ?? ''
  put(byId('zones'), ...Intl.supportedValuesOf('timeZone').map((zone) => el('option', { value: zone })))
}

async function showPeople(me: MeAnswer): Promise<void> {
  const { people } = await call<PeopleAnswer>('GET', 'people')
  const rows = people.map((one) => {
    const select = el('select', { 'aria-label': `Role of ${one.name}` })
    for (const role of ['agent', 'writer', 'manager', 'admin'] as const)
      select.append(el('option', { value: role, selected: role === one.role }, role))
    const own = one.id === me.id
    select.addEventListener(
      'change',
      () =>
        void change(
          me,
          () => call('PUT', `people/${one.id}/role`, { role: select.value }),
          `${one.name} has a new role and signs in again.`,
        ),
    )
    const reset = () =>
      call<OneTimeLink>('POST', 'resets', { email: one.email }).then(async (made) => {
        await showLinks()
        showLink(`Send this link to ${one.name}. It sets a new password, once, within 24 hours:`, made)
      })
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, one.name),
      el('td', {}, one.email),
      el('td', {}, own ? one.role : select),
      el(
        'td',
        {},
        el(
          'div',
          { class: 'acts' },
          el(
            'button',
            { type: 'button', class: 'plain', onclick: () => void reset().catch(complain) },
            'Reset link',
            hidden(` for ${one.name}`),
          ),
          !own &&
            el(
              'button',
              {
                type: 'button',
                class: 'plain',
                onclick: () =>
                  confirm(`Remove ${one.name}? They are signed out at once; what they decided stays.`) &&
                  void change(
                    me,
                    () => call('DELETE', `people/${one.id}`),
                    `${one.name} can no longer sign in.`,
                  ),
              },
              'Remove',
              hidden(` ${one.name}`),
            ),
        ),
      ),
    )
  })
  put(byId('people-rows'), ...rows)
}

/** Invitations and resets that nobody has used yet, each with the button that ends it. */
async function showLinks(): Promise<void> {
  const { links } = await call<OpenLinksAnswer>('GET', 'open-links')
  byId('open-links').hidden = links.length === 0
  const until = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
  const rows = links.map((link) => {
    const what = link.kind === 'reset' ? 'New password' : `Invitation as ${link.role}`
    const revoke = async () => {
      await call('DELETE', `open-links/${link.id}`)
      tell(`The link for ${link.email} no longer works.`, 'ok')
      await showLinks()
    }
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, link.email),
      el('td', {}, what),
      el('td', {}, link.by ?? 'the command line'),
      el('td', {}, until.format(new Date(link.expires))),
      el(
        'td',
        {},
        el(
          'button',
          { type: 'button', class: 'plain', onclick: () => void revoke().catch(complain) },
          'Revoke',
          hidden(` the link for ${link.email}`),
        ),
      ),
    )
  })
  put(byId('link-rows'), ...rows)
}

async function change(me: MeAnswer, act: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await act()
    tell(done, 'ok')
  } catch (error) {
    complain(error)
  }
  await showPeople(me).catch(complain)
  await showLinks().catch(complain)
}

function complain(error: unknown): void {
  tell(wordsOf(error), 'bad')
}

function tell(words: string, tone: 'ok' | 'bad'): void {
  const line = byId('people-said')
  line.hidden = false
  line.className = `said ${tone}`
  line.textContent = words
}

function showLink(words: string, { link }: OneTimeLink): void {
  const box = byId('link')
  put(box, el('p', {}, words), el('code', { class: 'one-time' }, link))
  box.hidden = false
  box.scrollIntoView({ block: 'nearest' })
}
