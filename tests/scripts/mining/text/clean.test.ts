import { expect, it } from 'vitest'
import { clean } from '#scripts/mining/text/clean.ts'

const questions = [
  'Where is my parcel?',
  'Can I change the address?',
  'The lid is broken',
  'Do you ship abroad?',
  'How do I return shoes?',
  'My code does not work',
]

const language = 'en'

it('drops greetings and sign-offs that everyone writes, in any language', () => {
  const bodies = questions.map((question) => `Bonjour à tous,\n${question}\nBien à vous`)
  expect(clean(bodies.map((body) => ({ body, language }))).map(({ said }) => said)).toEqual(questions)
})

it('drops the sign-offs of few among many who write another language', () => {
  const many = Array.from({ length: 6000 }, (_, at) => ({
    body: `Question ${'abcdefgh'[at % 8]}`,
    language: 'en',
  }))
  const few = questions.map((question) => ({ body: `${question}\nWysłano z telefonu`, language: 'pl' }))
  expect(
    clean([...many, ...few])
      .slice(many.length)
      .map(({ said }) => said),
  ).toEqual(questions)
})

it('keeps a text that is nothing but a recurring line', () => {
  expect(clean(questions.map(() => ({ body: 'Help', language }))).every(({ said }) => said === 'Help')).toBe(
    true,
  )
})

it('drops quoted replies, addresses and numbers from what is mined', () => {
  const [one] = clean([
    {
      body: 'It failed again (#1234567), see https://example.com/x\n> Dear customer\nOn Monday, Ann wrote:\nold text',
      language,
    },
  ])
  expect(one!.text).toBe('It failed again , see')
})

it('takes the subject only when it says something of its own', () => {
  const [said, general, same] = clean([
    { subject: 'Top-up by cheque refused today', body: 'Please look into this.', language },
    { subject: 'Question', body: 'Please look into this.', language },
    { subject: 'Why was my card refused', body: 'Why was my card refused in a shop?', language },
  ])
  expect(said!.text).toContain('cheque')
  expect(general!.text).not.toContain('Question')
  expect(same!.text).toBe('Why was my card refused in a shop?')
})

it('mines the beginning and the end of long texts, and shows them whole', () => {
  const words = Array.from({ length: 5000 }, (_, at) => `w${String.fromCharCode(97 + (at % 26))}x`)
  const body = ['please help', ...words, 'how do I get my refund'].join(' ')
  const [{ text, said } = { text: '', said: '' }] = clean([{ body, language }])
  expect(text.split(' ')).toHaveLength(120)
  expect(text.startsWith('please help')).toBe(true)
  expect(text.endsWith('how do I get my refund')).toBe(true)
  expect(said).toBe(body)
})

it('keeps a question that very many ask in a line of its own', () => {
  const bodies = Array.from(
    { length: 60 },
    (_, at) => `Where is my loyalty gift parcel?\nParcel ${3000 + at}`,
  )
  const [first] = clean([...bodies, ...questions].map((body) => ({ body, language })))
  expect(first!.said).toBe('Where is my loyalty gift parcel?')
})

it('takes no more than it leaves, also where nobody writes a question mark', () => {
  const bodies = Array.from(
    { length: 60 },
    (_, at) => `I never got my loyalty gift parcel\nParcel ${3000 + at}`,
  )
  const [first] = clean([...bodies, ...questions].map((body) => ({ body, language })))
  expect(first!.text).toContain('loyalty gift')
})
