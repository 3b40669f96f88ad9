import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { detectLanguage } from '#content/language/detect.ts'
import { authored } from '#content/message/authored.ts'
import { answers, forwards, signatures } from './mail.ts'

const card = 'My card is lost.'

describe('a quoted answer is not the customer’s', () => {
  test.each(answers)('%s', (_, below) => {
    expect(authored({ body: `${card}\n\n${below}` })).toBe(card)
  })

  test.each(answers)('%s, after redaction', (_, below) => {
    const redacted = below.replace(/\S+@[\w.]+/g, '[email]')
    expect(authored({ body: `${card}\n\n${redacted}` })).toBe(card)
  })

  it('keeps what is written below a marked quotation', () => {
    const body = `On 16 Nov 2026, Ann wrote:\n> Did it help?\n> Ann\n\nNo, it did not.`
    expect(authored({ body })).toBe('No, it did not.')
  })

  it('keeps a sentence about what somebody wrote, and a form that looks like a header', () => {
    const form = 'I booked a trip.\nFrom: London\nTo: Paris\nDate: 12 May\nCan I change it?'
    expect(authored({ body: form })).toBe(form)
    const said = 'My colleague wrote:\nNothing works since Monday.'
    expect(authored({ body: said })).toBe(said)
  })
})

describe('a forwarded question is kept, its header lines are not', () => {
  test.each(forwards)('%s', (_, message, text) => {
    expect(authored(message)).toBe(text)
  })
})

describe('a signature is not the question', () => {
  test.each(signatures)('%s', (_, below) => {
    expect(authored({ body: `${card}\n\n${below}` })).toBe(card)
  })

  it('keeps a postscript, a question below the sign-off, and a message that is a sign-off alone', () => {
    expect(authored({ body: `${card}\nKind regards,\nAnn\n\nPS: Can I still pay by phone?` })).toBe(
      `${card}\nPS: Can I still pay by phone?`,
    )
    expect(authored({ body: 'Thank you,\nAnn' })).toContain('Ann')
    expect(authored({ body: 'Best regards' })).toBe('Best regards')
  })

  it('keeps thanks and confidential things that somebody asks about', () => {
    const body =
      'Thanks for the quick answer. Is this message confidential? I thought only the intended reader sees it.'
    expect(authored({ body })).toBe(body)
  })
})

/** Real questions of the demo; what stands around them must change nothing. */
const questions = (['banking77', 'questions-tr', 'questions-pl'] as const).flatMap((file) =>
  readFileSync(join(import.meta.dirname, '../../../content/marlin/tickets', `${file}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .filter((_, at) => at % 5 === 0)
    .map((line) => (JSON.parse(line) as { text: string }).text),
)

test.each([...answers, ...signatures])(
  'thousands of real questions stay word for word above: %s',
  (_, below) => {
    const changed = questions.filter(
      (text) => authored({ body: `${text}\n\n${below}` }) !== authored({ body: text }),
    )
    expect(changed).toEqual([])
  },
)

test('a real question alone is left as it is, and its language is not that of the disclaimer', () => {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
  expect(questions.filter((text) => plain(authored({ body: text })) !== plain(text))).toEqual([])
  const [, english] = signatures[0]!
  const languageOf = (text: string) => detectLanguage(text, undefined, ['en', 'tr', 'pl', 'de', 'fr', 'es'])
  for (const text of questions)
    expect(languageOf(authored({ body: `${text}\n\n${english}` }))).toBe(languageOf(text))
})

const hostile = [
  'On ',
  'On 1 ',
  'a:\n',
  'From: x@y\n',
  '\n',
  '> \n',
  'Regards,\nab\n',
  'this email a\n\n',
  '-- \n',
]
hostile.push(
  'x ',
  '1 wrote:\n',
  '-----Original ',
  'best \n',
  'é',
  '________\n',
  'Subject: a\n',
  'Sent from my ',
)

test.each(hostile)('a megabyte of %j is read in 50 ms of processor time', (unit) => {
  const body = unit.repeat(1_000_000 / unit.length)
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 5 && least >= 50; attempt++) {
    const begun = process.cpuUsage()
    authored({ body })
    least = Math.min(least, process.cpuUsage(begun).user / 1000)
  }
  expect(least).toBeLessThan(50)
})
