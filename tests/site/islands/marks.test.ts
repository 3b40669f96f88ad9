import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMarks, safeExcerpt } from '#site/islands/marks.ts'

describe('the marks of an excerpt', () => {
  test('are read with the text between them', () => {
    expect(readMarks('Your <mark>card</mark> &amp; PIN')).toEqual([
      { text: 'Your ', marked: false },
      { text: 'card', marked: true },
      { text: ' & PIN', marked: false },
    ])
  })

  test('are the only tags that live', () => {
    expect(readMarks('<img src=x onerror=alert(1)>')).toEqual([
      { text: '<img src=x onerror=alert(1)>', marked: false },
    ])
    expect(safeExcerpt('<mark>a</mark><mark onclick=x>b')).toBe('<mark>a</mark>&#60;mark onclick=x&#62;b')
  })

  test('come out balanced and without any other tag, whatever goes in', () => {
    const piece = fc.constantFrom(
      '<mark>',
      '</mark>',
      '<script>',
      '&lt;',
      '&#60;',
      '&#x110000;',
      '"',
      'ı',
      '<',
      '>',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const safe = safeExcerpt(pieces.join(''))
        const plain = safe.replace(/<mark>[^<>]*<\/mark>/g, '')
        expect(plain).not.toMatch(/[<>]/)
        expect(safeExcerpt(safe)).toBe(safe)
      }),
    )
  })
})
