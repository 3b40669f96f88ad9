import type { Customer } from '#api/storage/customers.ts'
import type { Library } from '#content/model/library.ts'
import { say, sayList } from '#content/model/locale.ts'
import type { Segment } from '#content/model/segment.ts'
import { factText } from '#core/fact-text.ts'
import { dayIn, identify } from '#core/identify.ts'
import type { Match } from '#core/visitor.ts'
import type { CustomerAnswer, ProfileAnswer } from './answers.ts'

/** The staff area speaks English. */
const locale = 'en'

/** The segments a customer belongs to today, strongest first, with reasons in English. */
export function matchesOf(library: Library, customer: Customer, now: Date): Match[] {
  const { segments, traits, site } = library
  const visitor = { facts: { account: customer.traits } }
  return identify({ segments, traits, visitor, locale, today: dayIn(site.timezone, now) })
}

/** Everything an agent needs to know about one customer. */
export function customerAnswer(library: Library, customer: Customer, now: Date): CustomerAnswer {
  const matches = matchesOf(library, customer, now)
  const fits = (segment: Segment) => matches.some((match) => match.segment === segment.id)
  return {
    customer: customer.key,
    external: customer.external,
    locale: customer.locale,
    matches,
    others: library.segments.filter((segment) => !fits(segment)).map(({ label }) => say(label, locale)),
    profiles: library.segments.filter(fits).map((segment) => profileAnswer(library, segment)),
    facts: factsOf(library, customer),
    updated: new Date(customer.updated).toISOString(),
  }
}

function profileAnswer(
  library: Library,
  { id, label, profile, channels, owner = '' }: Segment,
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
function factsOf({ traits }: Library, customer: Customer): CustomerAnswer['facts'] {
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
      return { label, value: text.slice(text.indexOf(': ') + 2) }
    })
}
