import type { Customer } from '#api/storage/customers.ts'
import type { Library } from '#content/model/library.ts'
import { say, sayList } from '#content/model/locale.ts'
import type { Segment } from '#content/model/segment.ts'
import { channelsFor } from '#core/channels.ts'
import { factText } from '#core/fact-text.ts'
import { byPrecedence, dayIn, identify } from '#core/identify.ts'
import type { Match } from '#core/visitor.ts'
import type { CustomerAnswer, CustomerHistory, ProfileAnswer } from './answers.ts'

/** The segments a customer belongs to today, strongest first, with reasons in the reader's language. */
export function matchesOf(library: Library, customer: Customer, now: Date, locale = 'en'): Match[] {
  const { segments, traits, site } = library
  const visitor = { facts: { account: customer.traits } }
  return identify({ segments, traits, visitor, locale, today: dayIn(site.timezone, now) })
}

/** Everything an agent needs to know about one customer. */
export function customerAnswer(
  library: Library,
  customer: Customer,
  { now, locale, history }: { now: Date; locale: string; history: CustomerHistory },
): CustomerAnswer {
  const matches = matchesOf(library, customer, now, locale)
  const fits = (segment: Segment) => matches.some((match) => match.segment === segment.id)
  return {
    customer: customer.key,
    external: customer.external,
    locale: customer.locale,
    matches,
    others: library.segments.filter((segment) => !fits(segment)).map(({ label }) => say(label, locale)),
    profiles: library.segments.filter(fits).map((segment) => profileAnswer(library, segment, locale)),
    channel:
      channelsFor({
        library,
        segments: library.segments.filter(fits).toSorted(byPrecedence),
        entitledBy: matches.map(({ segment }) => segment),
        locale,
        now,
      })[0]?.label ?? null,
    facts: factsOf(library, customer, now, locale),
    ...history,
    updated: new Date(customer.updated).toISOString(),
  }
}

/** A segment's profile in the reader's language. */
export function profileAnswer(
  library: Library,
  { id, label, profile, channels, owner = '' }: Segment,
  locale: string,
): ProfileAnswer {
  const { characteristics, needs, pains, tone, support, value } = profile
  return {
    segment: id,
    label: say(label, locale),
    characteristics: sayList(characteristics, locale),
    needs: sayList(needs, locale),
    pains: sayList(pains, locale),
    tone: say(tone, locale),
    style: support?.style ?? '',
    response: say(support?.response, locale),
    value: value?.weight ?? 1,
    valueNote: say(value?.note, locale),
    owner,
    channels: channels.map((wanted) => {
      const channel = library.channels.find((one) => one.id === wanted)
      return channel ? say(channel.label, locale) : wanted
    }),
  }
}

/** Declared traits in the order of traits.yaml, then the rest; labels and values, as the sentences speak to the customer. */
function factsOf(
  { traits }: Library,
  customer: Customer,
  now: Date,
  locale: string,
): CustomerAnswer['facts'] {
  const declared = traits.map((trait) => trait.id)
  const place = (id: string) => (declared.includes(id) ? declared.indexOf(id) : declared.length)
  return Object.entries(customer.traits)
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([id, is]) => {
      const trait = traits.find((one) => one.id === id)
      const named = say(trait?.label, locale) || id.replaceAll('_', ' ')
      const label = named.slice(0, 1).toUpperCase() + named.slice(1)
      if (typeof is === 'boolean') return { label, value: is ? 'Yes' : 'No' }
      const plain = trait ? [{ id, type: trait.type, signed: trait.signed }] : []
      const text = factText({ trait: id, is, traits: plain, locale, fallback: locale })
      const value = text.slice(text.indexOf(': ') + 2)
      return {
        label,
        value: trait?.type === 'date' ? `${value} (${tenure(String(is), now, locale)})` : value,
      }
    })
}

/** How long ago a day is, in months or years: "7 months ago". */
function tenure(day: string, now: Date, locale: string): string {
  const months = Math.round((Date.parse(day) - now.getTime()) / (30.44 * 86_400_000))
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
  return Math.abs(months) < 24 ? words.format(months, 'month') : words.format(Math.round(months / 12), 'year')
}
