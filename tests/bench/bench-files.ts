import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MiningArticle, MiningTicket } from '#scripts/mining/types.ts'
import type { GapBench, Truth } from './gap-bench.ts'
import type { Proposal } from './gap-score.ts'

/**
 * A bench as a folder, in the form of the published maker of benches and its scorer, so that either reads the other's:
 * `tickets.jsonl` and `articles.jsonl` for the miner, `truth.json` for the scorer only.
 */
export function writeBench(folder: string, { tickets, articles, truth }: GapBench): void {
  writeLines(join(folder, 'tickets.jsonl'), tickets.map(ticketLine))
  writeArticles(folder, articles)
  writeFileSync(join(folder, 'truth.json'), JSON.stringify(truthFile(truth)))
}

export function writeArticles(folder: string, articles: readonly MiningArticle[]): void {
  writeLines(
    join(folder, 'articles.jsonl'),
    articles.map(({ id, title, passages, locale }) => ({
      ...{ id, title, body: passages.join('\n\n'), lang: locale },
    })),
  )
}

export function ticketLine({ id, subject, body, language, segments, channel, createdAt }: MiningTicket) {
  return { id, subject, body, lang: language, segment: segments?.[0], channel, created_at: createdAt }
}

function truthFile(truth: Truth): TruthFile {
  const labels = [...new Set(truth.labels.values())].sort()
  return {
    labels,
    missing: [...truth.missing],
    covered: labels.filter((label) => !truth.missing.has(label)),
    rising: [...truth.rising],
    segment: Object.fromEntries(truth.segment),
    article_label: Object.fromEntries(truth.articleLabel ?? []),
    held: {},
    ticket_label: Object.fromEntries(truth.labels),
  }
}

/** What a miner may read. */
export function readTickets(file: string): MiningTicket[] {
  return linesOf<TicketLine>(file).map(({ id, subject, body, lang, segment, channel, created_at }) => ({
    ...{ id, subject, body, text: `${subject}\n${body}`, language: lang, channel, createdAt: created_at },
    segments: segment === undefined ? [] : [segment],
  }))
}

export function readArticles(file: string): MiningArticle[] {
  return linesOf<ArticleLine>(file).map(({ id, title, body, lang }) => ({
    ...{ id, title, locale: lang },
    passages: body.split(/\n\s*\n/),
  }))
}

export function readTruth(file: string): Truth {
  return truthFrom(JSON.parse(readFileSync(file, 'utf8')) as TruthFile)
}

export function truthFrom({ ticket_label, missing, rising, segment, article_label }: TruthFile): Truth {
  return {
    labels: new Map(Object.entries(ticket_label)),
    missing: new Set(missing),
    rising: new Set(rising),
    segment: new Map(Object.entries(segment)),
    articleLabel: new Map(Object.entries(article_label)),
  }
}

/** What a miner proposes, as the scorer reads it. */
export interface Proposed {
  readonly proposals: Proposal[]
  readonly groups?: ReadonlyMap<string, string> | undefined
}

export function writeProposals(file: string, { proposals, groups }: Proposed): void {
  const written: ProposalsFile = {
    proposals: proposals.map(({ ticketIds, ...own }) => ({ ...own, ticket_ids: ticketIds })),
    groups: groups && Object.fromEntries(groups),
  }
  writeFileSync(file, JSON.stringify(written))
}

export function readProposals(file: string): Proposed {
  return proposalsFrom(JSON.parse(readFileSync(file, 'utf8')) as ProposalsFile)
}

export function proposalsFrom({ proposals, groups }: ProposalsFile): Proposed {
  return {
    proposals: proposals.map(({ ticket_ids, title, trend, segment }) => ({
      ...{ ticketIds: ticket_ids, title, trend, segment },
    })),
    groups: groups && new Map(Object.entries(groups)),
  }
}

interface TicketLine {
  readonly id: string
  readonly subject: string
  readonly body: string
  readonly lang: string
  readonly segment?: string
  readonly channel: string
  readonly created_at: string
}

interface ArticleLine {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly lang: string
}

interface TruthFile {
  readonly labels: readonly string[]
  readonly missing: readonly string[]
  readonly covered: readonly string[]
  readonly rising: readonly string[]
  readonly segment: Readonly<Record<string, string>>
  readonly article_label: Readonly<Record<string, string>>
  /** Held-out questions by label; only judging titles needs them. */
  readonly held: Readonly<Record<string, readonly string[]>>
  readonly ticket_label: Readonly<Record<string, string>>
}

interface ProposalsFile {
  readonly proposals: readonly {
    readonly ticket_ids: readonly string[]
    readonly title?: string | undefined
    readonly trend?: number | undefined
    readonly segment?: string | undefined
  }[]
  readonly groups?: Readonly<Record<string, string>> | undefined
}

function writeLines(file: string, rows: readonly object[]): void {
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}

function linesOf<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
}
