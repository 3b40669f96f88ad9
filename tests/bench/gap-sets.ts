import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Answer, BenchSettings, Labelled } from './gap-bench.ts'

/** Labelled questions of one kind of company, and how a bench is made of them. */
export interface GapSet {
  readonly name: string
  /** Below the project's root. */
  readonly questions: string
  /** Articles as a company wrote them, one for each label. */
  readonly answers?: string
  readonly settings?: Pick<BenchSettings, 'size' | 'answered' | 'skewed'>
  /** Of its topics only each so-manieth: few topics of many tickets. */
  readonly each?: number
}

/** Of the project. */
export const root = join(import.meta.dirname, '..', '..')

const banking77 = 'content/marlin/tickets/banking77.jsonl'
const own = 'tests/bench/sets'
/** Public labelled sets beside the project, each with its licence; left out where they are not. */
const beside = '../shared/data'

/** What the miners are compared on; which of them a method may be chosen by stands in sets/README.md. */
export const gapSets: readonly GapSet[] = [
  { name: 'bank, en, all', questions: banking77 },
  { name: 'bank, en, 3,000', questions: banking77, settings: { size: 3000 } },
  { name: 'bank, en, 1,000', questions: banking77, settings: { size: 1000 } },
  { name: 'bank, en, 400', questions: banking77, settings: { size: 400 } },
  { name: 'bank, en, Zipf', questions: banking77, settings: { skewed: true } },
  { name: 'bank, en, 16 topics', questions: banking77, each: 5 },
  { name: 'bank, tr', questions: 'content/marlin/tickets/questions-tr.jsonl' },
  { name: 'bank, pl', questions: 'content/marlin/tickets/questions-pl.jsonl' },
  ...['shop-en', 'airline-tr', 'energy-pl'].map((name) => ({
    name: name.replace('-', ', '),
    questions: `${own}/${name}.jsonl`,
    answers: `${own}/${name}-articles.jsonl`,
  })),
  { name: 'orders, en, forms', questions: `${own}/orders-en.jsonl` },
  { name: 'telecom, tr, mixed', questions: `${own}/telecom-tr.jsonl` },
  { name: 'bitext, en, 1,500', questions: `${beside}/bitext/bitext.jsonl`, settings: { size: 1500 } },
  { name: 'bitext, en, all', questions: `${beside}/bitext/bitext.jsonl` },
  { name: 'commands, en, 1,500', questions: `${beside}/hwu64/hwu64.jsonl`, settings: { size: 1500 } },
  { name: 'commands, en, all', questions: `${beside}/hwu64/hwu64.jsonl` },
].filter(({ questions }) => existsSync(resolve(root, questions)))

/** Small enough for a look between two changes: the development sets of sets/README.md. */
export const quickSets: readonly string[] = [
  'bank, en, 1,000',
  'bank, en, 16 topics',
  'bank, tr',
  'energy, pl',
  'bitext, en, 1,500',
  'commands, en, 1,500',
].filter((name) => gapSets.some((set) => set.name === name))

export function questionsOf(set: GapSet): { questions: Labelled[]; settings: BenchSettings } {
  const all = rowsOf<Labelled>(set.questions)
  const labels = [...new Set(all.map(({ label }) => label))].sort()
  const kept = new Set(labels.filter((_, at) => at % (set.each ?? 1) === 0))
  return {
    questions: all.filter(({ label }) => kept.has(label)),
    settings: { ...set.settings, answers: set.answers ? rowsOf<Answer>(set.answers) : undefined },
  }
}

function rowsOf<T>(file: string): T[] {
  return readFileSync(resolve(root, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
}
