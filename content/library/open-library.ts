import type { Library } from '#content/model/library.ts'

declare const open: unique symbol

/** A library without drafts and without articles that are not open; only {@link openLibrary} makes one. */
export type OpenLibrary = Library & { readonly [open]: true }

/**
 * The library as anybody may be told of it. Made once, when a library is published; whatever lists, searches, orders or
 * names articles to the public takes this type, so no use has a filter of its own to forget. A page that is reached by
 * its link, and staff, take the whole library.
 */
export function openLibrary(library: Library): OpenLibrary {
  const articles = library.articles.filter(({ access }) => access === 'open')
  return { ...library, articles, drafts: [] } as unknown as OpenLibrary
}
