import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'

const script = readFileSync(new URL('../../../site/embed/widget.js', import.meta.url), 'utf8')

test('a product loads less than 5 kB for the widget', () => {
  expect(brotliCompressSync(script).length).toBeLessThan(5000)
})

test('the build finds the place for the company’s words', () => {
  expect(script.split('} = {}\n')).toHaveLength(2)
})

test('the widget needs neither cookies nor storage of the product, nor inline style', () => {
  expect(script).not.toMatch(/document\.cookie|Storage|\.style\b|innerHTML|setAttribute\('style'/)
})
