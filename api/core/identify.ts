import { wrongForms } from '#content/library/wrong-forms.ts'
import { type KnownValues, reasonsToMatch } from '#content/model/condition.ts'
import { say } from '#content/model/locale.ts'
import type { Segment } from '#content/model/segment.ts'
import { type Trait, type TraitSource, type TraitValue, traitSources } from '#content/model/trait.ts'
import type { OwnStrings } from '#content/strings/index.ts'
import { reasonsIn } from './explain.ts'
import { factText } from './fact-text.ts'
import type { Because, Facts, Match, Visitor } from './visitor.ts'

export interface Who {
  readonly segments: readonly Segment[]
  readonly traits: readonly Trait[]
  /** The company's own words, for the reasons. */
  readonly strings?: OwnStrings
  readonly visitor: Visitor
  readonly locale: string
  /** Where a text is missing in `locale`; the site's first locale. */
  readonly fallback?: string
  /** `2026-11-22`, the day on which ages are counted; {@link dayIn} gives the site's. */
  readonly today: string
}

const noStrings: OwnStrings = {}

/**
 * The segments a visitor belongs to, strongest first, each with the facts that made it fit; never one without a
 * reason, so a visitor of whom nothing is known belongs to none. What the visitor chose stands alone.
 */
export function identify({
  segments,
  traits,
  strings = noStrings,
  visitor,
  locale,
  fallback = 'en',
  today,
}: Who): Match[] {
  if (visitor.choice === null) return []
  const chosen = segments.find((segment) => segment.id === visitor.choice)
  const label = (segment: Segment) => say(segment.label, locale, fallback)
  if (chosen) {
    const text = reasonsIn(locale, strings).chosen(say(chosen.as ?? chosen.label, locale, fallback))
    const because: Because[] = [{ trait: 'choice', is: chosen.id, source: 'choice', text }]
    return [{ segment: chosen.id, label: label(chosen), because }]
  }

  const known = merge(visitor.facts, traits, today)
  const values = new Map([...known].map(([trait, fact]) => [trait, fact.is]))
  return segments.toSorted(byPrecedence).flatMap((segment) => {
    const because: Because[] = []
    if (visitor.facts.link?.['for'] === segment.id) {
      const text = reasonsIn(locale, strings).linked(label(segment))
      because.push({ trait: 'for', is: segment.id, source: 'link', text })
    }
    for (const trait of reasonsOf(segment, values)) {
      const fact = known.get(trait)
      if (!fact) continue
      because.push({ trait, ...fact, text: factText({ trait, is: fact.is, traits, locale, fallback }) })
    }
    return because.length > 0 ? [{ segment: segment.id, label: label(segment), because }] : []
  })
}

/** Declared precedence, highest first; ties break on id, so that the order never depends on the files' order. */
export function byPrecedence(a: Segment, b: Segment): number {
  return b.priority - a.priority || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

export interface Fact {
  readonly is: TraitValue
  readonly source: TraitSource
}

/** Of each time zone how its days are written, and the day of the minute that was last asked for. */
const days = new Map<string, { readonly format: Intl.DateTimeFormat; minute: number; day: string }>()

/** The day it is in a time zone: `2026-11-22`. Days begin at whole minutes everywhere. */
export function dayIn(timeZone: string, now: Date): string {
  let known = days.get(timeZone)
  if (!known) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
    known = { format: new Intl.DateTimeFormat('en-CA', { timeZone, ...parts }), minute: Number.NaN, day: '' }
    days.set(timeZone, known)
  }
  const minute = Math.floor(now.getTime() / 60_000)
  if (known.minute !== minute) {
    known.day = known.format.format(now)
    known.minute = minute
  }
  return known.day
}

/** One value a trait, from the strongest source that has it; every date also gives its age, `<trait>_days`. */
export function merge(facts: Facts, traits: readonly Trait[], today: string): Map<string, Fact> {
  const known = new Map<string, Fact>()
  for (const source of traitSources) {
    for (const [trait, is] of Object.entries(facts[source] ?? {}))
      if (!known.has(trait)) known.set(trait, { is, source })
  }
  for (const trait of traits) {
    const fact = known.get(trait.id)
    if (trait.type !== 'date' || typeof fact?.is !== 'string') continue
    const days = Math.floor((Date.parse(today) - Date.parse(fact.is.slice(0, 10))) / 86_400_000)
    // East of the site's zone tomorrow has begun: who joined there a minute ago is new, not unknown.
    if (days >= -1) known.set(`${trait.id}_days`, { is: Math.max(0, days), source: fact.source })
  }
  return known
}

/** By segment: why its rule is never evaluated; undefined when it can be. */
const faults = new WeakMap<Segment, string | undefined>()

/**
 * Why a segment's rule cannot be evaluated, so that it matches nobody; undefined when it can. Asked once for every
 * segment when a library is published, so that the log names it once.
 */
export function faultOf(segment: Segment): string | undefined {
  if (!faults.has(segment)) faults.set(segment, segment.who && wrongForms(segment.who)[0]?.message)
  return faults.get(segment)
}

/** A rule that cannot be evaluated matches nobody: one wrong file must not take the pages of everyone with it. */
function reasonsOf(segment: Segment, known: KnownValues): readonly string[] {
  if (!segment.who || faultOf(segment) !== undefined) return []
  try {
    return reasonsToMatch(segment.who, known) ?? []
  } catch (error) {
    faults.set(segment, error instanceof Error ? error.message : String(error))
    return []
  }
}
