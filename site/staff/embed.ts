import type { DeskOriginsAnswer, MeAnswer } from '#api/routes/staff/answers.ts'
import { call, Refusal } from './call.ts'
import { openDesk } from './desk.ts'
import { byId } from './dom.ts'
import { type Ticket, ticketIn } from './embed-message.ts'
import { fail, onSend, show } from './form.ts'
import { signIn } from './sign-in-form.ts'
import { speak } from './translate.ts'

/** The desk in a help desk's frame: signs in there, and follows the ticket that is open beside it. */

const form = byId<HTMLFormElement>('ticket')
let open: Ticket | undefined
let ready = false

start().catch(fail)

async function start(): Promise<void> {
  const { origins } = await call<DeskOriginsAnswer>('GET', 'desk-origins')
  addEventListener('message', ({ origin, data }) => {
    if (!origins.includes(origin)) return
    const ticket = ticketIn(data)
    if (!ticket || (ticket.who === open?.who && ticket.text === open.text)) return
    open = ticket
    if (ready) find(ticket)
  })
  // Chatwoot sends its context when it is asked to; to others this says nothing.
  for (const origin of origins)
    if (parent !== window) parent.postMessage('chatwoot-dashboard-app:fetch-info', origin)
  const me = await call<MeAnswer>('GET', 'me').catch((error: unknown) => {
    if (error instanceof Refusal && error.status === 401) return undefined
    throw error
  })
  if (me) return enter()
  await speak(null)
  show('door')
  onSend(byId<HTMLFormElement>('sign-in'), async (fields) => {
    await signIn(fields, { framed: true })
    await enter()
  })
}

async function enter(): Promise<void> {
  await openDesk()
  ready = true
  if (open) find(open)
}

function find({ who, text }: Ticket): void {
  const fill = (name: string, value: string) => {
    ;(form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement).value = value
  }
  fill('who', who)
  fill('text', text)
  form.requestSubmit()
}
