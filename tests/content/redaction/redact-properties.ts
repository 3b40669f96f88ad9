import fc from 'fast-check'
import { withoutInvisible } from '#content/redaction/fold-chars.ts'
import { marks, redact } from '#content/redaction/redact.ts'
import { readItems } from './corpus/item.ts'
import { hostile } from './hostile-strings.ts'

const seen = readItems('seen')
const texts = seen.map(({ text }) => text)

/** Pieces that redaction looks at, in any order and against any other. */
const piece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[0-9 ()+./-]{0,40}$/),
  fc.stringMatching(/^[A-Za-z0-9@:._ =-]{0,30}$/),
  fc.emailAddress(),
  fc.ipV4(),
  fc.ipV6(),
  fc.constantFrom(...texts),
  fc.constantFrom(...texts).chain((text) => fc.nat(text.length).map((at) => text.slice(at))),
  fc.constantFrom(...hostile),
  fc.constantFrom('[name]', '[email', 'phone]', '[[', ']]', '[token][card]'),
)
const message = fc
  .tuple(fc.array(piece, { maxLength: 6 }), fc.constantFrom('', ' ', '\n', ', '))
  .map(([pieces, sign]) => pieces.join(sign))
const language = fc.constantFrom('', 'en', 'tr', 'pl', 'pl-PL')
const known = fc.array(fc.oneof(fc.string(), fc.constantFrom('Emma Clark', 'Ayşe Yılmaz', 'Price')), {
  maxLength: 2,
})

const mark = new RegExp(`\\[(?:${marks.join('|')})\\]`, 'g')
/** The longest mark. */
const widestMark = '[url-credentials]'.length

/** What holds for every text; each throws where it does not. */
export const properties: Readonly<Record<string, (runs: number) => void>> = {
  'changes nothing the second time': (numRuns) =>
    fc.assert(
      fc.property(message, language, known, (text, language, known) => {
        const once = redact(text, language, known)
        const twice = redact(once, language, known)
        if (twice !== once) throw new Error(`${JSON.stringify(once)} became ${JSON.stringify(twice)}`)
      }),
      { numRuns },
    ),
  'only puts marks in the place of something, and never one in another': (numRuns) =>
    fc.assert(
      fc.property(message, language, known, (written, language, known) => {
        // Invisible characters go, and what is encoded is written plainly where it hides something.
        const text = withoutInvisible(written)
        fc.pre(!/%[0-9a-f]{2}|=40|&(?:#|[a-z]{2,8};)/i.test(text))
        const redacted = redact(text, language, known)
        const before = text.match(mark)?.length ?? 0
        const marks = redacted.match(mark)?.length ?? 0
        const kept = redacted.replace(mark, '')
        if (kept.length + marks - before > text.replace(mark, '').length)
          throw new Error('A mark for nothing')
        if (redacted.length > text.length + (marks - before) * (widestMark - 1))
          throw new Error('Longer than its marks')
        // What is left of the text is the text's, in its order.
        let at = 0
        for (const sign of redacted.split(mark)) {
          at = text.indexOf(sign, at)
          if (at === -1) throw new Error(`${JSON.stringify(sign)} is not in the text`)
          at += sign.length
        }
      }),
      { numRuns },
    ),
  'leaves no e-mail address': (numRuns) =>
    fc.assert(
      fc.property(fc.emailAddress(), message, language, (address, around, language) => {
        if (redact(`${around} ${address} ${around}`, language).includes(address)) throw new Error(address)
      }),
      { numRuns },
    ),
  'leaves no card number, however it is grouped': (numRuns) =>
    fc.assert(
      fc.property(card, fc.constantFrom('', ' ', '-'), language, (number, sign, language) => {
        const written = number.replace(/(\d{4})(?=\d)/g, `$1${sign}`)
        if (/\d{4}/.test(redact(`card ${written} is lost`, language))) throw new Error(written)
      }),
      { numRuns },
    ),
  'leaves no Turkish or Polish identity number, wherever it stands': (numRuns) =>
    fc.assert(
      fc.property(identity, fc.constantFrom(...texts.filter((text) => !/\d/.test(text))), (number, text) => {
        const redacted = redact(`${text} ${number.digits}. ${text}`, number.language)
        if (redacted.includes(number.digits)) throw new Error(redacted)
      }),
      { numRuns },
    ),
}

const card = fc.stringMatching(/^[3-6][0-9]{14}$/).map((start) => start + luhnDigit(start))
const identity = fc.oneof(
  fc.stringMatching(/^[1-9][0-9]{8}$/).map((nine) => ({ digits: nine + tcknDigits(nine), language: 'tr' })),
  fc
    .tuple(
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 0, max: 9999 }),
    )
    .map(([year, month, day, serial]) => {
      const ten = `${pad(year, 2)}${pad(month, 2)}${pad(day, 2)}${pad(serial, 4)}`
      const sum = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3].reduce(
        (sum, weight, at) => sum + weight * Number(ten[at]),
        0,
      )
      return { digits: `${ten}${(10 - (sum % 10)) % 10}`, language: 'pl' }
    }),
)

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0')
}

function tcknDigits(nine: string): string {
  const d = [...nine].map(Number)
  const odd = d[0]! + d[2]! + d[4]! + d[6]! + d[8]!
  const even = d[1]! + d[3]! + d[5]! + d[7]!
  const tenth = (((odd * 7 - even) % 10) + 10) % 10
  return `${tenth}${(odd + even + tenth) % 10}`
}

/** The digit that makes a card number's sum fit. */
function luhnDigit(start: string): string {
  let sum = 0
  for (let at = 0; at < start.length; at++) {
    const value = Number(start[start.length - 1 - at])
    sum += at % 2 === 1 ? value : value > 4 ? value * 2 - 9 : value * 2
  }
  return String((10 - (sum % 10)) % 10)
}
