import { expect, it } from 'vitest'
import { parseReplies, replyFor, replyText } from '#content/library/replies.ts'
import { say } from '#content/model/locale.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const library = tinyLibrary()
const [segment] = library.segments

it('names every mistake in a reply with its line', () => {
  const text = 'segments: [nobody]\ntext: "{title} {adress}"\n'
  const { issues } = parseReplies([{ name: 'a.yaml', text }], library)
  expect(issues.map(({ file, line }) => `${file}:${line}`)).toEqual(['replies/a.yaml:1', 'replies/a.yaml:2'])
})

it('the reply for a segment comes before the general one, in the customer’s language only', () => {
  const { replies, issues } = parseReplies(
    [
      { name: 'a.yaml', text: 'text: { en: "General {url}" }\n' },
      { name: 'b.yaml', text: `segments: [${segment!.id}]\ntext: { en: "For them {url}" }\n` },
    ],
    library,
  )
  expect(issues).toEqual([])
  const chosen = (segments: string[], locale = 'en') => replyFor(replies, { locale, segments }).id
  expect(chosen([segment!.id])).toBe('b')
  expect(chosen([])).toBe('a')
  expect(chosen([segment!.id], 'tr')).toBe('usual')
  const values = { title: '{url}', url: '/en/x/', agent: 'Ola', segment: '' }
  expect(replyText(replies[0]!, values, (text) => say(text, 'en'))).toBe(
    'Hello,\n\nGeneral /en/x/\n\nKind regards,\nOla',
  )
})
