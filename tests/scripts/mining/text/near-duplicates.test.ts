import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readingOf, trainedPositions } from '#scripts/mining/corpus.ts'
import { differentOnes, sampleFor } from '#scripts/mining/text/near-duplicates.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'

/** Texts of words that no other has, as many as a form letter has, or a question. */
const original = (at: number, length = 9) =>
  Array.from({ length }, (_, word) => `w${((at * length + word) * 7919).toString(36)}q`).join(' ')

/** The same with its words in another order, one of them mistyped. */
function copied(text: string, random: () => number): string {
  const words = text.split(' ').sort(() => random() - 0.5)
  const at = Math.floor(random() * words.length)
  words[at] = words[at]!.slice(0, -2) + words[at]!.slice(-1)
  return words.join(' ')
}

const chosenOf = (texts: readonly string[], most: number) =>
  differentOnes({ count: texts.length, at: (at) => texts[at]!, language: 'en' }, most)

describe('texts that topics are made from, when there are too many', () => {
  const tenOfEach = (texts: readonly string[]) => {
    const random = randomFrom(3)
    return texts.flatMap((text) => [text, ...Array.from({ length: 9 }, () => copied(text, random))])
  }
  const originsOf = (chosen: Int32Array) => Array.from(chosen, (at) => Math.floor(at / 10))

  it('are different ones: a form letter has one place, whatever the word in which each differs', () => {
    const letters = Array.from({ length: 40 }, (_, at) => original(at, 30))
    const origins = originsOf(chosenOf(tenOfEach(letters), 100))
    expect(new Set(origins).size).toBe(40)
    expect(origins.length).toBeLessThan(44)
  })

  it('may be one short question in different words: topics live from those', () => {
    const questions = Array.from({ length: 4 }, (_, at) => original(at))
    expect(originsOf(chosenOf(tenOfEach(questions), 100)).length).toBeGreaterThan(20)
  })

  it('stay mostly the same as texts come in, whatever their order', () => {
    const texts = Array.from({ length: 315 }, (_, at) => original(at))
    const before = new Set(Array.from(chosenOf(texts.slice(0, 300), 100), (at) => texts[at]!))
    const after = Array.from(chosenOf(texts, 100), (at) => texts[at]!)
    expect(after.filter((text) => before.has(text)).length).toBeGreaterThanOrEqual(88)
    const turned = texts.toReversed()
    expect(Array.from(chosenOf(turned, 100), (at) => turned[at]!).sort()).toEqual(after.toSorted())
  })

  it('are as many as there are places when all differ', () => {
    const texts = Array.from({ length: 300 }, (_, at) => original(at))
    expect(chosenOf(texts, 100)).toHaveLength(100)
  })

  it('are given as rising positions, each once, the same every time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (texts, most) => {
          const chosen = [...chosenOf(texts, most)]
          expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b))
          expect(chosen.length).toBeGreaterThan(0)
          expect(chosen.length).toBeLessThanOrEqual(most)
          expect([...chosenOf(texts, most)]).toEqual(chosen)
        },
      ),
    )
  })

  it('are those that are asked for where a server says where texts lie', () => {
    const tickets = Array.from({ length: 60 }, (_, at) => {
      const text = original(at)
      return { id: `t${String(at).padStart(2, '0')}`, text, body: text, language: 'en' }
    })
    const reading = readingOf(tickets)
    const texts = { language: 'en', count: 60, at: (at: number) => reading.cleanAt(at).text }
    expect(trainedPositions(reading, 20)).toEqual([...sampleFor(texts, 20)])
    expect(trainedPositions(reading, 20)).toHaveLength(20)
    expect(trainedPositions(reading)).toHaveLength(60)
  })
})
