import { grouped } from '#content/language/formats.ts'
import { escaped } from '#scripts/report/escaped.ts'
import { term } from '#scripts/report/explanations.ts'
import type { GapReport } from '#scripts/report/gap-report.ts'
import { longDay, times } from '#scripts/report/in-words.ts'
import { gapLink } from './gap.ts'
import { part, wide } from './part.ts'

/** What customers write and no article has: the keyword half of the report. */
export function wordsNoArticleHas({ words, gaps, segments }: GapReport): string {
  if (words.length === 0) return ''
  const byId = new Map(gaps.map((gap) => [gap.id, gap]))
  const rows = words.map(({ word, language, tickets, segments: shown, gaps: ids }) => {
    const more = shown
      .filter(({ low }) => low > 1)
      .slice(0, 2)
      .map(({ segment, lift }) => `${escaped(segments[segment] ?? segment)} ${times(lift)}`)
    const places = ids.flatMap((id) => byId.get(id) ?? []).map((gap) => `${gap.rank}. ${gapLink(gap)}`)
    return `<tr><th scope="row"><span class="says" lang="${escaped(language)}">${escaped(word)}</span></th><td>${escaped(language)}</td><td class="num">${grouped(tickets)}</td><td>${more.join(', ') || '<span class="few">None clearly</span>'}</td><td>${places.join('<br>')}</td></tr>`
  })
  return part(
    'lacking',
    'Words no article has',
    `<p class="note">What customers call things and no article in their language does, most used first: words for titles, texts and keywords.</p>${wide('Table of the words', `<table class="plain"><thead><tr><th scope="col">Word</th><th scope="col">Language</th><th scope="col" class="num">${term('words', 'Tickets')}</th><th scope="col">${term('who')}</th><th scope="col">Gaps</th></tr></thead><tbody>${rows.join('')}</tbody></table>`)}`,
  )
}

/** What readers search for and no article has. */
export function searchedInVain({ terms }: GapReport): string {
  if (terms.length === 0) return ''
  const rows = terms.map(
    ({ term, language, searches, customers, lastSeen }) =>
      `<tr><th scope="row"><span class="says" lang="${escaped(language)}">${escaped(term)}</span></th><td class="num">${grouped(searches)}</td><td class="num">${grouped(customers)}</td><td>${lastSeen ? longDay(lastSeen) : ''}</td></tr>`,
  )
  return part(
    'words',
    'Searched for in vain',
    `<p class="note">Words that are in no article and stand for no single gap.</p><table class="plain"><thead><tr><th scope="col">Word</th><th scope="col" class="num">${term('terms', 'Searches')}</th><th scope="col" class="num">${term('terms', 'People')}</th><th scope="col">${term('terms', 'Last')}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  )
}
