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

onSend(byId<HTMLFormElement>('join'), async (fields) => {
  const body = { token, name: fields.get('name'), password: fields.get('password') }
  location.replace(home(await call<MeAnswer>('POST', 'join', body)))
})
