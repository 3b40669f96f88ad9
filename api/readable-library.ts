import { LRUCache } from 'lru-cache'
import { createFinder, type Finder } from '#content/library/find.ts'
import { type OpenLibrary, openedTo } from '#content/library/open-library.ts'
import type { Library } from '#content/model/library.ts'
import { audiencesOf } from '#core/audiences.ts'
import { dayIn } from '#core/identify.ts'
import type { Visitor } from '#core/visitor.ts'
import type { AppContext } from './web/context.ts'

/** What one visitor may read: a library, and the search over it. */
export interface Readable {
  readonly library: OpenLibrary
  readonly finder: Finder
}

/** Sets of audiences whose libraries are kept; each has a search index of its own, made when it is first asked. */
const mostSets = 16

const kept = new WeakMap<Library, LRUCache<string, Readable>>()
const restrictedTo = new WeakMap<Library, ReadonlySet<string>>()

/** The open library, and for a visitor who matches their audience by signed facts the restricted articles with it. */
export function readableBy(context: AppContext, visitor: Visitor): Readable {
  return readableByAudiences(context, signedAudiences(context, visitor))
}

/** The audiences of restricted articles that a visitor belongs to by signed facts. */
export function signedAudiences({ everything, now }: AppContext, visitor: Visitor): ReadonlySet<string> {
  const whole = everything()
  const all = audiencesIn(whole)
  if (all.size === 0) return all
  return audiencesOf(whole, visitor, dayIn(whole.site.timezone, now())).intersection(all)
}

/** The same for somebody of whom it is known already, such as the customer an agent answers. */
export function readableByAudiences(context: AppContext, audiences: ReadonlySet<string>): Readable {
  const whole = context.everything()
  const own = audiences.intersection(audiencesIn(whole))
  if (own.size === 0) return { library: context.library(), finder: context.finder() }
  const sets = kept.get(whole) ?? new LRUCache<string, Readable>({ max: mostSets })
  kept.set(whole, sets)
  const name = JSON.stringify([...own].sort())
  let readable = sets.get(name)
  if (!readable) {
    const library = openedTo(whole, own)
    readable = { library, finder: createFinder(library) }
    sets.set(name, readable)
  }
  return readable
}

/** Segments that some article is restricted to. */
function audiencesIn(library: Library): ReadonlySet<string> {
  let all = restrictedTo.get(library)
  if (!all) {
    all = new Set(library.articles.flatMap(({ restricted }) => restricted ?? []))
    restrictedTo.set(library, all)
  }
  return all
}
