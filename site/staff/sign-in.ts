import type { WaysInAnswer } from '#api/routes/staff/answers.ts'
import { call } from './call.ts'
import { at, byId } from './dom.ts'
import { onSend } from './form.ts'
import { home } from './frame.ts'
import { signIn } from './sign-in-form.ts'
import { speak, t } from './translate.ts'

onSend(byId<HTMLFormElement>('sign-in'), async (fields) => {
  const me = await signIn(fields)
  location.assign(wanted() ?? home(me))
})

void speak(null).then(async () => {
  showProblem()
  const { provider } = await call<WaysInAnswer>('GET', 'ways-in')
  const way = byId('other-way')
  const link = way.querySelector('a')
  if (!provider || !link) return
  link.textContent = t('Sign in by {provider}', { provider })
  way.hidden = false
})

/** Why the OpenID provider's answer opened nothing. */
function showProblem(): void {
  const why = new URLSearchParams(location.search).get('problem')
  const words =
    why === 'not-invited'
      ? t(
          'Nobody here has the address by which you are known there. Ask an admin for an invitation and join first.',
        )
      : why === 'provider'
        ? t('Signing in by your provider did not work. Try again, or sign in by password.')
        : ''
  byId('problem').textContent = words
  byId('problem').hidden = words === ''
}

/** Where the person was going, if that is a staff page: nothing else may be given in the address. */
function wanted(): string | undefined {
  const asked = new URLSearchParams(location.search).get('return') ?? ''
  return /^\/staff\/[a-z/-]*(\?[\w=&%.-]*)?$/.test(asked) && asked !== '/staff/' ? at(asked) : undefined
}
