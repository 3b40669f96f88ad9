import type { MeAnswer } from '#api/routes/staff/answers.ts'
import { call } from './call.ts'
import { byId } from './dom.ts'
import { onSend, show, tokenInAddress } from './form.ts'
import { home } from './frame.ts'

const token = tokenInAddress()
if (!token) show('no-token')

onSend(byId<HTMLFormElement>('reset'), async (fields) => {
  const me = await call<MeAnswer>('POST', 'reset', { token, password: fields.get('password') })
  location.replace(home(me))
})
