import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { splitFrontMatter } from '#content/library/front-matter.ts'
import { withKeywords } from '#content/library/with-keywords.ts'

const keywordsOf = (text: string | undefined): unknown =>
  parse(splitFrontMatter(text ?? '')?.yaml ?? '').keywords

describe('keywords that are added to an article', () => {
  it('stand at the end of its list, and nothing else is touched', () => {
    const before =
      '---\ntitle:   "Lost"  # as printed\nkeywords: [card gone, "a, b"] # theirs\n---\n\nText --- here.\n'
    expect(withKeywords(before, ['cashback', 'x: y'])).toBe(
      '---\ntitle:   "Lost"  # as printed\nkeywords: [card gone, "a, b", cashback, "x: y"] # theirs\n---\n\nText --- here.\n',
    )
  })

  it('keep the list’s own shape: one a line, empty, not written yet, on lines that end as on Windows', () => {
    expect(withKeywords('---\nkeywords:\n  - one\n  - two # old\ntitle: T\n---\n', ['three', '# four'])).toBe(
      '---\nkeywords:\n  - one\n  - two\n  - three\n  - "# four" # old\ntitle: T\n---\n',
    )
    for (const [text, before] of [
      ['---\nkeywords: []\ntitle: T\n---\nB', []],
      ['---\ntitle: T\nkeywords:\n---\nB', []],
      ['---\nkeywords: \ntitle: T\n---\nB', []],
      ['---\ntitle: T\n---\nB', []],
      ['---\n---\nB', []],
      ['\uFEFF---\r\nkeywords: [old,]\r\ntitle: T\r\n---\r\nB\r\n', ['old']],
      ['---\nkeywords:\n- old\n---\nB', ['old']],
      ['---\nkeywords: [\n  old,\n]\ntitle: T\n---\nB', ['old']],
    ] as const) {
      const after = withKeywords(text, ['new one', 'yes'])
      expect(keywordsOf(after), text).toEqual([...before, 'new one', 'yes'])
      expect(splitFrontMatter(after!)?.body).toBe(splitFrontMatter(text)?.body)
    }
  })

  it('are not added twice, whatever their case', () => {
    const text = '---\nkeywords: [Cashback]\n---\n'
    expect(withKeywords(text, ['cashback'])).toBe(text)
  })

  it('are refused where there is no list to add them to', () => {
    for (const text of ['No front-matter', '---\nkeywords: one, two\n---\n', '---\nkeywords: [a\n---\n'])
      expect(withKeywords(text, ['b']), text).toBeUndefined()
  })
})
