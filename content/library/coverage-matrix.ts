import type { Library } from '../model/library.ts'

export interface MatrixCell {
  readonly segment: string
  readonly category: string
  readonly locale: string
  /** Articles on the shelf in this locale. */
  readonly articles: number
  /** Of those, articles written for the segment. */
  readonly forThem: number
}

/** Segment × category × locale: how many articles there are, and how many were written for the segment. */
export function coverageMatrix(library: Library): MatrixCell[] {
  return library.segments.flatMap(({ id: segment }) =>
    library.categories.flatMap(({ id: category }) =>
      library.site.locales.map((locale) => {
        const shelf = library.articles.filter(
          (article) => article.category === category && article.locale === locale,
        )
        const forThem = shelf.filter(({ segments }) => segments.includes(segment)).length
        return { segment, category, locale, articles: shelf.length, forThem }
      }),
    ),
  )
}
