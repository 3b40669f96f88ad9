import { decisionsOf } from '#api/storage/decisions.ts'
import { type Counted, countShares, type Metric } from '#api/storage/insights.ts'
import { effectOf, minedGaps, restated } from '#api/storage/staff-gaps.ts'
import type { Store } from '#api/storage/store.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import { growingFast } from '#core/gaps/figures.ts'
import { gapState, toDo } from '#core/gaps/state.ts'
import type { DigestFacts } from '#core/insights/digest.ts'

const dayLong = 86_400_000

/** What the digest compares the week with: the four weeks before. */
const before = 28 * dayLong

const names: Readonly<Partial<Record<Metric, string>>> = {
  found: 'Searches that end in reading',
  helpful: 'Found it helpful',
  explicit: 'Answered before writing, as they said',
  failed: 'Wrote all the same',
  opened: 'Opened what an agent sent',
  satisfied: 'Satisfied with the answer',
  linked: 'Answered with an article',
}

/** The week to `now` and the four weeks before, from both databases. */
export async function digestFacts(
  { app, mined, library, origin }: { app: Store; mined: Store | undefined; library: Library; origin: string },
  now: Date,
): Promise<DigestFacts> {
  const at = now.getTime()
  const week = await countShares(app, mined, { since: at - 7 * dayLong, now: at })
  const all = await countShares(app, mined, { since: at - 7 * dayLong - before, now: at })
  const shareOf = (metric: Metric) => {
    const now = totalOf(week, metric)
    const both = totalOf(all, metric)
    return { week: now, before: { yes: both.yes - now.yes, of: both.of - now.of } }
  }
  return {
    site: library.site.name,
    until: now.toISOString().slice(0, 10),
    shares: Object.entries(names).map(([metric, name]) => ({ name, ...shareOf(metric as Metric) })),
    segments: all
      .filter(({ metric, dimension, group }) => metric === 'found' && dimension === 'segment' && group !== '')
      .map(({ group, yes, of }) => ({
        label: say(library.segments.find(({ id }) => id === group)?.label, 'en') || group,
        yes,
        of,
      })),
    satisfied: shareOf('satisfied'),
    gaps: await gapsToDo({ app, mined, library, origin }, now),
    insights: `${origin}/staff/insights/`,
  }
}

/** Every row has a language, so the groups by language add up to all. */
function totalOf(counted: readonly Counted[], metric: Metric): { yes: number; of: number } {
  const own = counted.filter((one) => one.metric === metric && one.dimension === 'locale')
  return {
    yes: own.reduce((sum, { yes }) => sum + yes, 0),
    of: own.reduce((sum, { of }) => sum + of, 0),
  }
}

async function gapsToDo(
  { app, mined, library, origin }: { app: Store; mined: Store | undefined; library: Library; origin: string },
  now: Date,
): Promise<DigestFacts['gaps']> {
  const { run, gaps, followed } = await minedGaps(mined)
  const decisions = await restated(mined, await decisionsOf(app))
  const listed = gaps.filter((gap) => gap.run === run?.id)
  const fast = growingFast(listed)
  const today = now.toISOString().slice(0, 10)
  return listed
    .filter(({ id, volume }) => {
      const own = decisions.filter(({ gap }) => gap === id)
      const draft = library.drafts.some(({ answers }) => answers === id)
      const effect = effectOf(followed.get(id))
      return toDo.includes(gapState({ gap: id, decisions: own, library, draft, today, volume, effect }))
    })
    .map(({ id, title, volume }) => ({
      title,
      volume,
      growing: fast.has(id),
      url: `${origin}/staff/gap/?id=${encodeURIComponent(id)}`,
    }))
}
