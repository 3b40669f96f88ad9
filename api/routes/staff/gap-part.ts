import { minedGaps } from '#api/storage/staff-gaps.ts'
import { Problem } from '#api/web/problems.ts'
import type { GapCard } from './answers.ts'
import type { Inside } from './route.ts'

/** The topic of a joined gap that has this title, as the last mining left it; refused where there is none. */
export async function partOf(context: Inside['context'], { id }: GapCard, title: string) {
  const { gaps } = await minedGaps(context.tickets())
  const part = gaps.find((gap) => gap.id === id)?.parts.find((one) => one.title === title)
  if (part?.tickets) return { language: part.language, title, tickets: part.tickets }
  throw new Problem('invalid-request', {
    detail: `The gap has no part called "${title}" that can be taken out.`,
    hint: 'Load the page again; a gap of an older version needs a new mining first.',
  })
}
