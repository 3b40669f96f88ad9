import type { OwnSessionsAnswer } from '#api/routes/staff/answers.ts'
import { call, wordsOf } from './call.ts'
import { byId, el, hidden, put } from './dom.ts'
import { t } from './translate.ts'
import { moment } from './words.ts'

/** Where this person is signed in, each with the button that ends it. */
export async function showSessions(): Promise<void> {
  const { sessions } = await call<OwnSessionsAnswer>('GET', 'me/sessions')
  const rows = sessions.map(({ id, created, device, here }) => {
    const name = device ?? t('An unknown browser')
    const button = el(
      'button',
      { type: 'button', class: 'plain', onclick: () => void end(`me/sessions/${id}`) },
      t('End it'),
      hidden(`: ${name}`),
    )
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, name),
      el('td', {}, t('since {moment}', { moment: moment(created) })),
      el('td', {}, here ? t('this one') : button),
    )
  })
  put(byId('session-rows'), ...rows)
  byId('end-sessions').hidden = sessions.length < 2
}

byId('end-sessions').addEventListener('click', () => void end('me/sessions'))

async function end(path: string): Promise<void> {
  const said = byId('session-said')
  try {
    await call('DELETE', path)
    await showSessions()
    said.textContent = t('Ended.')
  } catch (error) {
    said.textContent = wordsOf(error)
  }
}
