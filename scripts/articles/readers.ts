import type { ForeignArticle } from './foreign.ts'
import type { Notes } from './notes.ts'

/** By id of a segment of the source: ours that its readers are in, as `--segment` says. */
export type SegmentMapping = ReadonlyMap<string, readonly string[]>

/** Ours for whom an article is alone; undefined for everybody, and where none of its readers has a segment here. */
export function readersHere(
  { readers }: ForeignArticle,
  segments: SegmentMapping,
): readonly string[] | undefined {
  const all = (readers?.segments ?? []).flatMap((id) => segments.get(id) ?? [])
  return all.length > 0 ? [...new Set(all)] : undefined
}

/** Not everybody saw it, and nobody said who may here: it becomes a draft. */
export const isWithheld = (article: ForeignArticle, segments: SegmentMapping): boolean =>
  article.readers !== undefined && readersHere(article, segments) === undefined

/** Says what became of an article that not everybody saw, and which `--segment` would give it to more readers. */
export function askAboutReaders(article: ForeignArticle, segments: SegmentMapping, notes: Notes): void {
  if (!article.readers) return
  const { because, segments: theirs } = article.readers
  const here = readersHere(article, segments)
  const flags = theirs
    .filter((id) => !segments.has(id))
    .map((id) => `--segment ${id}=ID`)
    .join(' ')
  if (!here)
    notes.ask(
      0,
      `It became a draft: ${because}${flags && ` With ${flags} it is restricted to your segment instead.`}`,
    )
  else {
    notes.change(`articles restricted to ${here.join(', ')}`)
    if (flags)
      notes.ask(0, `It is restricted to ${here.join(', ')}; its other readers need ${flags}. ${because}`)
  }
}
