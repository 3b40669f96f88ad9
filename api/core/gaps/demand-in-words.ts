import { grouped } from '#content/language/formats.ts'

/** How questions reach us, one and many: tickets, and what people leave behind besides. */
const words: Readonly<Record<string, readonly [one: string, more: string]>> = {
  ticket: ['ticket', 'tickets'],
  search: ['search in vain', 'searches in vain'],
  unclicked: ['search without a click', 'searches without a click'],
  'nothing-fits': ['time an agent found nothing', 'times an agent found nothing'],
  flag: ['flag of an agent', 'flags of agents'],
  vote: ['bad vote with words', 'bad votes with words'],
}

/** "290 tickets, 12 searches in vain", most first; '' when nothing is counted by kind, as in runs of an older version. */
export function askedInWords(asked: Readonly<Record<string, number>>): string {
  return Object.entries(asked)
    .filter(([, n]) => n > 0)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([kind, n]) => `${grouped(n)} ${words[kind]?.[n === 1 ? 0 : 1] ?? kind}`)
    .join(', ')
}

/** What stands under words that were not said in a ticket. */
export const saidElsewhere: Readonly<Record<string, string>> = {
  search: 'Searched, found nothing',
  unclicked: 'Searched, opened nothing of what was found',
  'nothing-fits': 'Nothing fitted, says an agent',
  flag: 'Flagged by an agent',
  vote: 'Said after a “No” under an article',
}
