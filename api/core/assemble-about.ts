import type { Fill } from './assemble-search.ts'
import type { AboutView } from './visitor.ts'

/** What we believe about a visitor and keep of them, as notes and lists of titles, links and words. */
export function aboutList(about: AboutView, fill: Fill): string {
  const { traits, matches, votes, searches, messages, read, articles, choice } = about
  const line = (text: string, name = 'line') => fill(`about-${name}`, { text })
  const list = (name: string, items: readonly string[]) =>
    items.length > 0 ? fill(`about-${name}`, { items: items.join('') }, ['items']) : ''
  /** An article by its title, as a link; by its name where it cannot be opened any more. */
  const named = (id: string) => articles[id] ?? { name: id }
  return [
    about.chosen ? fill(choice === null ? 'about-usual' : `about-chosen-${choice}`) : '',
    about.customer === null ? '' : fill('about-customer'),
    about.optedOut ? fill('about-opted-out') : '',
    about.heldOut ? fill('about-held-out') : '',
    about.known ? '' : fill('about-nothing'),
    list(
      'facts',
      traits.map(({ text, source }) => line(text, `source-${source}`)),
    ),
    list(
      'matches',
      matches.map(({ label, because }) => line([label, ...because.map((fact) => fact.text)].join(': '))),
    ),
    list(
      'votes',
      votes.map(({ article, helpful, comment }) =>
        fill(`about-${helpful === 'partly' ? 'partly' : helpful ? 'yes' : 'no'}`, {
          ...named(article),
          comment: comment ?? '',
        }),
      ),
    ),
    list(
      'searches',
      searches.map(({ query }) => line(query)),
    ),
    list(
      'messages',
      messages.map(({ text }) => line(text)),
    ),
    list(
      'read',
      read.map((id) => fill('about-article', named(id))),
    ),
  ].join('')
}
