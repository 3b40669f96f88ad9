import { grouped } from '#content/language/formats.ts'
import type { Library } from '#content/model/library.ts'
import type { Traits } from '#content/model/trait.ts'
import { dayIn, identify, merge } from '#core/identify.ts'

/** Share of customers for whom every trait of a rule must be known, 0 … 1; with less the rule judges who filled in a form. */
export const knownFrom = 0.5

/** Readers of the last 30 days who were in it; fewer, and nothing can be shown to it when they read. */
export const readersFrom = 10

/** Customers in it; fewer make figures that name people, and work that pays nobody. */
export const customersFrom = 50

/** Cohen's w: 0.1 is a small effect (Cohen 1988); below it what the segment asks is what everybody asks. */
export const effectFrom = 0.1

/** Quantile of the normal distribution for 5 %, one-sided. */
const significant = 1.645

/** Expected customers from which an article counts in the test of chi-squared; smaller cells distort it (Cochran 1954). */
const expectedFrom = 5

export const criteria = ['measurable', 'accessible', 'substantial', 'differentiable', 'actionable'] as const
export type Criterion = (typeof criteria)[number]

export interface Finding {
  readonly criterion: Criterion
  /** Undefined: there is nothing yet to judge by. */
  readonly met: boolean | undefined
  /** The numbers in one sentence. */
  readonly says: string
}

/** A finding as one line of a terminal. */
export function findingLine({ criterion, met, says }: Finding): string {
  const mark = met === undefined ? '?' : met ? '✓' : '✗'
  return `  ${mark} ${criterion.padEnd(14)}  ${says}`
}

/** How many of a segment's customers asked what one article answers or one gap holds, in one language. */
export interface SegmentAsk {
  readonly segment: string
  readonly customers: number
  readonly of: number
  /** The same share among all customers, 0 … 1. */
  readonly usual: number
}

export interface HealthData {
  readonly library: Library
  /** Profiles of all customers. */
  readonly customers: readonly Traits[]
  /** Ids of the segments that each reader of the last 30 days was in. */
  readonly readers: readonly (readonly string[])[]
  readonly asks: readonly SegmentAsk[]
  readonly now: Date
}

/** Kotler's five criteria of a segment, from data: measurable, accessible, substantial, differentiable, actionable. */
export function segmentHealth(id: string, data: HealthData): Finding[] {
  return [
    measurable(id, data),
    accessible(id, data),
    substantial(id, data),
    differentiable(id, data),
    actionable(id, data),
  ]
}

function measurable(id: string, { library, customers, now }: HealthData): Finding {
  const criterion = 'measurable'
  const segment = library.segments.find((one) => one.id === id)
  const traits = traitsOf(segment?.who ?? {})
  if (traits.length === 0)
    return { criterion, met: false, says: 'It has no rule: readers are in it only by their own choice.' }
  if (customers.length === 0)
    return { criterion, met: undefined, says: 'No customers are known yet: npm run customers.' }
  const today = dayIn(library.site.timezone, now)
  const known = customers.filter((account) => {
    const facts = merge({ account }, library.traits, today)
    return isDecided(segment?.who ?? {}, (trait) => facts.has(trait))
  }).length
  const says = `${share(known, customers.length)} of ${grouped(customers.length)} customers have what its rule asks for: ${traits.join(', ')} (from ${percent(knownFrom)}).`
  return { criterion, met: known / customers.length >= knownFrom, says }
}

function accessible(id: string, { readers }: HealthData): Finding {
  const criterion = 'accessible'
  if (readers.length === 0)
    return { criterion, met: undefined, says: 'No reader was known in the last 30 days.' }
  const mine = readers.filter((segments) => segments.includes(id)).length
  const says = `${grouped(mine)} of ${grouped(readers.length)} known readers of the last 30 days were in it (from ${readersFrom}).`
  return { criterion, met: mine >= readersFrom, says }
}

function substantial(id: string, { library, customers, now }: HealthData): Finding {
  const criterion = 'substantial'
  if (customers.length === 0)
    return { criterion, met: undefined, says: 'No customers are known yet: npm run customers.' }
  const { segments, traits, site } = library
  const today = dayIn(site.timezone, now)
  const locale = site.locales[0] ?? 'en'
  const mine = customers.filter((account) =>
    identify({ segments, traits, visitor: { facts: { account } }, locale, today }).some(
      (one) => one.segment === id,
    ),
  ).length
  const says = `${grouped(mine)} of ${grouped(customers.length)} customers, ${share(mine, customers.length)} (from ${customersFrom}).`
  return { criterion, met: mine >= customersFrom, says }
}

/**
 * A test of chi-squared of what its customers ask against what all ask, with Cohen's w as the size of the effect; the
 * significance by Wilson and Hilferty's approximation (1931).
 */
function differentiable(id: string, { asks }: HealthData): Finding {
  const criterion = 'differentiable'
  const cells = asks
    .filter(({ segment }) => segment === id)
    .map(({ customers, of, usual }) => ({ seen: customers, expected: usual * of, of }))
    .filter(({ expected }) => expected >= expectedFrom)
  if (cells.length < 2)
    return {
      criterion,
      met: undefined,
      says: 'Too few of its customers have asked anything to compare: import and mine tickets.',
    }
  const squared = cells.reduce((sum, { seen, expected }) => sum + (seen - expected) ** 2 / expected, 0)
  const asked = cells.reduce((sum, { expected }) => sum + expected, 0)
  const effect = Math.sqrt(squared / asked)
  const freedom = cells.length
  const deviation = (Math.cbrt(squared / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom))
  const certain = deviation > significant
  const says = `What it asks differs from what all ask by w = ${effect.toFixed(2)} over ${grouped(cells.length)} articles and gaps, ${certain ? 'more than chance' : 'no more than chance'} (from ${effectFrom}, at 5 %).`
  return { criterion, met: certain && effect >= effectFrom, says }
}

function actionable(id: string, { library }: HealthData): Finding {
  const segment = library.segments.find((one) => one.id === id)
  const tagged = new Set(library.articles.filter((one) => one.segments.includes(id)).map((one) => one.id))
    .size
  const lacks = [
    ...(segment?.owner ? [] : ['an owner']),
    ...(tagged + (segment?.suggest.length ?? 0) > 0 ? [] : ['articles of its own']),
    ...((segment?.channels.length ?? 0) > 0 ? [] : ['a preferred channel']),
  ]
  const has = `${segment?.owner ? `Owner ${segment.owner}, ` : ''}${grouped(tagged)} articles written for it, ${grouped(segment?.suggest.length ?? 0)} suggested, ${grouped(segment?.channels.length ?? 0)} channels`
  return {
    criterion: 'actionable',
    met: lacks.length === 0,
    says: lacks.length === 0 ? `${has}.` : `${has}; it lacks ${lacks.join(' and ')}.`,
  }
}

/** Whether what a condition asks for is known: all of it, and of alternatives one. */
function isDecided(
  condition: Readonly<Record<string, unknown>>,
  isKnown: (trait: string) => boolean,
): boolean {
  return Object.entries(condition).every(([key, value]) => {
    if (!key.startsWith('$')) return isKnown(key)
    const inner = (Array.isArray(value) ? value : [value]) as Readonly<Record<string, unknown>>[]
    return key === '$or'
      ? inner.some((one) => isDecided(one, isKnown))
      : inner.every((one) => isDecided(one, isKnown))
  })
}

/** The traits a condition asks for, each once. */
function traitsOf(condition: Readonly<Record<string, unknown>>): string[] {
  const found = Object.entries(condition).flatMap(([key, value]) => {
    if (!key.startsWith('$')) return [key]
    const inner = Array.isArray(value) ? value : [value]
    return inner.flatMap((one) =>
      one && typeof one === 'object' ? traitsOf(one as Record<string, unknown>) : [],
    )
  })
  return [...new Set(found)]
}

const percent = (value: number): string => `${Math.round(value * 100)} %`
const share = (some: number, all: number): string => percent(some / all)
