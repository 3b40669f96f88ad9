import { stringify } from 'yaml'
import type { ForeignCentre, ForeignShelf } from './foreign.ts'
import type { PlacedCentre } from './place.ts'

/** site.yaml and categories.yaml, where the source says something for them. */
export function settings(
  centre: ForeignCentre,
  placed: PlacedCentre,
): { path: string; text: string; from: string }[] {
  const idOf = new Map(
    placed.places.map(({ article, category, slug }) => [article.id, `${category}/${slug}`]),
  )
  const shown = new Set(
    placed.places
      .filter(({ article }) => !article.readers && !article.fields.draft)
      .map(({ article }) => article.id),
  )
  const asked = centre.mostAsked.filter((id) => shown.has(id)).flatMap((id) => idOf.get(id) ?? [])
  const used = placed.locales.filter((locale) => placed.places.some((place) => place.locale === locale))
  const site = {
    ...(centre.name && { name: centre.name }),
    locales: used.length > 0 ? used : ['en'],
    ...(asked.length > 0 && { most_asked: asked }),
  }
  const said = (text: ForeignShelf['label']) =>
    typeof text === 'string'
      ? text
      : Object.fromEntries(
          Object.entries(text).map(([locale, one]) => [localeIn(centre, placed, locale), one]),
        )
  const categories = placed.categories.map(({ id, shelf, sections }) => ({
    id,
    label: shelf ? said(shelf.label) : id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' '),
    ...(shelf?.description && { description: said(shelf.description) }),
    ...(sections.length > 0 && {
      sections: sections.map((section) => ({ id: section.id, label: said(section.shelf.label) })),
    }),
  }))
  return [
    { path: 'site.yaml', text: stringify(site, { lineWidth: 0 }), from: 'settings' },
    { path: 'categories.yaml', text: stringify(categories, { lineWidth: 0 }), from: 'settings' },
  ]
}

const localeIn = (centre: ForeignCentre, placed: PlacedCentre, locale: string): string =>
  placed.locales[centre.locales.indexOf(locale)] ?? locale
