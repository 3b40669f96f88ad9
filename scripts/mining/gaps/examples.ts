import { contentTermsOf } from '#content/language/index.ts'
import type { GapSample } from '#core/gaps/mined.ts'
import { common } from '#scripts/mining/thresholds.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'
import { isTicket } from './demand.ts'

const sampleCount = 6
/** Of the samples, at most so many in the words of voters, searchers and agents. */
const signalSamples = 2
/** Characters of a sample; longer ones are cut at a word. */
const sampleLength = 280

/**
 * Typical questions of different people that do not say the same again: tickets, then a few other signals. Where all that
 * is left says the same again, the most typical of it fills the places.
 */
export function samplesOf(questions: readonly MiningTicket[], language: string): GapSample[] {
  const signals = Math.min(signalSamples, questions.filter((one) => !isTicket(one)).length)
  const places = { ticket: sampleCount - signals, signal: sampleCount }
  const chosen: { sample: GapSample; words: ReadonlySet<string> }[] = []
  const heard = new Set<string>()
  const fill = (fits: (words: ReadonlySet<string>) => boolean) => {
    for (const question of questions) {
      const { id, customer, signal } = question
      if (chosen.length >= (signal ? places.signal : places.ticket)) continue
      const text = shorten(question.text)
      const said = text
        .toLowerCase()
        .replace(/[^\p{L}]+/gu, ' ')
        .trim()
      if (said === '' || heard.has(said) || (customer !== undefined && heard.has(`customer:${customer}`)))
        continue
      const own = question.language ?? language
      const words = new Set(contentTermsOf(text, own))
      if (!fits(words)) continue
      heard.add(said)
      if (customer !== undefined) heard.add(`customer:${customer}`)
      const sample = { ticket: id, text, language: own, ...(signal ? { kind: signal } : {}) }
      chosen.push({ sample, words })
    }
  }
  // Samples that share most of their content words say the same again (Jaccard).
  fill((words) => chosen.every((other) => jaccard(words, other.words) < common.most))
  fill(() => true)
  return chosen.map(({ sample }) => sample)
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = a.intersection(b).size
  return both === 0 ? 0 : both / (a.size + b.size - both)
}

function shorten(text: string): string {
  if (text.length <= sampleLength) return text
  const start = text.slice(0, sampleLength)
  return `${start.slice(0, Math.max(start.lastIndexOf(' '), sampleLength / 2)).toWellFormed()}…`
}
