import type { MeAnswer } from '#api/routes/staff/answers.ts'
import { call } from './call.ts'
import { byId } from './dom.ts'
import { onSend } from './form.ts'
import { home } from './frame.ts'

onSend(byId<HTMLFormElement>('sign-in'), async (fields) => {
  const me = await call<MeAnswer>('POST', 'sign-in', {
    email: fields.get('email'),
    password: fields.get('password'),
  })
  location.assign(wanted() ?? home(me))
})

/** Where the person was going, if that is a staff page: nothing else may be given in the address. */
function wanted(): string | undefined {
  const asked = new URLSearchParams(location.search).get('return') ?? ''
  return /^\/staff\/[a-z/-]*(\?[\w=&%.-]*)?$/.test(asked) && asked !== '/staff/' ? asked : undefined
}
