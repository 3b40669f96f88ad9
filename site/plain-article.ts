import type { Article } from '#content/model/article.ts'
import { say } from '#content/model/locale.ts'
import { library } from './library.ts'

/** An article as Markdown for programs that read: components become what they say, links stay. */
export function plainArticle({ title, description, body, file, locale }: Article): string {
  const text = file.endsWith('.mdx') ? withoutComponents(body, locale) : body
  const own = new RegExp(`^\\s*# ${escapeRegExp(title)}\\s*\\n`)
  return `# ${title}\n\n${description ? `> ${description}\n\n` : ''}${text.replace(own, '').trim()}\n`
}

/** Outside code, tags go and what stands in them stays; a passage for some readers says for whom it is. */
function withoutComponents(body: string, locale: string): string {
  return body
    .split(/(^```[\s\S]*?^```|`[^`\n]+`)/m)
    .map((piece, at) => (at % 2 === 1 ? piece : unwrap(piece, locale)))
    .join('')
    .replace(/\n{3,}/g, '\n\n')
}

function unwrap(text: string, locale: string): string {
  return text
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, '')
    .replace(/<Ui>([\s\S]*?)<\/Ui>/g, '**$1**')
    .replace(/^[ \t]*<For segments="([^"]*)">/gm, (_, ids: string) => `**${peopleOf(ids, locale)}:**\n\n`)
    .replace(/<(?:Card|Video|Tab)\b[^>]*?(?:title|label)="([^"]*)"[^>]*>/g, '**$1**\n\n')
    .replace(/<\/?[A-Z]\w*(?:\s[^>]*)?>/g, '')
}

function peopleOf(ids: string, locale: string): string {
  const first = library.site.locales[0]
  const label = (id: string) => say(library.segments.find((one) => one.id === id)?.label, locale, first) || id
  return new Intl.ListFormat(locale).format(ids.split(/\s+/).map(label))
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
