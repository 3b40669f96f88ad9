import type { Match } from '#core/visitor.ts'

/** A message as the company's desk gets it: whole, with what a person needs to route it right the first time. */
export interface Forwarded {
  readonly id: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly email: string
  readonly text: string
  readonly locale: string
  /** Strongest first, each with the facts that decided. */
  readonly segments: readonly Match[]
  /** Whether somebody has proved who they are: by the host product, by a link sent to them. Else the address is a claim. */
  readonly verified: boolean
  /** Owner of the strongest segment that has one. */
  readonly team: string | null
  /** The channel this customer prefers and may use. */
  readonly channel: string | null
  /** Articles read in the half hour before. */
  readonly read: readonly { readonly title: string; readonly url: string }[]
}

/** The message as a mail in plain text: the customer's words first, then what we know. */
export function asMail(message: Forwarded, site: string): { subject: string; text: string } {
  const { text, segments, verified, team, channel, locale, read, id } = message
  const [line = ''] = text.trim().split('\n')
  const facts = [
    `Language: ${locale}`,
    ...segments.map(
      ({ label, because }) =>
        `Segment: ${label}${because.length > 0 ? ` (${because.map((fact) => fact.text).join('; ')})` : ''}`,
    ),
    `Known by: ${verified ? 'a signed-in session' : 'the e-mail address they gave, which nobody has checked'}`,
    ...(team ? [`Team: ${team}`] : []),
    ...(channel ? [`Preferred channel: ${channel}`] : []),
    ...read.map(({ title, url }) => `Read just before: ${title} ${url}`),
    `Message: ${id}`,
  ]
  return {
    subject: `[${site}] ${line.length > 70 ? `${line.slice(0, 69).toWellFormed()}…` : line}`,
    text: `${text.trim()}\n\n-- \n${facts.join('\n')}\n`,
  }
}

/** The message as the body of a webhook, in the shape that Standard Webhooks recommends. */
export function asEvent({ at, ...data }: Forwarded): string {
  return JSON.stringify({ type: 'contact.created', timestamp: at, data })
}
