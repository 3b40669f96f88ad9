import type { OwnStrings } from '../strings/index.ts'
import type { Article } from './article.ts'
import type { Category } from './category.ts'
import type { Channel } from './channel.ts'
import type { GlossaryTerm } from './glossary.ts'
import type { Segment } from './segment.ts'
import type { Site } from './site.ts'
import type { Trait } from './trait.ts'

/** Everything the company knows, read and checked once; plain data, so it can be sent to a worker or a page. */
export interface Library {
  readonly site: Site & { readonly locales: readonly string[] }
  /** In the editors' order; every category that has an article is here, declared or not. */
  readonly categories: readonly Category[]
  /** By priority, highest first, then id. */
  readonly segments: readonly Segment[]
  readonly traits: readonly Trait[]
  readonly channels: readonly Channel[]
  /** The company's own words for the pages around its articles, by locale. */
  readonly strings: OwnStrings
  /** Words that are explained where an article first has them, by locale; absent without a glossary. */
  readonly glossary?: Readonly<Record<string, readonly GlossaryTerm[]>>
  /** Public articles of all locales, per locale in shelf order. */
  readonly articles: readonly Article[]
  /** Those that are held back: begun only, not yet due, or expired. */
  readonly drafts: readonly Article[]
}
