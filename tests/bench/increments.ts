import { type EarlierGap, identify } from '#scripts/mining/gaps/gap-ids.ts'
import { reachOf } from '#scripts/mining/io/store-run.ts'
import { type LanguageRun, type Mined, mine } from '#scripts/mining/mine.ts'
import type { MiningModel } from '#scripts/mining/topic-model/topic-model.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'
import type { GapBench, Truth } from './gap-bench.ts'
import { type GapScores, scoreGaps } from './gap-score.ts'

/** What a month of mining day by day came to, beside a mining of everything at its end. */
export interface Month {
  /** Minings in the month, and those of them that made topics again, with why. */
  readonly steps: number
  readonly made: readonly string[]
  /** Gaps of one mining that the next one found again under their id, where it assigned new tickets and where it made topics. */
  readonly kept: { readonly assigned: Share; readonly made: Share }
  /** Of the topics that its last step kept; undefined where that step trained them again. */
  readonly growth: LanguageRun['growth']
  readonly daily: GapScores
  readonly full: GapScores
}

interface Share {
  readonly some: number
  readonly of: number
}
const nothing: Share = { some: 0, of: 0 }
const plus = (a: Share, b: Share): Share => ({ some: a.some + b.some, of: a.of + b.of })

const at = ({ createdAt }: MiningTicket) => Date.parse(createdAt!)

/** This share of the tickets, the oldest, and the others. */
function before(tickets: readonly MiningTicket[], share: number): [MiningTicket[], MiningTicket[]] {
  const sorted = [...tickets].sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1))
  const count = Math.round(share * sorted.length)
  return [sorted.slice(0, count), sorted.slice(count)]
}

/** Tickets by date, in so many parts of equal time. */
function partsOf(sorted: readonly MiningTicket[], parts: number): MiningTicket[][] {
  const first = at(sorted[0]!)
  const span = (at(sorted.at(-1)!) - first + 1) / parts
  const out: MiningTicket[][] = Array.from({ length: parts }, () => [])
  for (const ticket of sorted) out[Math.floor((at(ticket) - first) / span)]!.push(ticket)
  return out
}

/** Mines month by month, several times a month by what was trained before, and everything at the end of each. */
export function* increments(
  { tickets, articles, truth }: GapBench,
  {
    months = 12,
    steps = 4,
    history = 0,
  }: {
    months?: number
    steps?: number
    /** Share of the tickets that are there, and mined, before the first month. */
    history?: number
  } = {},
): Generator<Month> {
  const [past, rest] = before(tickets, history)
  const parts = partsOf(rest, months * steps)
  const known = [...past]
  let model: MiningModel | null = past.length > 0 ? mine(past, articles, { model: null }).model! : null
  let gaps: EarlierGap[] = []
  for (let month = 0; month < months; month++) {
    let kept: Month['kept'] = { assigned: nothing, made: nothing }
    const made: string[] = []
    let last: { mined: Mined; run: LanguageRun | undefined } | undefined
    for (let step = 0; step < steps; step++) {
      known.push(...parts[month * steps + step]!)
      const mined = mine(known, articles, { model })
      model = mined.model ?? null
      last = { mined, run: mined.runs?.[0] }
      const next = identified(mined, gaps)
      const how = last.run?.made ? 'made' : 'assigned'
      kept = { ...kept, [how]: plus(kept[how], keptOf(gaps, next)) }
      gaps = next
      if (last.run?.made) made.push(last.run.made)
    }
    // What was trained on all these tickets just now is a full mining of them.
    const full = last?.run?.made ? last.mined : mine(known, articles)
    const seen = truthOf(truth, known)
    yield {
      ...{ steps, made, kept, growth: last?.run?.made ? undefined : last?.run?.growth },
      daily: scores(last!.mined, seen),
      full: scores(full, seen),
    }
  }
}

/** All gaps so far as mining stores them: those of this mining under their ids, and those that are no more. */
function identified(mined: Mined, earlier: readonly EarlierGap[]): EarlierGap[] {
  const ids = identify(reachOf(mined), earlier, new Set(mined.groups.keys()))
  const now = new Set(ids)
  return [
    ...earlier.filter(({ id }) => !now.has(id)).map((gap) => ({ ...gap, last: false })),
    ...mined.gaps.map(({ ticketIds }, gap) => ({ id: ids[gap]!, ticketIds, last: true })),
  ]
}

function keptOf(before: readonly EarlierGap[], now: readonly EarlierGap[]): Share {
  const ids = new Set(now.flatMap(({ id, last }) => (last ? [id] : [])))
  const were = before.filter(({ last }) => last)
  return { some: were.filter(({ id }) => ids.has(id)).length, of: were.length }
}

const scores = ({ gaps, groups }: Mined, truth: Truth): GapScores => scoreGaps(gaps, groups, truth)

/** The truth as far as these tickets show it. */
function truthOf(truth: Truth, tickets: readonly MiningTicket[]): Truth {
  const labels = new Map(tickets.map(({ id }) => [id, truth.labels.get(id)!]))
  const seen = new Set(labels.values())
  return { ...truth, labels, missing: new Set([...truth.missing].filter((label) => seen.has(label))) }
}

/** The same bench, in which every third topic without an article is asked after this share of the tickets only. */
export function launched({ tickets, articles, truth }: GapBench, share: number): GapBench {
  const late = new Set([...truth.missing].sort().filter((_, at) => at % 3 === 0))
  const times = tickets.map(at).sort((a, b) => a - b)
  const [first, end] = [times[0]!, times.at(-1)!]
  const from = times[Math.round(share * times.length)] ?? end
  return {
    ...{ articles, truth },
    tickets: tickets.map((ticket) => {
      if (!late.has(truth.labels.get(ticket.id)!)) return ticket
      const passed = (at(ticket) - first) / (end - first)
      return { ...ticket, createdAt: new Date(from + passed * (end - from)).toISOString() }
    }),
  }
}
