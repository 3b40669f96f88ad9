/**
 * `npm run bench:redaction`: recall, precision and speed of redaction on the labelled corpus, beside the patterns one
 * writes in an afternoon; then the longest that a hostile megabyte takes. `--mistakes` prints what went wrong in the
 * seen part; there is no such option for the unseen one.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { marks, redact } from '#content/redaction/redact.ts'
import { readItems } from '#tests/content/redaction/corpus/item.ts'
import {
  type Counts,
  precision,
  type Redactor,
  recall,
  score,
} from '#tests/content/redaction/corpus/score.ts'
import { hostile } from '#tests/content/redaction/hostile-strings.ts'
import { naiveRedact } from './naive-redact.ts'

const redactors: Readonly<Record<string, Redactor>> = {
  Kindred: ({ text, lang, known }) => redact(text, lang, known),
  'naive patterns': ({ text, lang }) => naiveRedact(text, lang),
}
const types = [...marks, 'all']
const languages = ['en', 'tr', 'pl', 'de', 'fr', 'es', 'all']

for (const part of ['seen', 'unseen'] as const) {
  const items = readItems(part)
  const plain = items.filter(({ spans }) => spans.length === 0)
  for (const [name, redactor] of Object.entries(redactors)) {
    const { counts, misses } = score(items, redactor)
    const kept = plain.filter((item) => redactor(item) === item.text).length
    console.log(
      `\n${part}, ${items.length} texts: ${name}. Of ${plain.length} texts with nothing personal ${kept} stay as they are.\n`,
    )
    print(counts)
    if (name === 'Kindred' && part === 'seen' && process.argv.includes('--mistakes'))
      for (const { item, redacted, what } of misses)
        console.log(`${item.id} ${what}\n  ${JSON.stringify(redacted)}`)
  }
}
speed()
slowest()

/** Recall / precision, and how many were labelled. */
function print(counts: Counts): void {
  console.log(['kind'.padEnd(16), ...languages.map((language) => language.padEnd(22))].join(''))
  for (const type of types) {
    const cells = languages.map((language) => {
      const count = counts.get(`${type} ${language}`)
      return (
        count === undefined
          ? '–'
          : `${percent(recall(count))} / ${percent(precision(count))} (${count.wanted})`
      ).padEnd(22)
    })
    console.log([type.padEnd(16), ...cells].join('').trimEnd())
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share === 1 ? 0 : 1)} %`
}

/** Marlin's tickets as an import gives them: language and the requester's name with each. */
function speed(): void {
  const file = join(import.meta.dirname, '..', '..', 'content', 'marlin', 'tickets', 'zendesk-export.ndjson')
  const messages = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { description: string; requester: { name: string } })
  const signs = messages.reduce((sum, { description }) => sum + description.length, 0)
  const tries: Record<string, (text: string, name: string) => string> = {
    Kindred: (text, name) => redact(text, 'en', [name]),
    'naive patterns': (text) => naiveRedact(text, 'en'),
  }
  console.log(
    `\n${messages.length} messages of Marlin's export, ${(signs / 1e6).toFixed(1)} MB, best of five:`,
  )
  for (const [name, one] of Object.entries(tries)) {
    const ms = Math.min(
      ...Array.from({ length: 5 }, () =>
        processorTime(() => {
          for (const { description, requester } of messages) one(description, requester.name)
        }),
      ),
    )
    console.log(
      `${name}: ${Math.round(messages.length / (ms / 1000))} messages/s, ${(signs / 1000 / ms).toFixed(1)} MB/s`,
    )
  }
}

function slowest(): void {
  const of = (unit: string, length: number) => unit.repeat(length / unit.length)
  for (const unit of hostile) redact(of(unit, 20_000), 'pl', ['Emma Clark'])
  const times = hostile.map((unit) => {
    const least = (length: number) =>
      Math.min(...[1, 2, 3].map(() => processorTime(() => redact(of(unit, length), 'pl', ['Emma Clark']))))
    return { unit, whole: least(1_000_000), quarter: least(250_000) }
  })
  times.sort((a, b) => b.whole - a.whole)
  const median = times[Math.floor(times.length / 2)]!.whole
  const under = (ms: number) => times.filter(({ whole }) => whole < ms).length
  console.log(
    `\n${times.length} hostile megabytes: median ${median.toFixed(0)} ms, ${under(50)} under 50 ms, ${under(100)} under 100 ms. The slowest, and how many times their quarter:`,
  )
  for (const { unit, whole, quarter } of times.slice(0, 8))
    console.log(
      `${whole.toFixed(0).padStart(5)} ms  ×${(whole / quarter).toFixed(1)}  ${JSON.stringify(unit)}`,
    )
}

/** Milliseconds of the processor, which other work on the machine lengthens less than the clock's. */
function processorTime(work: () => void): number {
  const begun = process.cpuUsage()
  work()
  return process.cpuUsage(begun).user / 1000
}
