import { articleFor, articleIds, urlFor } from '#content/library/locate.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import type { Segment } from '#content/model/segment.ts'
import { words } from './explain.ts'
import type { Suggestion } from './visitor.ts'

/** More is a list again, and a list is what the shelves are. */
const most = 3

export interface SuggestFor {
  readonly library: Library
  /** Of the visitor, strongest first. */
  readonly segments: readonly Segment[]
  readonly locale: string
  /** Ids of articles already read: they come last. */
  readonly read?: readonly string[]
}

/** At most three articles with their reasons: the segment's own next steps, then what is written for it. */
export function suggest({ library, segments, locale, read = [] }: SuggestFor): Suggestion[] {
  const fallback = library.site.locales[0] ?? 'en'
  const why = new Map<string, Segment>()
  for (const segment of segments)
    for (const id of candidates(library, segment)) if (!why.has(id)) why.set(id, segment)

  const open = [...why].flatMap(([id, segment]) => {
    const article = articleFor(library, id, locale)
    return article && article.access === 'open' ? [{ id, segment, article }] : []
  })
  const already = new Set(read)
  const freshFirst = open.toSorted((a, b) => Number(already.has(a.id)) - Number(already.has(b.id)))
  return freshFirst.slice(0, most).map(({ id, segment, article }) => ({
    article: id,
    title: article.title,
    url: urlFor(id, locale),
    because: { segment: segment.id, text: reason(segment, locale, fallback) },
  }))
}

/** "Because you travel", or who it is written for when the segment says no more. */
export function reason(segment: Segment, locale: string, fallback: string): string {
  const because = say(segment.because, locale, fallback)
  return because
    ? words(locale).because(because)
    : words(locale).written(say(segment.label, locale, fallback))
}

const tagged = new WeakMap<Library, Map<string, string[]>>()

function candidates(library: Library, segment: Segment): string[] {
  return [...segment.suggest, ...writtenFor(library, segment.id)]
}

/** Ids of the articles tagged with a segment, in shelf order. */
export function writtenFor(library: Library, segment: string): readonly string[] {
  let index = tagged.get(library)
  if (!index) {
    index = new Map()
    const fallback = library.site.locales[0] ?? 'en'
    for (const id of articleIds(library))
      for (const name of articleFor(library, id, fallback)?.segments ?? [])
        index.set(name, [...(index.get(name) ?? []), id])
    tagged.set(library, index)
  }
  return index.get(segment) ?? []
}
