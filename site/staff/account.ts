// Over 250 lines: one page of sections, each drawn by itself.
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
import { showSecondStep } from './second-step.ts'
import { formatLocale, t } from './translate.ts'
import { roleName } from './words.ts'

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
    byId('role').textContent = `${t(does[me.role])} ${t('You sign in as {email}.', { email: me.email })}`
    await showSecondStep(byId('second-step'))
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
  say(password, t('The password is changed.'), 'ok')
})

onSend(byId<HTMLFormElement>('invite'), async (fields) => {
  const email = String(fields.get('email'))
  const made = await call<OneTimeLink>('POST', 'invitations', { email, role: fields.get('role') })
  await showLinks()
  showLink(
    t('Send this link to {who}. It works once, for 24 hours, and is shown only here:', { who: email }),
    made,
  )
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
    el('p', {}, t('Copy this key now. It is shown only here:')),
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
  const day = new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'medium' })
  const dayOf = (at: string | null) => (at === null ? t('never') : day.format(new Date(at)))
  byId('keys').hidden = false
  byId('key-table').hidden = keys.length === 0
  const rows = keys.map((key) => {
    const revoke = async () => {
      if (
        !confirm(t('Revoke the key {name}? The system that uses it is refused at once.', { name: key.name }))
      )
        return
      await call('DELETE', `keys/${key.id}`)
      tell(t('The key {name} no longer works.', { name: key.name }), 'ok')
      await showKeys()
    }
    const button = el(
      'button',
      { type: 'button', class: 'plain', onclick: () => void revoke().catch(complain) },
      t('Revoke'),
      hidden(` ${key.name}`),
    )
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, key.name),
      el('td', {}, key.scopes.map((scope) => t(may[scope] ?? scope)).join(', ')),
      el('td', {}, key.by ?? t('the command line')),
      el('td', {}, key.revoked ? t('revoked {day}', { day: dayOf(key.revoked) }) : dayOf(key.used)),
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
    const select = el('select', { 'aria-label': t('Role of {name}', one) })
    for (const role of ['agent', 'writer', 'manager', 'admin'] as const)
      select.append(el('option', { value: role, selected: role === one.role }, roleName(role)))
    const own = one.id === me.id
    select.addEventListener(
      'change',
      () =>
        void change(
          me,
          () => call('PUT', `people/${one.id}/role`, { role: select.value }),
          t('{name} has a new role and signs in again.', one),
        ),
    )
    const reset = () =>
      call<OneTimeLink>('POST', 'resets', { email: one.email }).then(async (made) => {
        await showLinks()
        showLink(
          t('Send this link to {who}. It sets a new password, once, within 24 hours:', { who: one.name }),
          made,
        )
      })
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, one.name),
      el('td', {}, one.email),
      el('td', {}, own ? roleName(one.role) : select),
      el(
        'td',
        {},
        el(
          'div',
          { class: 'acts' },
          el(
            'button',
            { type: 'button', class: 'plain', onclick: () => void reset().catch(complain) },
            t('Reset link'),
            hidden(` ${one.name}`),
          ),
          !own &&
            el(
              'button',
              {
                type: 'button',
                class: 'plain',
                onclick: () =>
                  confirm(t('Remove {name}? They are signed out at once; what they decided stays.', one)) &&
                  void change(
                    me,
                    () => call('DELETE', `people/${one.id}`),
                    t('{name} can no longer sign in.', one),
                  ),
              },
              t('Remove'),
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
  const until = new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'medium', timeStyle: 'short' })
  const rows = links.map((link) => {
    const what =
      link.kind === 'reset'
        ? t('New password')
        : t('Invitation as {role}', { role: roleName(link.role ?? '') })
    const revoke = async () => {
      await call('DELETE', `open-links/${link.id}`)
      tell(t('The link for {email} no longer works.', { email: link.email }), 'ok')
      await showLinks()
    }
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, link.email),
      el('td', {}, what),
      el('td', {}, link.by ?? t('the command line')),
      el('td', {}, until.format(new Date(link.expires))),
      el(
        'td',
        {},
        el(
          'button',
          { type: 'button', class: 'plain', onclick: () => void revoke().catch(complain) },
          t('Revoke'),
          hidden(` ${link.email}`),
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
