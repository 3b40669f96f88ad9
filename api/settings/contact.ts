import { decodeKey, shortestKey } from './secrets.ts'

/** Where messages of the contact form go, whole. */
export type Receiver =
  | { readonly kind: 'mail'; readonly to: string }
  | { readonly kind: 'webhook'; readonly url: string; readonly key: Uint8Array }

export interface ContactSettings {
  /** Absent: nowhere; messages are kept redacted, and the form says that nobody answers. */
  readonly receiver: Receiver | undefined
  /** Where notices go: gaps for the product, digests, alerts. Absent: nowhere. */
  readonly notices: Receiver | undefined
  /** The mail server; absent: no mail can be sent. */
  readonly mail: { readonly smtp: string; readonly from: string } | undefined
  /** Days after which a message that nobody took is given up. */
  readonly days: number
}

/** The variables of this file, as the schema of environment.ts has checked them one by one. */
export interface ContactVariables {
  readonly KINDRED_SMTP?: string | undefined
  readonly KINDRED_MAIL_FROM?: string | undefined
  readonly KINDRED_CONTACT?: string | undefined
  readonly KINDRED_CONTACT_KEY?: string | undefined
  readonly KINDRED_CONTACT_DAYS: number
  readonly KINDRED_NOTICES?: string | undefined
  readonly KINDRED_NOTICES_KEY?: string | undefined
}

/** Reads what belongs together; `wrong` collects what is missing, one sentence each. */
export function readContact(given: ContactVariables, wrong: string[]): ContactSettings {
  const { KINDRED_SMTP: smtp, KINDRED_MAIL_FROM: from } = given
  if (smtp && !from)
    wrong.push(
      'KINDRED_MAIL_FROM is missing: mail sent by KINDRED_SMTP needs a sender, such as help@example.com.',
    )
  const receiver = (name: 'KINDRED_CONTACT' | 'KINDRED_NOTICES') =>
    readReceiver(name, { to: given[name], key: given[`${name}_KEY`], smtp }, wrong)
  return {
    receiver: receiver('KINDRED_CONTACT'),
    notices: receiver('KINDRED_NOTICES'),
    mail: smtp && from ? { smtp, from } : undefined,
    days: given.KINDRED_CONTACT_DAYS,
  }
}

function readReceiver(
  name: string,
  { to, key = '', smtp }: { to: string | undefined; key: string | undefined; smtp: string | undefined },
  wrong: string[],
): Receiver | undefined {
  if (!to) {
    if (key) wrong.push(`${name}_KEY is set without ${name}: say where the webhook is, too.`)
    return undefined
  }
  if (to.startsWith('mailto:')) {
    if (!smtp)
      wrong.push(
        `KINDRED_SMTP is missing: ${name} is an e-mail address, so a mail server is needed, such as smtp://mail.example.com:587.`,
      )
    return { kind: 'mail', to: decoded(to.slice('mailto:'.length)) ?? '' }
  }
  const bytes = decodeKey(key.replace(/^whsec_/, ''))
  if (bytes.length < shortestKey)
    wrong.push(
      `${name}_KEY has ${bytes.length} bytes: a webhook is signed with a key of at least ${shortestKey}. Make one with: openssl rand -base64 32`,
    )
  return { kind: 'webhook', url: to, key: bytes }
}

/** Without its percent signs; undefined when they stand for no text. */
export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
