import { expect, test } from 'vitest'
import { redact } from '#content/redaction/redact.ts'
import { hostile } from './hostile-strings.ts'

/** Processor time, which other work on the machine does not lengthen much: milliseconds. */
function time(text: string): number {
  const begun = process.cpuUsage()
  redact(text, 'pl', ['Emma Clark'])
  return process.cpuUsage(begun).user / 1000
}

/** Below this a collection of garbage is more than the work. */
const floor = 15

test.each(hostile.map((unit) => [unit]))('four times the text takes about four times as long: %j', (unit) => {
  const of = (length: number) => unit.repeat(length / unit.length)
  time(of(20_000))
  let ratio = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 4 && ratio >= 6; attempt++) {
    const quarter = Math.max(floor, time(of(250_000)))
    ratio = Math.min(ratio, time(of(1_000_000)) / quarter)
  }
  // What grows with the square would be at 16.
  expect(ratio).toBeLessThan(6)
})
