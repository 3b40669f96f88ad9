import { expect, test } from 'vitest'
import { safeReturn } from '#site/islands/safe-return.ts'

const origin = 'https://help.example'

test.each(['/en/cards/', '/tr/search/?q=a#b', 'https://help.example/en/'])('goes on to %s', (wanted) => {
  expect(safeReturn(wanted, origin, '/en/')).toBe(new URL(wanted, origin).href)
})

test.each([
  null,
  '',
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '\\\\elsewhere.example',
  '/\t/elsewhere.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://help.example@elsewhere.example/',
  'https://user@help.example/',
  'https://help.example.elsewhere.example/',
  'http://help.example/',
  'https://:99999',
])('goes home instead of to %j', (wanted) => {
  expect(safeReturn(wanted, origin, '/en/')).toBe('https://help.example/en/')
})

test('stays here even when a path reads as a host', () => {
  expect(new URL(safeReturn('/.//elsewhere.example', origin, '/en/')).origin).toBe(origin)
})
