import { LRUCache } from 'lru-cache'
import type { Library } from '#content/model/library.ts'
import type { Evidence } from '#core/evidence.ts'
import { heldOut } from '#core/holdout.ts'
import { viewFor } from '#core/ordering.ts'
import type { View, Visitor } from '#core/visitor.ts'
import { readableBy } from './readable-library.ts'
import type { AppContext } from './web/context.ts'

/** Views kept: most visitors are strangers, or share their facts with many. */
const mostViews = 2000

const minute = 60_000

/** A view, and its text, by which the page made of it is found. */
export interface KeptView {
  readonly view: View
  readonly json: string
  readonly ordering: string
}

/** A new library or a new mining makes new views. */
const views = new WeakMap<Library, WeakMap<Evidence, LRUCache<string, KeptView>>>()

/**
 * What one visitor is shown. Visitors of the same facts share it for a minute: it depends on the clock by opening hours
 * and ages, which count in minutes and days.
 */
export function viewForVisitor(context: AppContext, visitor: Visitor, locale: string): KeptView {
  const { evidence, environment, now } = context
  const at = now()
  const request = {
    library: readableBy(context, visitor).library,
    evidence: evidence(),
    visitor,
    locale,
    now: at,
  }
  const { id: _, ...facts } = visitor
  const out = heldOut(visitor, environment.holdout)
  const key = JSON.stringify([Math.floor(at.getTime() / minute), locale, out, facts])
  const kept = viewsOf(request.library, request.evidence)
  let known = kept.get(key)
  if (!known) {
    const view = viewFor({ ...request, holdout: environment.holdout })
    known = { view, json: JSON.stringify(view), ordering: JSON.stringify(view.ordering) }
    kept.set(key, known)
  }
  return known
}

function viewsOf(library: Library, evidence: Evidence): LRUCache<string, KeptView> {
  const ofLibrary = views.get(library) ?? new WeakMap<Evidence, LRUCache<string, KeptView>>()
  views.set(library, ofLibrary)
  const kept = ofLibrary.get(evidence) ?? new LRUCache<string, KeptView>({ max: mostViews })
  ofLibrary.set(evidence, kept)
  return kept
}
