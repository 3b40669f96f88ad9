import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { stringify } from 'yaml'
import { reasonsToMatch } from '#content/model/condition.ts'
import type { Library } from '#content/model/library.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { type Segment, segmentSchema } from '#content/model/segment.ts'
import type { Traits } from '#content/model/trait.ts'
import { dayIn, merge } from '#core/identify.ts'
import { readCustomers } from '#scripts/customers/read-customers.ts'
import { WrongUsage } from '../command.ts'
import { discover, type Proposal } from './discover.ts'
import { findingLine, type HealthData, segmentHealth } from './health.ts'

/** Fewer customers make groups of chance. */
const fewestCustomers = 60

/** Rejected rows that are listed; the rest is counted. */
const listed = 20

/** Mean silhouettes from which groups are clear, and below which there are none (Kaufman and Rousseeuw 1990). */
const clear = 0.5
const none = 0.25

/** Share of two groups' customers that are in both (Jaccard), from which a proposal is a segment there is. */
const sameFrom = 0.6

interface How {
  readonly traits: readonly string[] | undefined
  /** Names of traits: recency, frequency, monetary value. */
  readonly rfm: readonly string[]
  /** What is known for judging the segments of a library. */
  health(library: Library): Promise<HealthData>
}

/** Prints what groups a file of customers holds; exit code 3 when rows were rejected. */
export async function printProposals(library: Library, file: string, how: How): Promise<number> {
  const names = library.traits.map(({ id }) => id)
  for (const asked of how.traits ?? [])
    if (!names.includes(asked))
      throw new WrongUsage(`There is no trait "${asked}". Declared are: ${names.join(', ')}.`)
  const [recency = '', frequency = '', monetary = ''] = how.rfm
  const { customers, rejected } = await read(library, file)
  if (customers.length < fewestCustomers)
    throw new OperatorError(
      `${basename(file)} holds ${customers.length} customers that can be read, and groups need at least ${fewestCustomers}.`,
    )
  const traits = library.traits.filter(({ id }) => how.traits?.includes(id) ?? true)
  const today = dayIn(library.site.timezone, new Date())
  const { proposals, silhouette } = discover(customers, traits, {
    today,
    rfm: { recency, frequency, monetary },
  })
  const verdict = silhouette >= clear ? 'clear' : silhouette >= none ? 'weak' : 'none: what follows is chance'
  console.log(
    `${proposals.length} groups among ${customers.length} customers, by ${traits.map(({ id }) => id).join(', ')}. Groups are ${verdict} (mean silhouette ${silhouette.toFixed(2)}).`,
  )
  const proposed = proposals.map(({ who }, at): Segment => {
    const id = `proposal-${at + 1}`
    return { ...segmentSchema.parse({ label: id, ...(who && { who }) }), id }
  })
  const data = {
    ...(await how.health({ ...library, segments: [...library.segments, ...proposed] })),
    customers,
  }
  for (const [at, proposal] of proposals.entries()) {
    const segment = proposed[at]!
    console.log(['', ...linesOf(at + 1, proposal), ...likest(segment, library, customers, today)].join('\n'))
    if (!proposal.who) continue
    // Whether it can be acted upon is for those who make it a segment.
    for (const finding of segmentHealth(segment.id, data))
      if (finding.criterion !== 'actionable') console.log(findingLine(finding))
    console.log(stringify({ who: proposal.who }).trimEnd())
  }
  return rejected > 0 ? 3 : 0
}

function linesOf(number: number, { size, share, who, precision, recall, typical, rfm }: Proposal): string[] {
  const scores = Object.entries(rfm).map(([name, score]) => `${name} ${score.toFixed(1)}`)
  return [
    `Proposal ${number}: ${size} customers, ${(share * 100).toFixed(1)} %`,
    `  ${typical.join('; ')}`,
    ...(scores.length > 0 ? [`  RFM, quintiles of 5: ${scores.join(', ')}`] : []),
    who
      ? `  Rule: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}, on customers it was not learnt from`
      : '  No rule of three questions tells it from the rest.',
  ]
}

/** The segment there is that has most customers in common, when those are most of both. */
function likest(
  { who }: Segment,
  { segments, traits }: Library,
  customers: readonly Traits[],
  today: string,
): string[] {
  if (!who) return []
  const known = customers.map(
    (account) => new Map([...merge({ account }, traits, today)].map(([id, { is }]) => [id, is] as const)),
  )
  const inIt = (rule: Segment['who']) =>
    known.map((one) => rule !== undefined && reasonsToMatch(rule, one) !== undefined)
  const mine = inIt(who)
  const overlaps = segments.map(({ id, who: rule }) => {
    const theirs = inIt(rule)
    const both = mine.filter((one, at) => one && theirs[at]).length
    const either = mine.filter((one, at) => one || theirs[at]).length
    return { id, overlap: either === 0 ? 0 : both / either }
  })
  const [most] = overlaps.toSorted((a, b) => b.overlap - a.overlap)
  return most && most.overlap >= sameFrom
    ? [`  Much like your segment "${most.id}" (${Math.round(most.overlap * 100)} % of both in common)`]
    : []
}

async function read(library: Library, file: string): Promise<{ customers: Traits[]; rejected: number }> {
  const there = await stat(file).catch(() => undefined)
  if (!there?.isFile()) throw new WrongUsage(`There is no file "${file}".`)
  const customers: Traits[] = []
  let rejected = 0
  for await (const { line, customer } of readCustomers(file, library.traits)) {
    if (typeof customer !== 'string') {
      customers.push(customer.traits)
      continue
    }
    rejected += 1
    if (rejected <= listed) console.error(`${basename(file)}:${line}\n  ${customer}`)
  }
  if (rejected > listed) console.error(`… and ${rejected - listed} more.`)
  return { customers, rejected }
}
