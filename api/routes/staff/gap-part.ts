import { minedGaps } from '#api/storage/staff-gaps.ts'
import { refusal } from '#api/web/refusals.ts'
import type { GapCard } from './answers.ts'
import type { Inside } from './route.ts'

/** The topic of a joined gap that has this title, as the last mining left it; refused where there is none. */
export async function partOf(context: Inside['context'], { id }: GapCard, title: string) {
  const { gaps } = await minedGaps(context.tickets())
  const part = gaps.find((gap) => gap.id === id)?.parts.find((one) => one.title === title)
  if (part?.tickets) return { language: part.language, title, tickets: part.tickets }
  throw refusal('no-such-part', { part: title })
}
