import { type ConditionInterface, evalCondition } from '@growthbook/growthbook'
import { say } from '#content/model/locale.ts'
import type { Segment } from '#content/model/segment.ts'
import { type Trait, type TraitSource, type TraitValue, traitSources } from '#content/model/trait.ts'
import { words } from './explain.ts'
import { factText } from './fact-text.ts'
import type { Because, Facts, Match, Visitor } from './visitor.ts'

export interface Who {
  readonly segments: readonly Segment[]
  readonly traits: readonly Trait[]
  readonly visitor: Visitor
  readonly locale: string
  /** Where a text is missing in `locale`; the site's first locale. */
  readonly fallback?: string
  /** `2026-11-22`, the day on which ages are counted. */
  readonly today: string
}

/**
 * The segments a visitor belongs to, strongest first, each with the facts that made it fit; never one without a
 * reason, so a visitor of whom nothing is known belongs to none. What the visitor chose stands alone.
 */
export function identify({ segments, traits, visitor, locale, fallback = 'en', today }: Who): Match[] {
  if (visitor.choice === null) return []
  const chosen = segments.find((segment) => segment.id === visitor.choice)
  const label = (segment: Segment) => say(segment.label, locale, fallback)
  if (chosen) {
    const text = words(locale).chosen(say(chosen.as ?? chosen.label, locale, fallback))
    const because: Because[] = [{ trait: 'choice', is: chosen.id, source: 'choice', text }]
    return [{ segment: chosen.id, label: label(chosen), because }]
  }

  const known = merge(visitor.facts, traits, today)
  const values = Object.fromEntries([...known].map(([trait, fact]) => [trait, fact.is]))
  return segments.toSorted(byPrecedence).flatMap((segment) => {
    const because: Because[] = []
    if (visitor.facts.link?.['for'] === segment.id) {
      const text = words(locale).linked(label(segment))
      because.push({ trait: 'for', is: segment.id, source: 'link', text })
    }
    const rule = ruleOf(segment)
    if (rule && evalCondition(values, rule)) {
      for (const trait of reasons(rule, values)) {
        const fact = known.get(trait)
        if (!fact) continue
        because.push({ trait, ...fact, text: factText({ trait, is: fact.is, traits, locale, fallback }) })
      }
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
    if (days >= 0) known.set(`${trait.id}_days`, { is: days, source: fact.source })
  }
  return known
}

const rules = new WeakMap<Segment, ConditionInterface>()

function ruleOf(segment: Segment): ConditionInterface | undefined {
  if (!segment.who) return undefined
  let rule = rules.get(segment)
  if (!rule) {
    rule = onlyKnown(segment.who) as ConditionInterface
    rules.set(segment, rule)
  }
  return rule
}

/**
 * GrowthBook compares an absent trait as null, and `null <= 60` is true in JavaScript: without this, everybody we know
 * nothing of would be a newcomer.
 */
function onlyKnown(condition: unknown): unknown {
  if (Array.isArray(condition)) return condition.map(onlyKnown)
  if (typeof condition !== 'object' || condition === null) return condition
  const entries = Object.entries(condition).map(([key, value]) => [key, onlyKnown(value)] as const)
  const compares = entries.some(([key]) => /^\$v?[lg]te?$/.test(key))
  return Object.fromEntries(compares ? [['$exists', true], ...entries] : entries)
}

/** The traits whose conditions held, in the order of the rule, each once. */
function reasons(rule: ConditionInterface, values: Record<string, TraitValue>): string[] {
  const found = new Set<string>()
  const walk = (condition: ConditionInterface): void => {
    for (const [key, value] of Object.entries(condition)) {
      const branches = value as unknown as ConditionInterface[]
      if (key === '$and') branches.forEach(walk)
      else if (key === '$or') branches.filter((branch) => evalCondition(values, branch)).forEach(walk)
      else if (key === '$nor') branches.forEach(walk)
      else if (key === '$not') walk(value as unknown as ConditionInterface)
      else if (!key.startsWith('$')) found.add(key)
    }
  }
  walk(rule)
  return [...found]
}
