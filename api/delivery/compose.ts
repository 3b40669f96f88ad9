import { articleFor, urlFor } from '#content/library/locate.ts'
import { allTraits } from '#content/model/counted-trait.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import type { Traits } from '#content/model/trait.ts'
import { channelsFor } from '#core/channels.ts'
import { dayIn, identify } from '#core/identify.ts'
import type { Visitor } from '#core/visitor.ts'
import type { Forwarded } from './forwarded.ts'

export interface Written {
  readonly id: string
  readonly email: string
  readonly text: string
  readonly locale: string
  /** Article ids. */
  readonly read: readonly string[]
}

interface Known {
  readonly library: Library
  readonly visitor: Visitor
  /** Profile of the customer with this address, when the visitor is not signed in: a claim. */
  readonly claimed: Traits | undefined
  readonly origin: string
  readonly now: Date
}

/** A message with what the desk needs to route it; told in the first language of the site, which is the desk's. */
export function compose(written: Written, { library, visitor, claimed, origin, now }: Known): Forwarded {
  const { site, segments: all } = library
  const traits = allTraits(library)
  const locale = site.locales[0] ?? 'en'
  const facts = claimed ? { account: claimed, ...visitor.facts } : visitor.facts
  const segments = identify({
    ...{ segments: all, traits, visitor: { ...visitor, facts }, locale, fallback: locale },
    today: dayIn(site.timezone, now),
  })
  const known = segments.flatMap(({ segment }) => all.find(({ id }) => id === segment) ?? [])
  const entitledBy = segments.map(({ segment }) => segment)
  const [preferred] = channelsFor({ library, segments: known, entitledBy, locale, now })
  const read = written.read.flatMap((id) => {
    const article = articleFor(library, id, written.locale)
    return article ? [{ title: article.title, url: origin + urlFor(id, written.locale) }] : []
  })
  return {
    ...{ id: written.id, at: now.toISOString(), email: written.email, text: written.text },
    ...{ locale: written.locale, segments, read },
    verified: visitor.facts.token !== undefined || visitor.facts.account !== undefined,
    team: known.find(({ owner }) => owner)?.owner ?? null,
    channel: preferred
      ? say(library.channels.find(({ id }) => id === preferred.id)?.label, locale, locale)
      : null,
  }
}
