import type { ContactSettings } from '#api/settings/contact.ts'
import { claimNext, markDelivered, markFailed } from '#api/storage/messages.ts'
import { asNoticeEvent, type Enclosed, type Notice } from '#api/storage/notices.ts'
import { unseal } from '#api/storage/seal.ts'
import type { Store } from '#api/storage/store.ts'
import { asEvent, asMail, type Forwarded } from './forwarded.ts'
import { sendMail } from './mail.ts'
import { postEvent } from './webhook.ts'

export interface Outbox {
  /** Sends what is due now; resolves when nothing more is. Never throws: what fails is tried again later. */
  deliver(): Promise<void>
}

export interface OutboxOptions {
  readonly store: Store
  readonly secret: Uint8Array
  readonly settings: ContactSettings
  readonly origin: string
  /** The help centre's name, in the subject of mails. */
  site(): string
  /** Told what failed, without words of the message. */
  tell(fault: string): void
  now(): Date
}

/** Sends whole messages on, one after the other; a receiver that is away gets them when it is back. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, now } = options
  let running: Promise<void> | undefined

  const work = async (): Promise<void> => {
    for (;;) {
      const waiting = await claimNext(store, now().getTime())
      if (!waiting) return
      try {
        await send(options, waiting)
      } catch (error) {
        const fault = faultOf(error)
        options.tell(`a message could not be forwarded: ${fault}`)
        await markFailed(store, waiting, fault, now().getTime())
        continue
      }
      await markDelivered(store, waiting.message, now().getTime())
    }
  }
  return {
    deliver() {
      running ??= work()
        .catch((error: unknown) => options.tell(`the outbox cannot be read: ${faultOf(error)}`))
        .finally(() => {
          running = undefined
        })
      return running
    },
  }
}

async function send(
  { secret, settings, origin, site, now }: OutboxOptions,
  { message: id, sealed }: { message: string; sealed: string },
): Promise<void> {
  const text = unseal(sealed, id, secret)
  if (text === undefined) throw new Error('It was sealed with another KINDRED_SECRET.')
  const whole = JSON.parse(text) as Forwarded | Enclosed
  if ('notice' in whole) return sendNotice(settings, whole.notice, { origin, now: now() })
  const { receiver, mail } = settings
  if (receiver?.kind === 'webhook') return postEvent(receiver, { id, body: asEvent(whole), now: now() })
  if (receiver?.kind !== 'mail' || !mail) throw new Error('KINDRED_CONTACT no longer names a receiver.')
  const messageId = `${id}@${new URL(origin).hostname}`
  await sendMail(mail, { to: receiver.to, replyTo: whole.email, id: messageId, ...asMail(whole, site()) })
}

async function sendNotice(
  { notices, mail }: ContactSettings,
  notice: Notice,
  { origin, now }: { origin: string; now: Date },
): Promise<void> {
  const { id, subject, text, html } = notice
  if (notices?.kind === 'webhook') return postEvent(notices, { id, body: asNoticeEvent(notice), now })
  if (notices?.kind !== 'mail' || !mail) throw new Error('KINDRED_NOTICES no longer names a receiver.')
  const messageId = `${id.replace(/[^\w.-]/g, '-')}@${new URL(origin).hostname}`
  await sendMail(mail, { to: notices.to, id: messageId, subject, text, ...(html !== undefined && { html }) })
}

/** What failed in our own words, at most with a code: a server's answer may repeat what it was sent. */
function faultOf(error: unknown): string {
  const { code, responseCode, message, cause } = Object(error) as {
    code?: string
    responseCode?: number
    message?: string
    cause?: { code?: string }
  }
  const why = responseCode ?? cause?.code ?? /\bE[A-Z]{4,}\b/.exec(message ?? '')?.[0] ?? code
  return why === undefined
    ? String(message ?? error).slice(0, 200)
    : `the receiver cannot be reached or refuses (${why}).`
}
