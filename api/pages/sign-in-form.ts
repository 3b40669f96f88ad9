import type { AppContext } from '#api/web/context.ts'
import { readSignInToken } from '#api/web/sign-in-link.ts'
import type { Visit } from '#api/web/visit.ts'
import type { SignInView } from '#core/visitor.ts'

/** The sign-in page as its address and its reader have it. */
export function signInForm(url: URL, { environment, secret, now }: AppContext, { row }: Visit): SignInView {
  const token = url.searchParams.get('token') ?? ''
  const claim = token ? readSignInToken(token, secret, now().getTime()) : undefined
  if (claim) return { state: 'confirm', token, who: claim.who }
  const asked = url.searchParams.get('state')
  const state = token
    ? 'gone'
    : row?.customer
      ? 'in'
      : !environment.contact.mail && !environment.local
        ? 'off'
        : asked === 'sent' || asked === 'gone' || asked === 'wait'
          ? asked
          : 'ask'
  return { state, token: '', who: '' }
}
