/** Around an English word on a page of another language, until the page is written: characters that no text uses. */
const begin = '\uE000'
const end = '\uE001'

export function markEnglish(text: string): string {
  return `${begin}${text}${end}`
}

/**
 * Turns the marks of a page into `<span lang="en" dir="ltr">`. In attributes, titles and scripts, where there is no
 * place for a language, they go.
 *
 * @param html a whole page
 */
export function sayEnglish(html: string): string {
  if (!html.includes(begin)) return html
  // Tags with their attributes, what cannot hold elements, and the text between.
  const parts = html.match(
    /<(title|script|style|textarea|option)\b[\s\S]*?<\/\1>|<(?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+|</gi,
  )
  return (parts ?? [])
    .map((part) =>
      part.startsWith('<')
        ? part.replaceAll(begin, '').replaceAll(end, '')
        : part.replaceAll(begin, '<span lang="en" dir="ltr">').replaceAll(end, '</span>'),
    )
    .join('')
}
