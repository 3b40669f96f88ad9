/** Where one language of an article is written: `cards/freeze-a-card`, `en`. */
export function editAddress(article: string, locale: string): string {
  return `/staff/articles/edit/?article=${encodeURIComponent(article)}&locale=${encodeURIComponent(locale)}`
}

/** The same from a file of the content folder: `articles/en/cards/freeze-a-card.mdx`. */
export function editAddressOf(file: string): string {
  const [, locale = '', ...id] = file.split('/')
  return editAddress(id.join('/').replace(/\.mdx?$/, ''), locale)
}
