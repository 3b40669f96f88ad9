import { expect, test } from 'vitest'
import { markEnglish, sayEnglish } from '#site/english-marks.ts'

test('an English word on a page of another language says so, with whatever stands in it', () => {
  const page = `<p>${markEnglish('Opens <time>Monday</time>')}.</p>`
  expect(sayEnglish(page)).toBe('<p><span lang="en" dir="ltr">Opens <time>Monday</time></span>.</p>')
})

test('where no element can stand, the word stands alone', () => {
  const word = markEnglish('Search')
  expect(sayEnglish(`<title>${word} – Aiuto</title><input aria-label="a > b ${word}"><b>${word}</b>`)).toBe(
    '<title>Search – Aiuto</title><input aria-label="a > b Search"><b><span lang="en" dir="ltr">Search</span></b>',
  )
  expect(sayEnglish(`<script type="application/ld+json">{"name":"${word}"}</script>`)).toBe(
    '<script type="application/ld+json">{"name":"Search"}</script>',
  )
})
