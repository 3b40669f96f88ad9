import type { GapSample, MiningTicket } from '#scripts/mining/types.ts'
import { isTicket } from './demand.ts'

const sampleCount = 6
/** Of the samples, at most so many in the words of voters, searchers and agents. */
const signalSamples = 2
/** Characters of a sample; longer ones are cut at a word. */
const sampleLength = 280
/** Typical questions of different people that do not say the same again: tickets, then a few other signals. */
export function samplesOf(questions: readonly MiningTicket[], language: string): GapSample[] {
  const samples: GapSample[] = []
  const heard = new Set<string>()
  const signals = Math.min(signalSamples, questions.filter((one) => !isTicket(one)).length)
  for (const question of questions) {
    if (samples.length === sampleCount) break
    const { id, customer, signal } = question
    if (isTicket(question) && samples.length >= sampleCount - signals) continue
    const text = shorten(question.text)
    const words = text
      .toLowerCase()
      .replace(/[^\p{L}]+/gu, ' ')
      .trim()
    if (words === '' || heard.has(words) || (customer !== undefined && heard.has(`customer:${customer}`)))
      continue
    heard.add(words)
    if (customer !== undefined) heard.add(`customer:${customer}`)
    samples.push({ ticket: id, text, language, ...(signal ? { kind: signal } : {}) })
  }
  return samples
}

function shorten(text: string): string {
  if (text.length <= sampleLength) return text
  const start = text.slice(0, sampleLength)
  return `${start.slice(0, Math.max(start.lastIndexOf(' '), sampleLength / 2)).toWellFormed()}…`
}
