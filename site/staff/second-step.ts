import type { BegunStepAnswer, RecoveryAnswer, SecondStepAnswer } from '#api/routes/staff/answers.ts'
import { call } from './call.ts'
import { el, put } from './dom.ts'
import { onSend } from './form.ts'
import { t } from './translate.ts'
import { count } from './words.ts'

/** One-time codes of an authenticator app, beside the password: set up, and taken off again. */
export async function showSecondStep(place: HTMLElement): Promise<void> {
  const { on, left } = await call<SecondStepAnswer>('GET', 'me/second-step')
  if (!on) {
    const begin = el('button', { class: 'btn quiet', type: 'button' }, t('Set up codes'))
    begin.addEventListener('click', () => void setUp(place))
    put(place, el('p', {}, t('Off. The password alone signs you in.')), begin)
    return
  }
  const form = el(
    'form',
    { class: 'decide', method: 'post', novalidate: true },
    passwordField(),
    el('button', { class: 'btn quiet', type: 'submit' }, t('Ask for no codes any more')),
  )
  onSend(form, async (fields) => {
    await call('DELETE', 'me/second-step', { password: fields.get('password') })
    await showSecondStep(place)
  })
  put(place, el('p', {}, t('On. Recovery codes left: {n}.', { n: count(left) })), form)
}

async function setUp(place: HTMLElement): Promise<void> {
  const { secret, address } = await call<BegunStepAnswer>('POST', 'me/second-step')
  const form = el(
    'form',
    { class: 'decide', method: 'post', novalidate: true },
    el(
      'label',
      { class: 'f' },
      t('Code that the app shows'),
      el('input', { name: 'code', inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 10 }),
    ),
    passwordField(),
    el('button', { class: 'btn', type: 'submit' }, t('Ask for codes from now on')),
  )
  onSend(form, async (fields) => {
    const { codes } = await call<RecoveryAnswer>('PUT', 'me/second-step', {
      secret,
      code: fields.get('code'),
      password: fields.get('password'),
    })
    await showSecondStep(place)
    place.append(
      el(
        'p',
        { role: 'status' },
        t('Keep these recovery codes. Each signs you in once, and they are shown only here:'),
      ),
      el('ul', { class: 'one-time' }, ...codes.map((code) => el('li', {}, el('code', {}, code)))),
    )
  })
  const link = el('a', {}, t('Open it in an app on this device'))
  link.href = address
  put(
    place,
    el('p', {}, t('Add this secret to your authenticator app, then type the code it shows:')),
    el('p', {}, el('code', { class: 'one-time' }, (secret.match(/.{4}/g) ?? []).join(' '))),
    el('p', {}, link),
    form,
  )
}

function passwordField(): HTMLElement {
  const input = el('input', {
    name: 'password',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
  })
  return el('label', { class: 'f' }, t('Current password'), input)
}
