import type { MeAnswer } from '#api/routes/staff/answers.ts'
import { call } from './call.ts'
import { byId } from './dom.ts'
import { onSend, onToken, show } from './form.ts'
import { home } from './frame.ts'

let token = ''
onToken((now) => {
  token = now
  show(token ? 'form' : 'no-token')
})

onSend(byId<HTMLFormElement>('reset'), async (fields) => {
  const me = await call<MeAnswer>('POST', 'reset', { token, password: fields.get('password') })
  location.replace(home(me))
})
